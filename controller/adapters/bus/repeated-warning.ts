// A warning that a noisy cable would give every second: said at once, then once in ten minutes with how often it came.
import type { Clock, Log } from "#runtime/ports.ts";

const EVERY_MS = 10 * 60_000;

export function createRepeatedWarning(log: Log, clock: Clock): (what: string) => void {
  let saidAtMs = Number.NEGATIVE_INFINITY;
  let times = 0;
  return (what) => {
    times += 1;
    const { monoMs } = clock.now();
    if (monoMs - saidAtMs < EVERY_MS) return;
    log.warn(what, { times });
    saidAtMs = monoMs;
    times = 0;
  };
}
