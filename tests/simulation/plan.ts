// What happens in one simulated life, drawn from its seed before it begins: which terminal, what people are like, which faults
// strike and when. A plan is plain data, so that it can be cut shorter and replayed.
import { type Chance, createChance } from "#simulator/world/chance.ts";
import type { Manners } from "#simulator/world/people/people-world.ts";
import { faults } from "./faults/faults.ts";
import { DAY, HOUR, MINUTE } from "./faults/fault.ts";

export type Act =
  | { readonly kind: "print"; readonly atMs: number; readonly number: number }
  | { readonly kind: "clerk-round"; readonly atMs: number }
  | {
      readonly kind: "fault";
      readonly atMs: number;
      readonly number: number;
      readonly fault: string;
      readonly lastsMs: number;
    };

export type Plan = {
  readonly seed: string;
  /** Until then things go wrong; after it everything heals. */
  readonly stormMs: number;
  readonly endMs: number;
  readonly manners: Manners;
  readonly acts: readonly Act[];
};

/** After the storm: healed, looked after by clerks, and quiet. */
export const CALM_MS = 4 * DAY;

/** After the storm every queue has this long to drain, and every door to be known [I10]. */
export const DRAIN_MS = 10 * MINUTE;

const WEEK_DAYS = 7;
const SATURDAY = 5;

export type PlanOptions = {
  readonly days: number;
  /** Faults per day, on the average over seeds. */
  readonly faultsPerDay: number;
  readonly documentsPerDay: number;
};

export const usualLife: PlanOptions = { days: 30, faultsPerDay: 6, documentsPerDay: 4 };

/** The world begins on a Monday at 7:00 local time. */
export function drawPlan(seed: string, options: PlanOptions = usualLife): Plan {
  const chance = createChance(seed).fork("plan");
  const stormMs = options.days * DAY;
  const endMs = stormMs + CALM_MS;
  const acts = [
    ...drawPrints(chance.fork("prints"), stormMs, options.documentsPerDay),
    ...drawRounds(chance.fork("rounds"), endMs),
    ...drawFaults(chance.fork("faults"), stormMs, options.faultsPerDay),
  ];
  const lost = chance.fork("lost codes");
  const losesCode = lost.happens(0.5) ? lost.next() * 0.3 : 0;
  acts.sort((left, right) => left.atMs - right.atMs);
  return {
    seed,
    stormMs,
    endMs,
    manners: { ...drawManners(chance.fork("manners")), losesCode },
    acts,
  };
}

/** Nobody errs at all in some lives, everybody in others. */
function drawManners(chance: Chance): Omit<Manners, "losesCode"> {
  const rate = (most: number): number => (chance.happens(0.3) ? 0 : chance.next() * most);
  return {
    clerkErrs: chance.happens(0.5) ? 0.01 : rate(0.05),
    holderErrs: rate(0.2),
    types: rate(0.8),
    comesAgain: rate(0.3),
    staysAway: rate(0.15),
    // Two seldom come at once: some seven times a year. Where people push in at all, most do, or it would never be seen.
    pushesIn: rate(1),
  };
}

function drawPrints(chance: Chance, untilMs: number, perDay: number): readonly Act[] {
  const acts: Act[] = [];
  for (let dayMs = 0, number = 0; dayMs < untilMs; dayMs += DAY) {
    if (isWeekend(dayMs)) continue;
    for (let count = chance.below(2 * perDay + 1); count > 0; count -= 1) {
      number += 1;
      acts.push({ kind: "print", atMs: dayMs + chance.betweenMs(HOUR, 9 * HOUR), number });
    }
  }
  return acts;
}

/** In the morning and late in the afternoon; in the calm every few hours, also on Sunday. */
function drawRounds(chance: Chance, untilMs: number): readonly Act[] {
  const acts: Act[] = [];
  for (let dayMs = 0; dayMs < untilMs; dayMs += DAY) {
    const isCalm = dayMs >= untilMs - CALM_MS;
    const hours = isCalm ? [1, 4, 7, 10] : isWeekend(dayMs) ? [] : [2, 9];
    for (const hour of hours)
      acts.push({ kind: "clerk-round", atMs: dayMs + hour * HOUR + chance.below(30 * MINUTE) });
  }
  return acts;
}

const isWeekend = (dayMs: number): boolean => (dayMs / DAY) % WEEK_DAYS >= SATURDAY;

/** Swarm testing: each kind of fault has a weight of its own in each seed, often none at all. */
function drawFaults(chance: Chance, untilMs: number, perDay: number): readonly Act[] {
  const weights = faults.map(({ weight }) =>
    chance.happens(0.4) ? 0 : weight * chance.next() ** 2,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  const rate = chance.happens(0.1) ? 0 : perDay * 2 * chance.next();
  const acts: Act[] = [];
  for (let atMs = chance.waitMs(DAY / rate), number = 1; atMs < untilMs; number += 1) {
    const fault = faults[drawIndex(weights, chance.next() * total)];
    if (fault !== undefined) {
      const lastsMs = chance.betweenMs(...fault.lastsMs);
      acts.push({ kind: "fault", atMs, number, fault: fault.name, lastsMs });
    }
    atMs += chance.waitMs(DAY / rate);
  }
  return acts;
}

function drawIndex(weights: readonly number[], drawn: number): number {
  let rest = drawn;
  return weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
}
