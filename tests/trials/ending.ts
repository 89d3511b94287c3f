// How a play ends, as facts that can be counted and read; and the expectation in its middle that did not hold.
import type { AlarmKind, GrantOutcome } from "#domain/facts.ts";
import type { ScreenName } from "#domain/screen.ts";

/** What can be counted and read when the play is over. */
export type Ending = {
  /** Times that current went through any coil, as the simulated coils counted it. */
  readonly pulses: number;
  /** How the ledger says that each grant ended of which the board did not prove that nothing fired, oldest first. */
  readonly grants: readonly GrantOutcome[];
  /** What stands on the screen. */
  readonly screen: ScreenName;
  /** What the ledger says of the first holder's code. */
  readonly code: "good" | "used" | "suspended";
  /** What the ledger says of the first holder's document. */
  readonly document: "waiting" | "collected";
  /** Each kind once, in the order of the alphabet; all but "board-lost", which tells of the line and of no door. */
  readonly alarms: readonly AlarmKind[];
};

/** The common good end: one pulse, one opening, the document in its holder's hands. */
export const collected: Ending = {
  pulses: 1,
  grants: ["opened"],
  screen: "citizen-done",
  code: "used",
  document: "collected",
  alarms: [],
};

/** An expectation in the middle of a play that did not hold: the run has failed. */
export class Unmet extends Error {}
