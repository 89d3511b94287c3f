// The computer's wall clock in a simulated world: the true time of the town hall, and what the computer takes for it.
// The true time is what people live by; the computer's may be wrong, may jump, and may know that it was never set.

export type WorldClock = {
  /** The true wall time, ms since 1970. */
  readonly trueMs: () => number;
  /** The computer's. */
  readonly wallMs: () => number;
  readonly isTrusted: () => boolean;
  /** How often it was moved. */
  readonly changes: () => number;
  /** Moves the computer's clock by so much. */
  readonly step: (byMs: number) => void;
  /** Power came back on a board without a battery: 1970, and nobody trusts it. */
  readonly forget: () => void;
  /** A time server answered: right again, and trusted. */
  readonly correct: () => void;
};

/** Each world begins on a Monday morning. */
const BEGIN_MS = Date.UTC(2026, 10, 2, 6, 0);

export function createWorldClock(nowMs: () => number): WorldClock {
  let aheadMs = BEGIN_MS;
  let trusted = true;
  let changes = 0;
  return {
    trueMs: () => nowMs() + BEGIN_MS,
    wallMs: () => nowMs() + aheadMs,
    isTrusted: () => trusted,
    changes: () => changes,
    step(byMs) {
      aheadMs += byMs;
      changes += 1;
    },
    forget() {
      aheadMs = -nowMs();
      trusted = false;
      changes += 1;
    },
    correct() {
      aheadMs = BEGIN_MS;
      trusted = true;
      changes += 1;
    },
  };
}
