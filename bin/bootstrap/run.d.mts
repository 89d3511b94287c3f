// The types of run.mjs for those who call it from TypeScript.

/** Runs a child on our terminal, passes signals on to it, answers its exit code (128 + number after a signal). */
export function run(
  command: string,
  args: readonly string[],
  options?: {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    /** Ends the child when it fires. */
    readonly stop?: AbortSignal;
  },
): Promise<number>;
