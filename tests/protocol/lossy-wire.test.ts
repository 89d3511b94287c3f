// Both ends joined over a wire that drops, repeats, delays and corrupts lines, while boards lose power and the port closes.
// Then everything heals. fast-check draws the faults and prints the seed of a failing run.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BusReport } from "#protocol/host-link-types.ts";
import { createBusBench, perfect, type BusBench, type Delivery, type Fault } from "./bus-bench.ts";

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const HEAL_MS = 20_000;

type Action = {
  readonly afterMs: number;
  readonly kind: "open" | "door" | "reset" | "result" | "replug" | "watch";
  readonly addr: 1 | 2;
};
type Asked = { readonly op: number; readonly addr: number; readonly byHostMs: number };

const action = fc.record<Action>({
  afterMs: fc.integer({ min: 0, max: 1500 }),
  kind: fc.constantFrom(
    "open",
    "open",
    "open",
    "door",
    "door",
    "reset",
    "result",
    "replug",
    "watch",
  ),
  addr: fc.constantFrom(1, 2),
});

/** One byte of `dice` decides the fate of one line. */
function faultFrom(
  dice: readonly number[],
  fateOf: (line: string, die: number) => Delivery[],
): Fault {
  let thrown = 0;
  return (line) => {
    const die = dice[thrown % dice.length] ?? 0;
    thrown += 1;
    return fateOf(line, die);
  };
}

function corrupt(line: string, die: number): string {
  const index = (die * 7) % line.length;
  const changed = line[index] === "X" ? "Y" : "X";
  return line.slice(0, index) + changed + line.slice(index + 1);
}

/** A cable: lines get lost or corrupted, an answer is heard twice, but nothing outlives its time-out. */
const cable = (line: string, die: number): Delivery[] => {
  if (die < 150) return [{ line, delayMs: 3 }];
  if (die < 185) return [];
  if (die < 205) return [{ line, delayMs: 3 + (die % 25) }];
  if (die < 225 && line.startsWith("<")) return [3, 9].map((delayMs) => ({ line, delayMs }));
  return [{ line: corrupt(line, die), delayMs: 3 }];
};

/** A network with a will of its own: anything may also come twice or seconds late. */
const network = (line: string, die: number): Delivery[] => {
  if (die < 150) return [{ line, delayMs: 3 }];
  if (die < 175) return [];
  if (die < 200) return [{ line, delayMs: 3 + (die % 50) * 60 }];
  if (die < 235) return [3, 3 + (die % 35) * 80].map((delayMs) => ({ line, delayMs }));
  return [{ line: corrupt(line, die), delayMs: 3 }];
};

function play(bench: BusBench, actions: readonly Action[]): readonly Asked[] {
  const asked: Asked[] = [];
  let op = 100;
  for (const { afterMs, kind, addr } of actions) {
    bench.time.pass(afterMs);
    const device = bench.device(addr);
    if (kind === "open") {
      op += 1;
      const byHostMs = bench.time.nowMs() + 1800;
      asked.push({ op, addr, byHostMs });
      const what = { channel: (op % 8) + 1, op, pulseMs: 400, boot: device.boot(), byHostMs };
      bench.ask({ kind: "open", addr, ...what });
    }
    if (kind === "door") device.raise({ kind: "door", channel: 1, state: "open" });
    if (kind === "reset") bench.reset(addr);
    if (kind === "result") bench.ask({ kind: "result", addr, op });
    if (kind === "watch") bench.ask({ kind: "watch", addr });
    if (kind === "replug") {
      bench.feed({ kind: "port-closed" });
      bench.time.later(400, () => bench.feed({ kind: "port-opened" }));
    }
  }
  bench.time.pass(500);
  return asked;
}

function heal(bench: BusBench): void {
  bench.wire.fault = perfect;
  bench.ask({ kind: "clear-second-host" });
  bench.time.pass(HEAL_MS);
}

