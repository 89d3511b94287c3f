// How many wrong tries anybody gets, as numbers and questions about them. Budgets live in the ledger, so a power cycle
// refills nothing; typing can be locked, the terminal and the QR never.
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../moment.ts";
import type { Durable, Pickup, TypingBudget } from "../state.ts";

const FAILURES_IN_ROW_MAX = 5;
const FAILURES_TOTAL_MAX = 20;
const WRONG_BIRTH_DATES_MAX = 5;
export const TRIES_PER_VISIT = 3;
const FAILURES_PER_MINUTE_MAX = 10;
export const COUNTED_PER_DAY_MAX = 60;
/** Above this many live pickups the day's budget shrinks, so that the chance of any hit stays below 1e-5 a year. */
const LIVE_PICKUPS_AT_FULL_BUDGET = 450;
const FIRST_LOCK_MS = 30 * SECOND_MS;
const LONGEST_LOCK_MS = 5 * MINUTE_MS;
/** More locks than fit into an hour. */
export const LOCKS_KEPT = 20;
export const STAFF_FAILURES_MAX = 5;
export const STAFF_LOCK_MS = 15 * MINUTE_MS;

/** Typing has ended for this pickup; its QR goes on. */
export const typingEnded = (pickup: Pickup): boolean =>
  pickup.failuresInRow >= FAILURES_IN_ROW_MAX || pickup.failuresTotal >= FAILURES_TOTAL_MAX;

export const birthDateEnded = (pickup: Pickup): boolean =>
  pickup.wrongBirthDates >= WRONG_BIRTH_DATES_MAX && !pickup.released;

function livePickups({ pickups }: Durable): number {
  let live = 0;
  for (const { phase } of pickups.values()) if (phase !== "ended") live += 1;
  return live;
}

/** Counted failures that this terminal allows in 24 hours. */
export const dayBudget = (live: number): number =>
  Math.floor(COUNTED_PER_DAY_MAX * Math.min(1, LIVE_PICKUPS_AT_FULL_BUDGET / Math.max(1, live)));

const since = (typing: TypingBudget, fromMonoMs: number): readonly number[] =>
  typing.failuresAtMonoMs.filter((at) => at > fromMonoMs);

/** When typing is allowed again, in monotonic ms; not in the future: now. */
export function typingOpensAtMonoMs(durable: Durable, monoMs: number): number {
  const today = since(durable.typing, monoMs - DAY_MS);
  const budget = dayBudget(livePickups(durable));
  // The oldest failure that must leave the window before one more fits in.
  const blocking = today[today.length - budget];
  return Math.max(durable.typing.lockedUntilMonoMs, blocking === undefined ? 0 : blocking + DAY_MS);
}

/** How long the failure just counted locks typing, or `undefined`: 30 s, doubling with every lock of the last hour to 5 min. */
export function lockAfterFailure(typing: TypingBudget, monoMs: number): number | undefined {
  if (since(typing, monoMs - MINUTE_MS).length < FAILURES_PER_MINUTE_MAX) return undefined;
  const locksThisHour = typing.locks.filter((at) => at > monoMs - 60 * MINUTE_MS).length;
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** locksThisHour);
}
