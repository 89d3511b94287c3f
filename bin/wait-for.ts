// Bounded waiting for something another process does: ask, pause, ask again. Gives up after its time or when told to.
import { setTimeout as sleep } from "node:timers/promises";

export type WaitLimits = { readonly timeoutMs: number; readonly signal: AbortSignal };

const PAUSE_MS = 100;

/** True when `probe` answered true in time; false after `timeoutMs` or when the signal fired. */
export async function waitFor(
  probe: () => Promise<boolean>,
  { timeoutMs, signal }: WaitLimits,
): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < timeoutMs && !signal.aborted; waitedMs += PAUSE_MS) {
    if (await probe()) return true;
    await sleep(PAUSE_MS);
  }
  return false;
}

/** Does this address answer a GET with 200 within a second? */
export async function answersOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // Refused, reset or too slow all mean the same here: not yet.
    return false;
  }
}
