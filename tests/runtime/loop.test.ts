// The loop's order: decide, write, fold, then act. What stands here is what a power cut may count on.
import { describe, expect, test } from "vitest";
import type { BoardInput } from "#domain/inputs.ts";
import {
  type LoopBench,
  announced,
  boardA,
  chosen,
  createLoopBench,
  scanned,
  started,
  startedBench,
  tampered,
  timePassed,
} from "../support/bench-loop.ts";

const full = { kind: "full", detail: "The disk is full." } as const;

const kindsOnDisk = ({ disk }: LoopBench): readonly string[] => disk.rows.map(({ kind }) => kind);

describe("the order of a step", () => {
  test("is: facts durable, effects performed, state told to whoever watches", () => {
    const bench = startedBench();
    bench.loop.feed(tampered(1));
    expect(bench.did).toEqual([
      "wrote board-event-recorded alarm-raised",
      "performed acknowledge-event",
      "stepped",
    ]);
  });

  test("gives every effect a disk that already holds its facts", () => {
    const bench = startedBench();
    let onDisk = -1;
    bench.onEffect = () => (onDisk = bench.disk.rows.length);
    bench.loop.feed(tampered(1));
    expect(onDisk).toBe(bench.loop.state().durable.seq);
  });

  test("writes nothing for a step without facts, and still performs it", () => {
    const bench = startedBench();
    bench.loop.feed(scanned("L24B:nobody"));
    expect(bench.did).toEqual(["performed read-badge", "stepped"]);
  });

  test("answers what the step wanted of the world to whoever fed it", () => {
    const bench = startedBench();
    bench.loop.feed(announced(1));
    expect(bench.loop.feed(announced(1))).toEqual([
      { kind: "refuse-desk", why: "this pickup is announced already" },
    ]);
  });

  test("logs kinds and nothing that was typed, scanned or known", () => {
    const bench = startedBench();
    bench.loop.feed(scanned("L24B:a-secret-badge"));
    expect(bench.logged.at(-1)).toEqual({
      input: "screen:code-scanned",
      seq: bench.loop.state().durable.seq,
      facts: [],
      effects: ["read-badge"],
    });
  });
});

describe("an input that comes while another is taken", () => {
  const nobody = { kind: "badge-read", ask: 1, staff: undefined, role: undefined } as const;

  test("waits until that one is done, in the order of their coming", () => {
    const bench = startedBench();
    bench.onEffect = ({ kind }) => {
      if (kind !== "read-badge") return;
      expect(bench.loop.feed({ kind: "answer", input: nobody })).toBeUndefined();
      bench.loop.feed(announced(1));
      bench.loop.feed(announced(2));
    };
    bench.loop.feed(scanned("L24B:nobody"));
    expect(bench.did).toEqual([
      "performed read-badge",
      "stepped",
      "stepped",
      "wrote pickup-announced",
      "stepped",
      "wrote pickup-announced",
      "stepped",
    ]);
    expect(bench.loop.state().live.visit).toMatchObject({ step: { kind: "totp" } });
  });

  test("does not come before the other effects of the step that caused it", () => {
    const bench = startedBench();
    const order: string[] = [];
    bench.onStep = () => order.push("step");
    bench.onEffect = ({ kind }) => {
      order.push(kind);
      if (kind === "acknowledge-event") bench.loop.feed(timePassed);
    };
    bench.loop.feed(tampered(1));
    expect(order).toEqual(["acknowledge-event", "step", "step"]);
  });
});

describe("after a fault of the ledger", () => {
  test("nothing of the step is performed, shown or remembered", () => {
    const bench = startedBench();
    const before = bench.loop.state();
    bench.disk.fault = full;
    expect(bench.loop.feed(tampered(1))).toBeUndefined();
    expect(bench.did).toEqual(["lost board-event-recorded alarm-raised", "fault full"]);
    expect(bench.loop.state()).toBe(before);
  });

  test("nothing more is taken, not even what needs no disk, though the disk is well again", () => {
    const bench = startedBench();
    bench.disk.fault = full;
    bench.loop.feed(announced(1));
    bench.disk.fault = undefined;
    bench.did.length = 0;
    expect(bench.loop.feed(scanned("L24B:nobody"))).toBeUndefined();
    expect(bench.loop.feed(announced(2))).toBeUndefined();
    expect(bench.did).toEqual([]);
  });

  test("it is told once, whatever was still waiting", () => {
    const bench = startedBench();
    bench.onEffect = () => {
      bench.disk.fault = full;
      bench.loop.feed(announced(1));
      bench.loop.feed(announced(2));
      bench.loop.feed(scanned("L24B:nobody"));
    };
    bench.loop.feed(tampered(1));
    expect(bench.faults).toEqual([full]);
    expect(bench.did.slice(-2)).toEqual(["lost pickup-announced", "fault full"]);
  });

  test("of the clock's own fact, the input that brought it is not taken either", () => {
    const bench = startedBench();
    bench.disk.fault = full;
    bench.clock.wallMs += 120_000;
    expect(bench.loop.feed(announced(1))).toBeUndefined();
    expect(bench.did).toEqual(["lost clock-stepped", "fault full"]);
    expect(bench.faults).toHaveLength(1);
  });
});

