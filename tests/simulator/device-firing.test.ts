// OPEN and VEND at the simulated board: every fence, the one pulse, and what became of it, clause by clause.
import { describe, expect, test } from "vitest";
import { resetBoard } from "#simulator/board/board.ts";
import { bootOf, createBench, lock } from "../support/bench-board.ts";

const lane = { kind: "lane", stock: 1, dropSensor: true } as const;
const refused = (code: string) => expect.objectContaining({ kind: "error", code });

describe("an OPEN", () => {
  test("[LL-4] is accepted, drives the coil once and opens the door it names", () => {
    const bench = createBench();
    expect(bench.open(2, 7)).toEqual({ kind: "accepted", op: 7 });
    expect(bench.pulses).toEqual([{ board: 1, channel: 2, tMs: 0, op: 7, drive: "ok" }]);
    bench.pass(1000);
    expect(bench.events()).toEqual([
      { n: 1, tMs: 0, kind: "boot", reason: "power" },
      { n: 2, tMs: 0, kind: "drive", channel: 2, state: "ok", op: 7 },
      { n: 3, tMs: 180, kind: "door", channel: 2, state: "open", op: 7 },
    ]);
    expect(bench.result(7)).toBe("opened");
  });

  test("[LL-4.3] known with the same channel is DUP with its result and no second pulse", () => {
    const bench = createBench();
    bench.open(2, 7);
    expect(bench.open(2, 7)).toEqual({ kind: "duplicate", op: 7, channel: 2, result: "accepted" });
    bench.pass(1000);
    expect(bench.open(2, 7)).toMatchObject({ kind: "duplicate", result: "opened" });
    expect(bench.pulses).toHaveLength(1);
  });

  test("[LL-4.3] known with another channel, or not above the highest, is STALE", () => {
    const bench = createBench();
    bench.open(2, 7);
    bench.pass(2000);
    expect(bench.open(3, 7)).toEqual(refused("STALE"));
    expect(bench.open(3, 6)).toEqual(refused("STALE"));
    expect(bench.pulses).toHaveLength(1);
  });

  test("[LL-4.3] an operation that was refused may come again", () => {
    const bench = createBench();
    bench.open(1, 1);
    expect(bench.open(2, 2)).toEqual(refused("BUSY"));
    bench.pass(500);
    expect(bench.open(2, 2)).toEqual({ kind: "accepted", op: 2 });
  });

  test("[LL-4.3] the last 32 operations are remembered with their results", () => {
    const bench = createBench({ fittings: Array.from({ length: 16 }, () => lock) });
    for (let op = 1; op <= 33; op += 1) {
      bench.pass(1500);
      expect(bench.open((op % 16) + 1, op)).toEqual({ kind: "accepted", op });
    }
    expect(bench.result(1)).toBe("none");
    expect(bench.result(2)).toBe("opened");
    expect(bench.open(2, 1)).toEqual(refused("STALE"));
  });

  test("[LL-4.4] under another boot is refused with the board's own", () => {
    const bench = createBench();
    const boot = bootOf(bench.board);
    expect(bench.open(1, 1, { boot: "FFFFFFFF" })).toEqual({ kind: "error", code: "BOOT", boot });
    expect(bench.pulses).toEqual([]);
  });

  test("[LL-4.6] for a channel that is not there is CHAN", () => {
    expect(createBench().open(5, 1)).toEqual(refused("CHAN"));
  });

  test("[LL-4.7] three pulses in ten seconds on one channel are all it gets", () => {
    const bench = createBench();
    for (const op of [1, 2, 3]) {
      bench.open(1, op);
      bench.pass(1000);
    }
    expect(bench.open(1, 4)).toEqual({ kind: "error", code: "COOL", leftMs: 7000 });
    expect(bench.open(2, 4)).toEqual({ kind: "accepted", op: 4 });
    bench.pass(7000);
    expect(bench.open(1, 5)).toEqual({ kind: "accepted", op: 5 });
  });

  test("[LL-4.7] only one coil of a board is under current", () => {
    const bench = createBench();
    bench.open(1, 1, { pulseMs: 400 });
    bench.pass(399);
    expect(bench.open(2, 2)).toEqual(refused("BUSY"));
    bench.pass(1);
    expect(bench.open(2, 2)).toEqual({ kind: "accepted", op: 2 });
  });

  test("[LL-4.8] is STALE once the board's own time has passed `by`", () => {
    const bench = createBench();
    bench.pass(2001);
    expect(bench.open(1, 1, { byMs: 2000 })).toEqual(refused("STALE"));
    expect(bench.open(1, 1, { byMs: 2001 })).toEqual({ kind: "accepted", op: 1 });
  });

  test("[LL-4.8] is STALE an hour late too, whatever carried it, and moves nothing", () => {
    const bench = createBench();
    const byMs = bench.nowMs + 2000;
    bench.pass(60 * 60 * 1000);
    expect(bench.open(1, 1, { byMs })).toEqual(refused("STALE"));
    expect(bench.pulses).toEqual([]);
  });

  test("[LL-4.8] `by` counts modulo 2^32", () => {
    const bench = createBench();
    bench.pass(2 ** 32 - 500);
    bench.hello();
    expect(bench.open(1, 1, { byMs: 1000 })).toEqual({ kind: "accepted", op: 1 });
    bench.pass(2000);
    expect(bench.open(2, 2, { byMs: 1000 })).toEqual(refused("STALE"));
  });
});