function checkOperations(bench: BusBench, asked: readonly Asked[]): void {
  for (const { op, addr, byHostMs } of asked) {
    const pulses = bench.device(addr).pulses.filter((pulse) => pulse.op === op);
    const answers = bench.reports("open-answered").filter((report) => report.op === op);
    expect(answers).toHaveLength(1);
    expect(pulses.length).toBeLessThanOrEqual(1);
    expect(pulses.every(({ atMs }) => atMs <= byHostMs)).toBe(true);
    const kind = answers[0]?.answer.kind;
    if (kind === "accepted" || kind === "duplicate") expect(pulses).toHaveLength(1);
    if (kind === "unsent" || kind === "refused") expect(pulses).toEqual([]);
    if (answers[0]?.answer.kind === "duplicate") expect(answers[0].answer.firstSend).toBe(false);
  }
}

/** Under every boot: true events, in order, each once, and no number missing that was not reported missing. */
function checkEvents(bench: BusBench, addr: number): void {
  const { raised, boot } = bench.device(addr);
  const heard = bench.said
    .map(({ report }) => report)
    .filter((report) => isEventReport(report) && report.addr === addr);
  let cursor = { boot: "", n: 0 };
  for (const report of heard) {
    if (!isEventReport(report)) continue;
    if (report.boot !== cursor.boot) cursor = { boot: report.boot, n: 0 };
    if (report.kind === "event-gap") {
      expect(report.fromN).toBe(cursor.n + 1);
      cursor = { boot: report.boot, n: report.toN };
      continue;
    }
    expect(report.event.n).toBe(cursor.n + 1);
    expect(raised).toContainEqual({ boot: report.boot, event: report.event });
    cursor = { boot: report.boot, n: report.event.n };
  }
  const newest = raised.findLast((each) => each.boot === boot())?.event.n;
  expect(cursor).toEqual({ boot: boot(), n: newest });
}

const isEventReport = (
  report: BusReport,
): report is Extract<BusReport, { kind: "board-event" | "event-gap" }> =>
  report.kind === "board-event" || report.kind === "event-gap";

function checkHealed(bench: BusBench): void {
  const before = bench.said.length;
  const sent = bench.sent.length;
  for (const addr of [1, 2]) bench.ask({ kind: "stat", addr });
  bench.time.pass(1000);
  const kinds = bench.said.slice(before).map(({ report }) => report.kind);
  expect(kinds).toEqual(["board-snapshot", "board-snapshot"]);
  expect(bench.sent.slice(sent).every(({ line }) => !line.includes("HELLO"))).toBe(true);
}

function runBus(
  keyed: boolean,
  { dice, actions }: { readonly dice: readonly number[]; readonly actions: readonly Action[] },
): void {
  const key = keyed ? { key: KEY } : {};
  const bench = createBusBench([
    { addr: 1, ...key },
    { addr: 2, ...key },
  ]);
  bench.wire.fault = faultFrom(dice, keyed ? network : cable);
  bench.feed({ kind: "port-opened" });
  const asked = play(bench, actions);
  heal(bench);
  checkOperations(bench, asked);
  for (const addr of [1, 2]) checkEvents(bench, addr);
  checkHealed(bench);
}

const run = fc.record({
  dice: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 40, maxLength: 200 }),
  actions: fc.array(action, { minLength: 5, maxLength: 25 }),
});

describe("host and boards over a wire that fails", () => {
  test("[LL-3.3] [LL-4.3] [LL-5.4] unkeyed over a bad cable: one pulse per op, no silent gap, all heals", () => {
    fc.assert(
      fc.property(run, (drawn) => runBus(false, drawn)),
      { numRuns: 60 },
    );
  });

  test("[LL-4.8] [LL-6.3] [LL-8.1] keyed over a network that delays and repeats: the same holds", () => {
    fc.assert(
      fc.property(run, (drawn) => runBus(true, drawn)),
      { numRuns: 60 },
    );
  });
});
