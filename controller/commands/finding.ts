// What the doctor found: one sentence, what it means for a start, and what to run next. Data only.

export type Finding = {
  /** `refuses`: no start, or a start that serves nobody. `note`: true, and nothing to mend. */
  readonly verdict: "right" | "wrong" | "refuses" | "note";
  readonly sentence: string;
  /** The exact command, or what else a person does, that comes next. */
  readonly next?: string;
};

export const right = (sentence: string): Finding => ({ verdict: "right", sentence });
export const note = (sentence: string): Finding => ({ verdict: "note", sentence });
export const wrong = (sentence: string): Finding => ({ verdict: "wrong", sentence });
export const refuses = (sentence: string, next: string): Finding => ({
  verdict: "refuses",
  sentence,
  next,
});
