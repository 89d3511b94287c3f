// What came of many runs, counted per trial and bus, as it stands in docs/figures/trials.json; and the table that
// docs/reliability.md shows of it.
import { type BusKind, busKinds } from "./bus-kind.ts";
import type { Played } from "./performance.ts";
import type { Trial } from "./trial.ts";

type Count = { readonly runs: number; readonly passed: number };
/** Trial, then bus. */
type Counts = Readonly<Record<string, Readonly<Partial<Record<BusKind, Count>>>>>;

export type Tally = {
  readonly runs: number;
  readonly passed: number;
  readonly trials: Counts;
  /** How often a run of this trial, bus and variant failed in this way. */
  readonly failures: Readonly<Record<string, number>>;
};

/** A run that fails says why in its own words; so many different ones are kept. */
const FAILURES_KEPT = 50;

export const emptyTally: Tally = { runs: 0, passed: 0, trials: {}, failures: {} };

export function countRun(tally: Tally, { trial, kind, variant, verdict }: Played): Tally {
  const one = verdict.ok ? 1 : 0;
  const before = tally.trials[trial.name]?.[kind] ?? { runs: 0, passed: 0 };
  const count = { runs: before.runs + 1, passed: before.passed + one };
  return {
    runs: tally.runs + 1,
    passed: tally.passed + one,
    trials: { ...tally.trials, [trial.name]: { ...tally.trials[trial.name], [kind]: count } },
    failures: verdict.ok
      ? tally.failures
      : noteFailure(tally.failures, `${trial.name}, ${kind}, ${variant}: ${verdict.why}`),
  };
}

function noteFailure(failures: Tally["failures"], what: string): Tally["failures"] {
  const known = failures[what];
  if (known === undefined && Object.keys(failures).length >= FAILURES_KEPT) return failures;
  return { ...failures, [what]: (known ?? 0) + 1 };
}

/** Passed of played, per bus, one row a trial. */
export function tableOf(trials: readonly Trial[], tally: Tally): string {
  const head = ["trial", "others", "expected here", ...busKinds];
  const rows = trials.map((trial) => [
    trial.name,
    trial.befallsOthers,
    trial.expectation,
    ...busKinds.map((kind) => cellOf(tally.trials[trial.name]?.[kind])),
  ]);
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const cellOf = (count: Count | undefined): string =>
  count === undefined ? "–" : `${count.passed}/${count.runs}`;

/** One sentence below the table. */
export const sentenceOf = ({ runs, passed }: Tally): string =>
  runs === passed
    ? `${runs} runs, every one as expected.`
    : `${runs} runs, ${passed} as expected, ${runs - passed} not; the reasons that were kept stand in docs/figures/trials.json.`;
