// What a command that was started looks like: something that can be stopped, or a sentence and an exit code.

export type Running =
  | { readonly stop: () => Promise<void> }
  | { readonly objection: string; readonly exitCode: number };

/** The codes of sysexits.h that the simulator uses. */
export const exitCodes = { misuse: 2, badConfig: 78, unavailable: 69 } as const;
