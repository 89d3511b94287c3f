// The table of the trials in docs/reliability.md: written by the soak, held by a test against the figures beside it.
import { type Tally, sentenceOf, tableOf } from "./tally.ts";
import type { Trial } from "./trial.ts";

const BEGIN = "<!-- trials: written by `bin/loket24 soak trials` -->";
const END = "<!-- trials end -->";

/** What stands between the marks; `undefined`: the marks are gone. */
export function tableIn(document: string): string | undefined {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  return from < 0 || to < from ? undefined : document.slice(from + BEGIN.length, to).trim();
}

export const tableFor = (trials: readonly Trial[], tally: Tally): string =>
  `${tableOf(trials, tally)}\n\n${sentenceOf(tally)}`;

export function withTable(document: string, trials: readonly Trial[], tally: Tally): string {
  const present = tableIn(document);
  if (present === undefined) throw new Error("docs/reliability.md has lost the marks of its table");
  const [from, to] = [document.indexOf(BEGIN) + BEGIN.length, document.indexOf(END)];
  return `${document.slice(0, from)}\n\n${tableFor(trials, tally)}\n\n${document.slice(to)}`;
}
