// Every benchmark runs and reports in its form; no figure of it is looked at, since a test measures no time.
import { expect, test } from "vitest";
import { type Heard, lineMs } from "./far-end.ts";
import { roundsOf } from "./poll-round.ts";
import { formatMarkdown, formatTerminal } from "./report.ts";
import { benches, runBenches } from "./run-benches.ts";
import { quantile, takeTurns } from "./samples.ts";
import { temporaryFolder } from "../ledger/samples.ts";

// Two whole terminals and a browser are among it, on a machine that may have other work.
const PATIENCE = { timeout: 400_000 };

test(
  "a quick run gives every figure with its floor, on the terminal and as a document",
  PATIENCE,
  async () => {
    const run = await runBenches("quick", temporaryFolder(), () => undefined);
    const figures = run.parts.flatMap(({ findings }) => findings.figures);
    expect(figures.length).toBeGreaterThanOrEqual(12);
    for (const { measured, floor, ratio } of figures) {
      expect(`${measured} ${floor}`).not.toMatch(/NaN|Infinity|undefined/u);
      expect(ratio === undefined || ratio > 0).toBe(true);
    }
    const document = formatMarkdown(run);
    for (const { bench } of run.parts) expect(document).toContain(`## ${bench.title}`);
    for (const { what } of figures) {
      expect(document).toContain(`| ${what} |`);
      expect(formatTerminal(run)).toContain(what);
    }
  },
);

test("every benchmark says how it measures", () => {
  for (const { how } of benches) expect(how.length).toBeGreaterThan(50);
});

test("a quantile is the smallest sample that so many do not exceed", () => {
  const samples = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([0.5, 0.99, 1].map((share) => quantile(samples, share))).toEqual([50, 99, 100]);
  expect(quantile([], 0.5)).toBeNaN();
});

test("contestants take turns, and another one begins each round", () => {
  const order: string[] = [];
  const note = (name: string) => (round: number) => {
    order.push(`${name}${round}`);
    return round;
  };
  expect(takeTurns(3, [note("a"), note("b")])).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ]);
  expect(order).toEqual(["a0", "b0", "b1", "a1", "a2", "b2"]);
});

const heard = (atMs: number, address: number, verb = "POLL"): Heard => ({
  atMs,
  endMs: atMs + 1,
  lateMs: 0.25,
  address,
  verb,
  op: undefined,
  requestBytes: 25,
  replyBytes: 19,
});

test("a round counts only if every board was polled once, in its order, and without what the far end was late", () => {
  const line = [heard(0, 1), heard(4, 2), heard(10, 1), heard(14, 2, "STAT"), heard(20, 1)];
  expect(roundsOf(line, 2)).toEqual([{ tookMs: 9.5, onLineMs: 2 * lineMs(44) }]);
});
