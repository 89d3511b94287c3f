// What the simulated board says of itself and remembers: HELLO, STAT, POLL, LED, IDENT, ADDR, events and resets, clause by clause.
import { describe, expect, test } from "vitest";
import { decodeReply } from "#protocol/reply-codec.ts";
import { encodeRequest } from "#protocol/request-codec.ts";
import {
  advanceBoard,
  boardDueMs,
  cutPower,
  lightOf,
  moveLid,
  resetBoard,
  touchDoor,
} from "#simulator/board/board.ts";
import { bootOf, createBench, lock, type Bench } from "../support/bench-board.ts";

const key = Uint8Array.from({ length: 32 }, (_, index) => index);
const kinds = (bench: Bench): readonly string[] => bench.events().map(({ kind }) => kind);
const fidget = (bench: Bench, times: number): void => {
  for (let turn = 0; turn < times; turn += 1) {
    bench.touch(1, turn % 2 === 0 ? "force" : "close");
    bench.pass(50);
    bench.ask({ kind: "ident" });
  }
};

describe("HELLO [LL-4]", () => {
  test("tells boot, time, channels, abilities, newest event and highest operation", () => {
    const bench = createBench();
    bench.open(1, 40);
    bench.pass(1210);
    expect(bench.hello()).toEqual({
      kind: "hello-reply",
      boot: "00000001",
      tMs: 1210,
      channels: 4,
      caps: ["door", "item", "led", "vin", "tamper"],
      newestEvent: 3,
      highestOp: 40,
      firmware: "1",
      model: "simulator",
    });
  });

  test("lists only what is fitted", () => {
    const fittings = [
      { ...lock, doorSensor: false, itemSensor: false },
      { kind: "lane", stock: 1, dropSensor: true } as const,
    ];
    const bench = createBench({ fittings, nvlog: true });
    expect(bench.hello()).toMatchObject({ caps: ["led", "vend", "vin", "tamper", "nvlog"] });
  });

  test("[LL-1.2] fits into a line at its longest", () => {
    const fittings = [lock, { kind: "lane", stock: 1, dropSensor: true } as const];
    const bench = createBench({ fittings, nvlog: true, key });
    bench.pass(2 ** 32 - 1);
    bench.open(1, Number.MAX_SAFE_INTEGER);
    expect(bench.hello()).toMatchObject({ highestOp: Number.MAX_SAFE_INTEGER });
  });
});

describe("STAT [LL-4]", () => {
  test("shows doors, items and what cannot be known as masks from channel 1 up", () => {
    const fittings = [lock, lock, { ...lock, itemSensor: false }, { ...lock, doorSensor: false }];
    const bench = createBench({ fittings });
    bench.touch(2, "force");
    bench.touch(2, "put");
    bench.touch(4, "force");
    bench.pass(100);
    expect(bench.ask({ kind: "stat" })).toEqual({
      kind: "stat-reply",
      tMs: 100,
      doors: "2",
      unknownDoors: "8",
      items: "2",
      unknownItems: "4",
      faults: "0",
      newestEvent: 3,
      vinMv: 24_000,
      tamper: false,
    });
  });

  test("[LL-4.1] has room for 48 channels", () => {
    const bench = createBench({ fittings: Array.from({ length: 48 }, () => lock) });
    bench.touch(48, "force");
    bench.pass(30);
    expect(bench.ask({ kind: "stat" })).toMatchObject({ doors: "800000000000" });
  });
});

