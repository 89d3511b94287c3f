// When to try the controller again after it went away: soon at first, then every few seconds, for ever.

const FIRST_MS = 250;
const LONGEST_MS = 4_000;

/** @param attempt how many tries have failed, from 0. */
export const reconnectDelayMs = (attempt: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));

/** The controller repeats the screen every 5 s: three missing, and it is gone though the line is still open. */
export const SILENCE_MS = 16_000;
