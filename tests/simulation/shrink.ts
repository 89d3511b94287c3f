// Makes a failed life short: drops its acts and its people's faults one heap after the other (ddmin: Zeller and Hildebrandt, 2002)
// as long as the same promise is broken in the same way. Bounded by tries; whoever calls bounds the time.
import type { Violation } from "./chronicle.ts";
import type { Act, Plan } from "./plan.ts";

export type Shrunk = { readonly plan: Plan; readonly violation: Violation; readonly tries: number };

export type Shrinking = {
  /** What the life of this plan breaks. */
  readonly livesTo: (plan: Plan) => Promise<Violation | undefined>;
  readonly mayGoOn: () => boolean;
  readonly triesMax: number;
};

type Search = {
  best: Plan;
  violation: Violation;
  tries: number;
  readonly livesTo: Shrinking["livesTo"];
  readonly isOver: () => boolean;
};

export async function shrink(
  plan: Plan,
  violation: Violation,
  { livesTo, mayGoOn, triesMax }: Shrinking,
): Promise<Shrunk> {
  const search: Search = {
    best: plan,
    violation,
    tries: 0,
    livesTo,
    isOver: () => search.tries >= triesMax || !mayGoOn(),
  };
  await keepIfBroken(search, cutAfter(plan, violation));
  await calmManners(search);
  await dropActs(search);
  await keepIfBroken(search, cutAfter(search.best, search.violation));
  await calmManners(search);
  await quieten(search);
  return { plan: search.best, violation: search.violation, tries: search.tries };
}

/** The same promise, broken in the same words; numbers and names may be others. */
export const isSameBreach = (left: Violation, right: Violation): boolean =>
  left.invariant === right.invariant && wordsOf(left.what) === wordsOf(right.what);

const wordsOf = (what: string): string =>
  (what.split("\n")[0] ?? "").replaceAll(/[0-9a-f]{8,}|\d+/giu, "#");

async function keepIfBroken(search: Search, plan: Plan): Promise<boolean> {
  if (search.isOver()) return false;
  search.tries += 1;
  const violation = await search.livesTo(plan);
  if (violation === undefined || !isSameBreach(violation, search.violation)) return false;
  search.best = plan;
  search.violation = violation;
  return true;
}

/** What comes after the breach is not needed; one that came after the storm needs the calm as it was. */
function cutAfter(plan: Plan, { atMs }: Violation): Plan {
  if (atMs >= plan.stormMs) return plan;
  return { ...plan, endMs: atMs + 1, acts: plan.acts.filter((act) => act.atMs <= atMs) };
}

async function calmManners(search: Search): Promise<void> {
  const { manners } = search.best;
  const names = Object.entries(manners).flatMap(([name, rate]) => (rate > 0 ? [name] : []));
  const without = (quiet: readonly string[]): Plan => ({
    ...search.best,
    manners: {
      ...search.best.manners,
      ...Object.fromEntries(quiet.map((name) => [name, 0])),
    },
  });
  if (names.length === 0 || (await keepIfBroken(search, without(names)))) return;
  for (const name of names) await keepIfBroken(search, without([name]));
}

/** Heaps of acts are dropped, smaller and smaller, until no single one can be missed. */
async function dropActs(search: Search): Promise<void> {
  let heap = Math.ceil(search.best.acts.length / 2);
  while (heap >= 1 && !search.isOver()) {
    const dropped = await dropHeaps(search, heap);
    if (heap === 1 && !dropped) return;
    if (!dropped) heap = Math.ceil(heap / 2);
    else heap = Math.max(1, Math.min(heap, Math.ceil(search.best.acts.length / 2)));
  }
}

/** From the last to the first: what was dropped moves nothing that is still to be tried. */
async function dropHeaps(search: Search, heap: number): Promise<boolean> {
  let dropped = false;
  const first = Math.floor((search.best.acts.length - 1) / heap) * heap;
  for (let from = first; from >= 0; from -= heap) {
    const acts = search.best.acts.toSpliced(from, heap);
    if (await keepIfBroken(search, { ...search.best, acts })) dropped = true;
  }
  return dropped;
}

/** A storm whose faults are over long before its end is made shorter, and what follows it comes earlier. */
async function quieten(search: Search): Promise<void> {
  const { acts, stormMs, endMs } = search.best;
  const lastMs = Math.max(0, ...acts.filter(isOfStorm(stormMs)).map(overAtMs));
  const earlierMs = Math.floor((stormMs - lastMs) / DAY_MS) * DAY_MS;
  if (earlierMs <= 0 || search.violation.atMs < stormMs) return;
  await keepIfBroken(search, {
    ...search.best,
    stormMs: stormMs - earlierMs,
    endMs: endMs - earlierMs,
    acts: acts.map((act) => (act.atMs >= stormMs ? earlier(act, earlierMs) : act)),
  });
}

const earlier = (act: Act, byMs: number): Act => ({ ...act, atMs: act.atMs - byMs });
const DAY_MS = 86_400_000;
const isOfStorm =
  (stormMs: number) =>
  ({ atMs }: Act): boolean =>
    atMs < stormMs;
const overAtMs = (act: Act): number => act.atMs + (act.kind === "fault" ? act.lastsMs : 0);