describe("events [LL-5]", () => {
  test("[LL-5.2] an edge is reported after 30 ms of a stable reading", () => {
    const bench = createBench();
    bench.touch(1, "force");
    bench.pass(29);
    expect(kinds(bench)).toEqual(["boot"]);
    bench.pass(1);
    expect(bench.events()).toEqual([{ n: 2, tMs: 30, kind: "door", channel: 1, state: "open" }]);
  });

  test("[LL-5.2] a bounce shorter than that is no edge", () => {
    const bench = createBench();
    bench.touch(1, "force");
    bench.pass(20);
    bench.touch(1, "close");
    bench.pass(1000);
    expect(kinds(bench)).toEqual(["boot"]);
  });

  test("items come and go with the hand that moves them", () => {
    const bench = createBench();
    bench.touch(1, "force");
    bench.touch(1, "put");
    bench.pass(100);
    bench.touch(1, "take");
    bench.pass(100);
    expect(bench.events().filter(({ kind }) => kind === "item")).toMatchObject([
      { tMs: 30, channel: 1, state: "present" },
      { tMs: 130, channel: 1, state: "absent" },
    ]);
  });

  test("happen at their own time, however late the board is asked", () => {
    const bench = createBench({ fittings: [{ ...lock, closeAfterMs: 4000 }] });
    bench.open(1, 1);
    bench.pass(8000);
    expect(bench.events().map(({ tMs, kind }) => [tMs, kind])).toEqual([
      [0, "boot"],
      [0, "drive"],
      [180, "door"],
      [4180, "door"],
    ]);
  });

  test("[LL-4 POLL] are sent again until they are acknowledged, one at a time", () => {
    const bench = createBench();
    bench.open(1, 1);
    const first = bench.ask({ kind: "poll", ack: 0 });
    expect(first).toMatchObject({ event: { n: 1 }, more: true });
    expect(bench.ask({ kind: "poll", ack: 0 })).toEqual(first);
    expect(bench.ask({ kind: "poll", ack: 1 })).toMatchObject({ event: { n: 2 }, more: false });
    expect(bench.ask({ kind: "poll", ack: 2 })).toEqual({ kind: "idle" });
  });

  test("[LL-4 POLL] cannot be acknowledged before they happened", () => {
    expect(createBench().ask({ kind: "poll", ack: 2 })).toEqual({ kind: "error", code: "ARGS" });
  });

  test("[LL-5.2] beyond 64 the oldest are lost, and their number stands in their place", () => {
    const bench = createBench();
    fidget(bench, 80);
    const events = bench.events();
    expect(events[0]).toMatchObject({ n: 17, kind: "lost", count: 17 });
    expect(events.map(({ n }) => n)).toEqual(Array.from({ length: 65 }, (_, at) => 17 + at));
  });

  test("[LL-5.2] the lid of the board is watched", () => {
    const bench = createBench();
    moveLid(bench.board, true, 10);
    moveLid(bench.board, true, 20);
    bench.pass(50);
    expect(bench.ask({ kind: "stat" })).toMatchObject({ tamper: true });
    moveLid(bench.board, false, 50);
    expect(bench.events().slice(1)).toMatchObject([
      { kind: "tamper", state: "on", tMs: 10 },
      { kind: "tamper", state: "off", tMs: 50 },
    ]);
  });
});

describe("a silent host [LL-7.1]", () => {
  test("is lost after 10 s, once, and the lights go off", () => {
    const bench = createBench();
    bench.ask({ kind: "led", channel: 2, pattern: "slow" });
    expect(lightOf(bench.board, 2)).toBe("slow");
    bench.pass(9999);
    advanceBoard(bench.board, bench.nowMs);
    expect(lightOf(bench.board, 2)).toBe("slow");
    bench.pass(50_000);
    expect(bench.events().slice(1)).toEqual([{ n: 2, tMs: 10_000, kind: "hostlost" }]);
    expect(lightOf(bench.board, 2)).toBe("off");
  });

  test("is not one that speaks to other boards", () => {
    const bench = createBench();
    const line = encodeRequest({ addr: 9, seq: 1, request: { kind: "stat" } });
    for (const _ of [1, 2, 3]) {
      bench.pass(6000);
      expect(bench.say(line)).toBeUndefined();
    }
    expect(kinds(bench)).toEqual(["boot"]);
  });
});

