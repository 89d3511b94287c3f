// A recording on its axis: the happenings that are kept, and the wall as it was after any of them.
// Bounded: of a longer recording the oldest happenings are folded into the wall that the replay begins with.
import type { Happening } from "./happening.ts";
import { foldHappening, untoldWall, type WallState } from "./wall-state.ts";

export type Timeline = {
  /** Of the oldest and the newest kept; a recording without any has `lastN` = `firstN` - 1. */
  readonly firstN: number;
  readonly lastN: number;
  readonly at: (n: number) => Happening | undefined;
  /** After happening `n`; before the first one it is what the replay begins with. */
  readonly stateAt: (n: number) => WallState;
  /** The newest at this time or before it; `firstN` - 1 before the first. */
  readonly nAt: (tMs: number) => number;
  /** Oldest first, both ends included. */
  readonly between: (fromN: number, toN: number) => readonly Happening[];
  readonly alarms: readonly Happening[];
};

export type TimelineBuilder = {
  readonly add: (happening: Happening) => void;
  readonly build: () => Timeline;
};

export const HAPPENINGS_MAX = 200_000;
/** A state is worked out from the last one kept: this is how far that can be. */
const STATE_EVERY = 256;

export function createTimelineBuilder(most = HAPPENINGS_MAX): TimelineBuilder {
  const chunk = Math.max(1, Math.floor(most / 10));
  let base = untoldWall;
  let kept: Happening[] = [];
  return {
    add(happening) {
      kept.push(happening);
      if (kept.length < most + chunk) return;
      base = kept.slice(0, chunk).reduce(foldHappening, base);
      kept = kept.slice(chunk);
    },
    build: () => buildTimeline(base, kept),
  };
}

function buildTimeline(base: WallState, kept: readonly Happening[]): Timeline {
  const firstN = kept[0]?.n ?? 1;
  const lastN = firstN + kept.length - 1;
  const states = statesOf(base, kept);
  return {
    firstN,
    lastN,
    at: (n) => kept[n - firstN],
    stateAt(n) {
      const count = Math.min(Math.max(0, n - firstN + 1), kept.length);
      const state = Math.floor(count / STATE_EVERY);
      return kept.slice(state * STATE_EVERY, count).reduce(foldHappening, states[state] ?? base);
    },
    nAt: (tMs) => firstN - 1 + countUpTo(kept, tMs),
    between: (fromN, toN) => kept.slice(Math.max(0, fromN - firstN), Math.max(0, toN - firstN + 1)),
    alarms: kept.filter(({ tone }) => tone === "alarm"),
  };
}

/** The state before the first, and after every so many. */
function statesOf(base: WallState, kept: readonly Happening[]): readonly WallState[] {
  const states = [base];
  let state = base;
  for (const [index, happening] of kept.entries()) {
    state = foldHappening(state, happening);
    if ((index + 1) % STATE_EVERY === 0) states.push(state);
  }
  return states;
}

/** How many of these, which are in order, are not later than `tMs`. */
export function countUpTo(ordered: readonly { readonly tMs: number }[], tMs: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((ordered[middle]?.tMs ?? 0) <= tMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
