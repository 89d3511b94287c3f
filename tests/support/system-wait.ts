// Bounded waiting in tests of whole processes: until something is seen, or a failure that says what was not.
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 30_000;
const LOOK_MS = 50;

/** What `look` gave once it gave something. The limit is patience with a busy machine, not a claim about speed. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += LOOK_MS) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(LOOK_MS);
  }
  throw new Error(`never seen: ${what}`);
}

/** {@link until} for something that is true or not. */
export const untilTrue = (
  what: string,
  look: () => Promise<boolean> | boolean,
  patienceMs?: number,
): Promise<true> => until(what, async () => ((await look()) ? true : undefined), patienceMs);