describe("the two clocks", () => {
  test("that pass alike are no news", () => {
    const bench = startedBench();
    bench.clock.wallMs += 3_600_000;
    bench.clock.monoMs += 3_600_000;
    bench.loop.feed(timePassed);
    expect(kindsOnDisk(bench)).not.toContain("clock-stepped");
  });

  test.each([
    [60_000, undefined],
    [-60_000, undefined],
    [60_001, 60_001],
    [-60_001, -60_001],
  ])("that part by %d ms give the step %s", (byMs, stepMs) => {
    const bench = startedBench();
    bench.clock.wallMs += byMs + 5000;
    bench.clock.monoMs += 5000;
    bench.loop.feed(timePassed);
    const row = bench.disk.rows.find(({ kind }) => kind === "clock-stepped");
    expect(row && JSON.parse(row.body)).toEqual(
      stepMs === undefined ? undefined : { epoch: 2, stepMs, trusted: true },
    );
  });

  test("open a new epoch, which the rows after it stand in", () => {
    const bench = startedBench();
    bench.clock.wallMs += 120_000;
    bench.loop.feed(announced(1));
    expect(bench.disk.rows.slice(-2).map((row) => [row.kind, row.clockEpoch])).toEqual([
      ["clock-stepped", 1],
      ["pickup-announced", 2],
    ]);
  });

  test("write nothing that is due by the new time under the stamp of the old", () => {
    const bench = startedBench();
    bench.clock.trusted = false;
    bench.loop.feed(announced(1));
    const [pickup] = [...bench.loop.state().durable.pickups.values()];
    bench.loop.feed({
      kind: "desk",
      input: { kind: "pickup-withdrawal-asked", pickup: pickup!.id, reason: "x" },
    });
    bench.clock.monoMs += 86_400_001;
    bench.clock.wallMs += 86_400_001;
    bench.loop.feed(timePassed);
    expect(kindsOnDisk(bench)).not.toContain("personal-data-erased");
    bench.clock.trusted = true;
    bench.loop.feed(timePassed);
    expect(
      bench.disk.rows.slice(-2).map((row) => [row.kind, row.clockEpoch, row.clockTrusted]),
    ).toEqual([
      ["clock-stepped", 2, false],
      ["personal-data-erased", 3, true],
    ]);
  });

  test("whose trust changes are a fact without a step", () => {
    const bench = startedBench();
    bench.clock.trusted = false;
    bench.loop.feed(timePassed);
    bench.loop.feed(timePassed);
    const steps = bench.disk.rows.filter(({ kind }) => kind === "clock-stepped");
    expect(steps.map(({ body }) => JSON.parse(body))).toEqual([
      { epoch: 2, stepMs: 0, trusted: false },
    ]);
  });

  test("of two runs are not compared: a start is no step", () => {
    const first = startedBench();
    first.clock.monoMs += 500_000;
    first.clock.wallMs += 500_000;
    first.loop.feed(announced(1));
    const second = createLoopBench(first.disk, 10_000_000);
    second.loop.feed(started);
    second.loop.feed(timePassed);
    expect(kindsOnDisk(second)).not.toContain("clock-stepped");
  });
});

describe("waking", () => {
  test("is asked for after every input, at most an hour ahead", () => {
    const bench = startedBench();
    bench.wakes.length = 0;
    bench.loop.feed(timePassed);
    expect(bench.wakes).toEqual([3_600_000]);
  });

  test("is asked for the moment at which a visit is warned, then ends", () => {
    const bench = startedBench();
    const snapshot = {
      newestEvent: 0,
      openDoors: [],
      unknownDoors: [],
      presentItems: [],
      unknownItems: [],
    };
    const read: BoardInput = {
      kind: "board-snapshot-read",
      board: boardA,
      boot: "000000AA",
      snapshot,
    };
    bench.loop.feed({ kind: "board", input: read });
    bench.loop.feed(chosen("type-code"));
    expect(bench.wakes.at(-1)).toBe(35_000);
    bench.clock.monoMs = 35_000;
    bench.clock.wallMs += 35_000;
    bench.loop.feed(timePassed);
    expect(bench.loop.state().live.visit).toMatchObject({ warned: true });
    expect(bench.wakes.at(-1)).toBe(60_000);
    bench.clock.monoMs = 60_000;
    bench.clock.wallMs += 25_000;
    bench.loop.feed(timePassed);
    expect(bench.loop.state().live.visit.kind).toBe("none");
  });

  test("is asked for once, after all that waited was taken", () => {
    const bench = startedBench();
    bench.wakes.length = 0;
    bench.onEffect = () => void bench.loop.feed(announced(1));
    bench.loop.feed(tampered(1));
    expect(bench.wakes).toHaveLength(1);
  });
});

describe("a fault of the program", () => {
  test("ends the process: it is told, and nothing more is taken", () => {
    const bench = startedBench();
    bench.onEffect = () => {
      throw new Error("broken");
    };
    expect(bench.loop.feed(tampered(1))).toBeUndefined();
    expect(bench.crashes).toEqual([new Error("broken")]);
    bench.did.length = 0;
    expect(bench.loop.feed(announced(1))).toBeUndefined();
    expect(bench.did).toEqual([]);
    expect(bench.crashes).toHaveLength(1);
  });

  test("is a loop that feeds itself without end, not a full memory", () => {
    const bench = startedBench();
    let fed = 0;
    bench.onStep = () => {
      for (let time = 0; time < 6000; time += 1, fed += 1) bench.loop.feed(timePassed);
    };
    bench.loop.feed(timePassed);
    expect(String(bench.crashes[0])).toMatch(/queue is bounded/u);
    expect(fed).toBeLessThan(20_000);
  });
});
