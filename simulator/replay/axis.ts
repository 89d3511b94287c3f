// The axis that a replay runs on. Clocks are set, and each run of the controller counts from zero; time on the axis only goes on.

export type Stamp = {
  readonly monoMs: number;
  readonly wallMs: number;
  /** The first of a run: its monotonic clock is another. */
  readonly newRun: boolean;
};

/** Gives each stamp its ms since the first one. Between runs only the wall clock can tell, and it may have been set back. */
export function createAxis(): (stamp: Stamp) => number {
  let last: Stamp | undefined;
  let tMs = 0;
  return (stamp) => {
    if (last !== undefined) {
      const sameRun = !stamp.newRun && stamp.monoMs >= last.monoMs;
      tMs += sameRun ? stamp.monoMs - last.monoMs : Math.max(0, stamp.wallMs - last.wallMs);
    }
    last = stamp;
    return tMs;
  };
}
