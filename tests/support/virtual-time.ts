// One queue for all that will happen: wires, boards' readers, retries and wakes run in the order of their moment, then of
// their making. Between two of them every promise that can settle has settled, so a run is the same every time.
import { setImmediate as nextTurn } from "node:timers/promises";

export type VirtualTime = {
  /** Whole milliseconds since the test began. */
  readonly nowMs: () => number;
  /** Runs once after `delayMs`, rounded up to a whole millisecond; calling what comes back prevents it. */
  readonly after: (delayMs: number, act: () => void) => () => void;
  /** Lets `ms` pass and everything happen that falls due in them. */
  readonly pass: (ms: number) => Promise<void>;
  /** Lets promises settle; no time passes. */
  readonly settle: () => Promise<void>;
};

type Due = { readonly atMs: number; readonly act: () => void };

const settle = (): Promise<void> => nextTurn();

export function createVirtualTime(): VirtualTime {
  const queue: Due[] = [];
  let nowMs = 0;

  return {
    nowMs: () => nowMs,
    settle,
    after(delayMs, act) {
      const due = { atMs: nowMs + Math.ceil(Math.max(0, delayMs)), act };
      const later = queue.findIndex(({ atMs }) => atMs > due.atMs);
      queue.splice(later < 0 ? queue.length : later, 0, due);
      return () => {
        const at = queue.indexOf(due);
        if (at >= 0) queue.splice(at, 1);
      };
    },
    async pass(ms) {
      const endMs = nowMs + ms;
      await settle();
      for (let [next] = queue; next !== undefined && next.atMs <= endMs; [next] = queue) {
        queue.shift();
        nowMs = next.atMs;
        next.act();
        await settle();
      }
      nowMs = endMs;
    },
  };
}
