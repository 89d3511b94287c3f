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
export const answersOk = async (url: string): Promise<boolean> => (await get(url)) !== undefined;

/** What a GET of this address answers, or undefined when it does not answer with JSON within a second. */
export async function readJson(url: string): Promise<unknown> {
  const text = await get(url);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function get(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
    const text = await answer.text();
    return answer.ok ? text : undefined;
  } catch {
    // Refused, reset or too slow all mean the same here: not yet.
    return undefined;
  }
}