describe("a reset", () => {
  test.each(["power", "brownout", "watchdog", "soft"] as const)(
    "[LL-5.2] by %s begins a new boot whose first event says so",
    (reason) => {
      const bench = createBench();
      const before = bootOf(bench.board);
      bench.touch(1, "force");
      bench.pass(5000);
      resetBoard(bench.board, reason, bench.nowMs);
      expect(bench.hello()).toMatchObject({ tMs: 0, highestOp: 0, newestEvent: 1 });
      expect(bootOf(bench.board)).not.toBe(before);
      expect(bench.events()).toEqual([{ n: 1, tMs: 0, kind: "boot", reason }]);
      expect(bench.ask({ kind: "stat" })).toMatchObject({ doors: "1" });
    },
  );

  test("[LL-3.6] lets nothing pass before the first HELLO", () => {
    const bench = createBench();
    resetBoard(bench.board, "soft", bench.nowMs);
    const boot = bootOf(bench.board);
    expect(bench.ask({ kind: "stat" })).toEqual({ kind: "error", code: "BOOT", boot });
    expect(bench.open(1, 1)).toEqual({ kind: "error", code: "BOOT", boot });
    expect(bench.pulses).toEqual([]);
  });

  test("[LL-5.1] keeps events and their numbers where there is an nvlog", () => {
    const bench = createBench({ nvlog: true });
    bench.touch(1, "force");
    bench.pass(100);
    advanceBoard(bench.board, bench.nowMs);
    resetBoard(bench.board, "power", bench.nowMs);
    bench.hello();
    expect(bench.events().map(({ n, kind }) => [n, kind])).toEqual([
      [1, "boot"],
      [2, "door"],
      [3, "boot"],
    ]);
  });

  test("without power there is silence, but doors still move", () => {
    const bench = createBench();
    cutPower(bench.board, bench.nowMs);
    expect(() => bench.hello()).toThrow(/no reply/);
    expect(lightOf(bench.board, 1)).toBe("off");
    expect(boardDueMs(bench.board)).toBe(Infinity);
    bench.touch(1, "force");
    bench.pass(60_000);
    resetBoard(bench.board, "power", bench.nowMs);
    bench.hello();
    expect(bench.ask({ kind: "stat" })).toMatchObject({ doors: "1" });
    expect(kinds(bench)).toEqual(["boot"]);
  });
});

describe("lights and address", () => {
  test("[LL-4 LED] a channel that is not there is CHAN", () => {
    const reply = createBench().ask({ kind: "led", channel: 5, pattern: "on" });
    expect(reply).toEqual({ kind: "error", code: "CHAN" });
  });

  test("[LL-2.5] all boards obey LED at 7F, none answers", () => {
    const bench = createBench();
    const request = { kind: "led", channel: 3, pattern: "fast" } as const;
    expect(bench.say(encodeRequest({ addr: 0x7f, seq: 9, request }))).toBeUndefined();
    expect(lightOf(bench.board, 3)).toBe("fast");
    expect(bench.ask({ kind: "ident" })).toEqual({ kind: "ok" });
  });

  test("[LL-2.5] a new board answers while its button is held and takes the address it is given", () => {
    const bench = createBench({ address: 0, installButtonHeld: true });
    expect(bench.ask({ kind: "address", newAddr: 0x24 })).toEqual({ kind: "ok" });
    expect(bench.board.address).toBe(0x24);
    expect(bench.hello()).toMatchObject({ kind: "hello-reply" });
  });

  test("[LL-2.5] a new board is silent while nobody holds its button", () => {
    const bench = createBench({ address: 0 }, false);
    expect(() => bench.hello()).toThrow(/no reply/);
  });

  test("an action on a channel that is not there is refused", () => {
    const bench = createBench();
    expect(touchDoor(bench.board, 9, "jam", 0)).toContain("no channel 9");
  });
});

describe("a keyed board [LL-6]", () => {
  test("opens a door in a keyed session", () => {
    const bench = createBench({ key });
    expect(bench.hello()).toMatchObject({ caps: expect.arrayContaining(["key"]) });
    expect(bench.open(1, 1)).toEqual({ kind: "accepted", op: 1 });
  });

  test("never uses a nonce twice", () => {
    const bench = createBench({ key });
    const nonces = [bench.hello(), bench.hello()].map((reply) => "nonce" in reply && reply.nonce);
    bench.ask({ kind: "stat" });
    const again = bench.hello();
    expect("nonce" in again && nonces.includes(again.nonce)).toBe(false);
  });

  test("does nothing for a host without the key", () => {
    const bench = createBench({ key });
    const open = {
      kind: "open",
      channel: 1,
      op: 1,
      pulseMs: 400,
      boot: bootOf(bench.board),
      byMs: 2000,
    } as const;
    const answer = bench.say(encodeRequest({ addr: 1, seq: 1, request: open })) ?? "";
    const reply = decodeReply(answer, { addr: 1, seq: 1, asked: "open" });
    expect(reply).toMatchObject({ value: { reply: { kind: "error", code: "AUTH" } } });
    expect(bench.pulses).toEqual([]);
  });
});
