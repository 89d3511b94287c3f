// How a command of the controller ends: a code (docs/exit-codes.md) and, unless all is well, one sentence.

export const exitCode = {
  ok: 0,
  failed: 1,
  usage: 2,
  unavailable: 69,
  inputOutput: 74,
  config: 78,
} as const;

export type Exit = { readonly code: number; readonly sentence?: string };

export const done: Exit = { code: exitCode.ok };
export const exitWith = (code: number, sentence: string): Exit => ({ code, sentence });

/** Undecided: either what was asked for, or how the command ends. */
export type OrExit<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly exit: Exit };
export const stop = (
  code: number,
  sentence: string,
): { readonly ok: false; readonly exit: Exit } => ({
  ok: false,
  exit: exitWith(code, sentence),
});
