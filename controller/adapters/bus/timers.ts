// Waiting, as a value that a test can replace with virtual time. Monotonic, never the wall clock.

export type Timers = {
  /** Runs once after `delayMs`; calling what comes back prevents it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

export const nodeTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
