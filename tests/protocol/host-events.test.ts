// The host's end, events: reported once, acknowledged only when durable, no silent gap, the right start after a new boot.
import { describe, expect, test } from "vitest";
import { createBusBench, createRunningBench, fieldOf, verbOf, type BusBench } from "./bus-bench.ts";

const numbers = (bench: BusBench): number[] =>
  bench.reports("board-event").map(({ event }) => event.n);
const acks = (bench: BusBench): number[] =>
  bench.sent
    .filter(({ line }) => verbOf(line) === "POLL")
    .map(({ line }) => Number(fieldOf(line, "ack")));
const count = (bench: BusBench, verb: string): number =>
  bench.sent.filter(({ line }) => verbOf(line) === verb).length;

describe("acknowledging", () => {
  test("[LL-5.4] an event is reported once and polled for with the old ack until it is durable", () => {
    const bench = createRunningBench();
    bench.wire.acknowledges = false;
    const before = acks(bench).length;
    bench.device(1).raise({ kind: "door", channel: 2, state: "open" });
    bench.time.pass(2000);
    expect(numbers(bench)).toEqual([1, 2]);
    expect(new Set(acks(bench).slice(before))).toEqual(new Set([1]));
    const boot = bench.device(1).boot();
    bench.ask({ kind: "ack", addr: 1, boot, n: 2 });
    bench.time.pass(10);
    expect(acks(bench).at(-1)).toBe(2);
    expect(numbers(bench)).toEqual([1, 2]);
  });

  test("[LL-5.4] an ack above what was reported, or of another boot, is never sent", () => {
    const bench = createRunningBench();
    const boot = bench.device(1).boot();
    bench.ask({ kind: "ack", addr: 1, boot, n: 99 });
    bench.ask({ kind: "ack", addr: 1, boot: "FFFFFFFF", n: 1 });
    bench.time.pass(2000);
    expect(Math.max(...acks(bench))).toBe(1);
  });

  test("[LL-5.4] a full ring is drained in order without waiting for the poll interval", () => {
    const bench = createRunningBench([{ addr: 1 }, { addr: 2 }]);
    for (let index = 0; index < 40; index += 1) {
      bench.device(1).raise({ kind: "door", channel: 1, state: index % 2 ? "open" : "closed" });
    }
    bench.time.pass(1200);
    const drained = bench.reports("board-event").filter(({ addr }) => addr === 1);
    expect(drained.map(({ event }) => event.n)).toEqual(
      Array.from({ length: 41 }, (_, index) => index + 1),
    );
    expect(bench.reports("event-gap")).toEqual([]);
  });
});

describe("gaps", () => {
  test("[LL-5.5] a gap in n is reported before the event, and STAT is asked", () => {
    const bench = createRunningBench();
    const stats = count(bench, "STAT");
    const device = bench.device(1);
    for (const state of ["open", "closed", "open"] as const) {
      device.raise({ kind: "door", channel: 1, state });
    }
    device.forgetOldest(2);
    bench.time.pass(500);
    const heard = bench.said.map(({ report }) => report.kind);
    expect(bench.reports("event-gap")).toMatchObject([{ addr: 1, fromN: 2, toN: 3 }]);
    expect(heard.indexOf("event-gap")).toBeLessThan(heard.lastIndexOf("board-event"));
    expect(numbers(bench)).toEqual([1, 4]);
    expect(count(bench, "STAT")).toBe(stats + 1);
    expect(heard.lastIndexOf("board-snapshot")).toBeGreaterThan(heard.indexOf("event-gap"));
  });

  test("[LL-5.5] events that a board gave up to an earlier host are a gap, reported once, and STAT is asked", () => {
    const bench = createBusBench([{ addr: 1 }]);
    const device = bench.device(1);
    for (const state of ["open", "closed"] as const) {
      device.raise({ kind: "door", channel: 1, state });
    }
    device.forgetOldest(3);
    bench.feed({ kind: "port-opened" });
    bench.time.pass(3000);
    const heard = bench.said.map(({ report }) => report.kind);
    expect(bench.reports("event-gap")).toMatchObject([{ addr: 1, fromN: 1, toN: 3 }]);
    expect(heard.lastIndexOf("board-snapshot")).toBeGreaterThan(heard.indexOf("event-gap"));
    device.raise({ kind: "door", channel: 1, state: "open" });
    bench.time.pass(1000);
    expect(numbers(bench)).toEqual([4]);
    expect(bench.reports("event-gap").length).toBe(1);
  });

  test("[LL-5.5] a `lost` event is reported and makes the host ask STAT", () => {
    const bench = createRunningBench();
    const stats = count(bench, "STAT");
    bench.device(1).raise({ kind: "lost", count: 7 });
    bench.time.pass(500);
    expect(bench.reports("board-event").at(-1)?.event).toMatchObject({ kind: "lost", count: 7 });
    expect(count(bench, "STAT")).toBe(stats + 1);
  });

  test("[LL-5.1] numbers start at 1 under every boot", () => {
    const bench = createRunningBench();
    bench.reset(1);
    bench.time.pass(1000);
    expect(numbers(bench)).toEqual([1, 1]);
    expect(bench.reports("event-gap")).toEqual([]);
  });
});

