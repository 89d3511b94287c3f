// A time that only a test moves: what is due runs in the order of its moment, then of its making.

export type VirtualTime = {
  readonly nowMs: () => number;
  readonly later: (delayMs: number, run: () => void) => void;
  /** Lets `ms` pass and runs everything that falls due in them. */
  readonly pass: (ms: number) => void;
};

export function createVirtualTime(): VirtualTime {
  let nowMs = 0;
  let queue: readonly { readonly atMs: number; readonly run: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    later: (delayMs, run) => {
      queue = [...queue, { atMs: nowMs + Math.max(0, delayMs), run }].toSorted(
        (left, right) => left.atMs - right.atMs,
      );
    },
    pass: (ms) => {
      const endMs = nowMs + ms;
      for (let [next] = queue; next !== undefined && next.atMs <= endMs; [next] = queue) {
        queue = queue.slice(1);
        nowMs = next.atMs;
        next.run();
      }
      nowMs = endMs;
    },
  };
}
