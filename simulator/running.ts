// What a command that was started looks like: something that can be stopped, or a sentence and an exit code.

export type Running =
  | { readonly stop: () => Promise<void> }
  | { readonly objection: string; readonly exitCode: number };

/** Those of docs/exit-codes.md that the simulator uses. */
export const exitCodes = { checkFailed: 1, misuse: 2, unavailable: 69, badConfig: 78 } as const;