describe("a new boot", () => {
  test("[LL-3.6] the host polls from 0 and asks STAT", () => {
    const bench = createRunningBench();
    bench.device(1).raise({ kind: "door", channel: 1, state: "open" });
    bench.time.pass(1000);
    const stats = count(bench, "STAT");
    const polls = acks(bench).length;
    bench.reset(1);
    bench.time.pass(1000);
    // The first poll after the reset met ERR BOOT; the next one starts from 0.
    expect(acks(bench).slice(polls, polls + 3)).toEqual([2, 0, 1]);
    expect(count(bench, "STAT")).toBe(stats + 1);
    expect(bench.reports("board-greeted").map(({ newBoot }) => newBoot)).toEqual([true, true]);
    expect(bench.reports("board-suspect")).toEqual([]);
  });

  test("[LL-3.6] with nvlog it goes on from what was durable", () => {
    const bench = createRunningBench([{ addr: 1, caps: ["door", "nvlog"] }]);
    bench.device(1).raise({ kind: "door", channel: 1, state: "open" });
    bench.time.pass(1000);
    const polls = acks(bench).length;
    bench.reset(1);
    bench.time.pass(1000);
    expect(acks(bench).slice(polls, polls + 3)).toEqual([2, 2, 3]);
    expect(numbers(bench)).toEqual([1, 2, 3]);
    expect(bench.reports("event-gap")).toEqual([]);
  });

  test("[LL-3.6] the same boot after a HELLO reports nothing twice", () => {
    const bench = createRunningBench();
    bench.wire.acknowledges = false;
    bench.device(1).raise({ kind: "door", channel: 1, state: "open" });
    bench.time.pass(500);
    bench.feed({ kind: "port-closed" });
    bench.feed({ kind: "port-opened" });
    bench.time.pass(1000);
    expect(numbers(bench)).toEqual([1, 2]);
    expect(bench.reports("board-greeted").at(-1)).toMatchObject({ newBoot: false });
  });
});

function restarted(n: number, sameBoot: boolean): BusBench {
  const bench = createBusBench([{ addr: 1 }]);
  const device = bench.device(1);
  device.raise({ kind: "door", channel: 1, state: "open" });
  device.raise({ kind: "door", channel: 1, state: "closed" });
  const boot = sameBoot ? device.boot() : "FFFFFFFF";
  bench.ask({ kind: "resume", addr: 1, boot, n });
  bench.feed({ kind: "port-opened" });
  bench.time.pass(1000);
  return bench;
}

describe("a restart of the host", () => {
  test("[LL-5.4] under the same boot it goes on from what was durable: no door is missed or told twice", () => {
    const bench = restarted(1, true);
    expect(acks(bench)[0]).toBe(1);
    expect(numbers(bench)).toEqual([2, 3]);
    expect(bench.reports("board-greeted")[0]).toMatchObject({ newBoot: false });
    expect(bench.reports("event-gap")).toEqual([]);
  });

  test("[LL-5.4] under another boot it starts from 0", () => {
    const bench = restarted(1, false);
    expect(acks(bench)[0]).toBe(0);
    expect(numbers(bench)).toEqual([1, 2, 3]);
    expect(bench.reports("board-greeted")[0]).toMatchObject({ newBoot: true });
  });

  test("[LL-5.4] a durable number above the board's newest is not sent: polling starts from 0", () => {
    const bench = restarted(40, true);
    expect(acks(bench)[0]).toBe(0);
    expect(numbers(bench)).toEqual([1, 2, 3]);
  });
});

describe("what is reported", () => {
  test("[LL-5.3] accepted, driven and observed are three reports", () => {
    const bench = createRunningBench();
    const device = bench.device(1);
    const boot = device.boot();
    const byHostMs = bench.time.nowMs() + 1500;
    bench.ask({ kind: "open", addr: 1, channel: 3, op: 10, pulseMs: 400, boot, byHostMs });
    bench.time.pass(20);
    expect(bench.reports("open-answered")).toHaveLength(1);
    expect(numbers(bench)).toEqual([1]);
    device.raise({ kind: "door", channel: 3, state: "open", op: 10 });
    bench.time.pass(1000);
    expect(bench.reports("board-event").map(({ event }) => event.kind)).toEqual([
      "boot",
      "drive",
      "door",
    ]);
  });

  test("[LL-4] a snapshot carries the boot it belongs to, and comes when asked for", () => {
    const bench = createRunningBench();
    const before = bench.reports("board-snapshot").length;
    bench.ask({ kind: "stat", addr: 1 });
    bench.time.pass(100);
    const snapshots = bench.reports("board-snapshot");
    expect(snapshots).toHaveLength(before + 1);
    expect(snapshots.at(-1)).toMatchObject({ addr: 1, boot: bench.device(1).boot() });
  });
});
