// The shape of one row of the table of verbs.
import type { Stage } from "./stage.ts";

/** `words` are what the groups of the sentence caught; a group that caught nothing is empty. */
export type Verb = {
  readonly says: RegExp;
  readonly does: (stage: Stage, words: readonly string[]) => Promise<void> | void;
};

/** `{}` in a sentence stands for one word, `{…}` for the rest of the line. */
export const verb = (sentence: string, does: Verb["does"]): Verb => ({
  says: new RegExp(`^${sentence.replaceAll("{…}", "(.+)").replaceAll("{}", "([^ ]+)")}$`, "u"),
  does,
});
