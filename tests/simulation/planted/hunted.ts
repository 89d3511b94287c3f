// What came of the hunt for one planted bug, as its child process tells it in one line of JSON.

export type Hunted = {
  readonly name: string;
  readonly breaks: string;
  /** `undefined`: every allowed life was lived, and nobody noticed. */
  readonly caught:
    | {
        /** `I1` … `I10`, `secrets`, or `crash`. */
        readonly invariant: string;
        /** The judge's name, or "assert". */
        readonly by: string;
        readonly what: string;
        readonly seed: number;
        readonly day: number;
      }
    | undefined;
  readonly lives: number;
  readonly cpuMs: number;
};