describe("what became of an operation [LL-4.5]", () => {
  test("not-opened, with an opfail, when no edge came before the end of the wait", () => {
    const bench = createBench();
    bench.touch(1, "jam");
    bench.open(1, 1, { waitMs: 1000 });
    bench.pass(1399);
    expect(bench.result(1)).toBe("accepted");
    bench.pass(1);
    expect(bench.result(1)).toBe("not-opened");
    expect(bench.events().at(-1)).toEqual({
      n: 3,
      tMs: 1400,
      kind: "opfail",
      channel: 1,
      reason: "not-opened",
      op: 1,
    });
  });

  test("a door that opens after the wait is an edge without an operation", () => {
    const bench = createBench();
    bench.touch(1, "jam");
    bench.open(1, 1);
    bench.pass(5000);
    bench.touch(1, "free");
    bench.pass(200);
    expect(bench.events().at(-1)).toEqual({
      n: 4,
      tMs: 5180,
      kind: "door",
      channel: 1,
      state: "open",
    });
    expect(bench.result(1)).toBe("not-opened");
  });

  test("closed once the opened door is shut again, and that edge carries no operation", () => {
    const bench = createBench();
    bench.open(1, 1);
    bench.pass(1000);
    bench.touch(1, "close");
    bench.pass(30);
    expect(bench.result(1)).toBe("closed");
    expect(bench.events().at(-1)).not.toHaveProperty("op");
  });

  test("driven when the door read open before", () => {
    const bench = createBench();
    bench.touch(1, "force");
    bench.pass(100);
    bench.open(1, 1);
    expect(bench.result(1)).toBe("driven");
    bench.pass(9000);
    expect(bench.result(1)).toBe("driven");
    expect(bench.pulses).toHaveLength(1);
  });

  test("driven when the door has no sensor", () => {
    const bench = createBench({ fittings: [{ ...lock, doorSensor: false }] });
    bench.open(1, 1);
    bench.pass(9000);
    expect(bench.result(1)).toBe("driven");
    expect(bench.events().map(({ kind }) => kind)).toEqual(["boot", "drive"]);
  });

  test.each([
    ["cut-coil", "open-circuit"],
    ["short-coil", "short"],
  ] as const)("fault after %s, and STAT shows the channel", (action, state) => {
    const bench = createBench();
    bench.touch(2, action);
    bench.open(2, 1);
    bench.pass(9000);
    expect(bench.result(1)).toBe("fault");
    expect(bench.events().at(-1)).toMatchObject({ kind: "drive", state, op: 1 });
    expect(bench.ask({ kind: "stat" })).toMatchObject({ faults: "2" });
  });

  test("none after a reset, and the host may not fire it again under the old boot", () => {
    const bench = createBench();
    const boot = bootOf(bench.board);
    bench.open(1, 1);
    resetBoard(bench.board, "watchdog", bench.nowMs);
    bench.hello();
    expect(bench.ask({ kind: "result", op: 1 })).toEqual({
      kind: "result-reply",
      op: 1,
      channel: 0,
      result: "none",
    });
    expect(bench.open(1, 1, { boot })).toEqual(refused("BOOT"));
  });

  test("a second pulse on the same door ends the watch of the first", () => {
    const bench = createBench();
    bench.touch(1, "jam");
    bench.open(1, 1);
    bench.pass(1000);
    bench.touch(1, "close");
    bench.touch(1, "free");
    bench.open(1, 2);
    bench.pass(1000);
    expect([bench.result(1), bench.result(2)]).toEqual(["not-opened", "opened"]);
  });
});

describe("a VEND", () => {
  test("delivers, then finds the lane empty", () => {
    const bench = createBench({ fittings: [lane] });
    const vend = (op: number) =>
      bench.ask({ kind: "vend", channel: 1, op, boot: bootOf(bench.board), byMs: bench.nowMs });
    expect(vend(1)).toEqual({ kind: "accepted", op: 1 });
    expect(vend(1)).toMatchObject({ kind: "duplicate", result: "accepted" });
    bench.pass(3000);
    expect(vend(2)).toEqual({ kind: "accepted", op: 2 });
    bench.pass(3000);
    expect([bench.result(1), bench.result(2)]).toEqual(["delivered", "empty"]);
    expect(bench.events().filter(({ kind }) => kind === "vend")).toMatchObject([
      { state: "delivered", op: 1 },
      { state: "empty", op: 2 },
    ]);
    expect(bench.pulses).toHaveLength(2);
  });

  test("jams, and without a drop sensor proves nothing", () => {
    const bench = createBench({ fittings: [lane, { ...lane, dropSensor: false }] });
    const vend = (channel: number, op: number) =>
      bench.ask({ kind: "vend", channel, op, boot: bootOf(bench.board), byMs: bench.nowMs });
    bench.touch(1, "jam");
    vend(1, 1);
    bench.pass(3000);
    vend(2, 2);
    bench.pass(3000);
    expect([bench.result(1), bench.result(2)]).toEqual(["jam", "unverified"]);
  });

  test("is nothing for a lock, and OPEN nothing for a lane", () => {
    const bench = createBench({ fittings: [lock, lane] });
    const boot = bootOf(bench.board);
    expect(bench.ask({ kind: "vend", channel: 1, op: 1, boot, byMs: 0 })).toEqual(refused("CHAN"));
    expect(bench.open(2, 1)).toEqual(refused("CHAN"));
  });
});
