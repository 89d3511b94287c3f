// How a replay goes on in time: pure, so that it can be reasoned about. Nothing is asked or drawn here.

/** A stretch that would last longer than this on the screen is skipped… */
const patienceMs = 3000;
/** …unless it was this short when it happened. */
const shortMs = 10_000;
/** What follows a skipped stretch is not sprung upon the eye. */
const leadMs = 800;

/**
 * Where a replay stands after `elapsedMs` in front of the screen.
 * `frame`: what is shown now. `wish`: speed, skip (quiet stretches), stop (at alarms). `end`: of the recording.
 * Gives `tMs`, or the event `n` to stop at; `skippedMs` where a quiet stretch was left out; `ended`.
 */
export function advance(frame, elapsedMs, { speed, skip, stop }, end) {
  const quietUntil = frame.next?.tMs ?? end;
  const quietMs = quietUntil - frame.tMs;
  if (skip && quietMs > shortMs && quietMs / speed > patienceMs) {
    const tMs = Math.max(frame.tMs, quietUntil - leadMs * speed);
    return { tMs, skippedMs: tMs - frame.tMs, ended: false };
  }
  const tMs = Math.min(frame.tMs + elapsedMs * speed, end);
  if (stop && frame.nextAlarm && frame.nextAlarm.tMs <= tMs) {
    return { n: frame.nextAlarm.n, tMs: frame.nextAlarm.tMs, skippedMs: 0, ended: true };
  }
  return { tMs, skippedMs: 0, ended: tMs >= end };
}
