// How the parts of bin answer: with what they made, or with one sentence and the exit code that goes with it.

/** The codes of docs/exit-codes.md that bin itself gives. */
export const exitCode = {
  ok: 0,
  failed: 1,
  usage: 2,
  unavailable: 69,
  inputOutput: 74,
} as const;

/** What went wrong, where, and what to do. */
export type Objection = { readonly objection: string; readonly exitCode: number };

export type Outcome<T> = { readonly value: T } | Objection;

export const unavailable = (objection: string): Objection => ({
  objection,
  exitCode: exitCode.unavailable,
});
