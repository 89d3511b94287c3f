// Every current pulse the wall's boards have sent through a coil, so that a test can count what really happened.
// Bounded: the total is exact, the list keeps the latest.
import type { Pulse } from "../board/state.ts";

export type WallPulse = Pulse & { readonly bus: string };
export type PulseLog = {
  /** A listener for the boards of one bus. */
  readonly noteFrom: (bus: string) => (pulse: Pulse) => void;
  readonly total: () => number;
  /** Oldest first. */
  readonly latest: () => readonly WallPulse[];
};

const capacity = 10_000;

export function createPulseLog(): PulseLog {
  const pulses: WallPulse[] = [];
  let total = 0;
  return {
    noteFrom: (bus) => (pulse) => {
      total += 1;
      pulses.push({ bus, ...pulse });
      if (pulses.length > capacity) pulses.shift();
    },
    total: () => total,
    latest: () => pulses,
  };
}
