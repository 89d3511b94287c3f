// Who comes to the screen: citizens alone on their three ways and households on one proof, each at two paces. What is put in for them
// beforehand, and how long each stays. Judges nothing.
import type { DemoDocument } from "../../bin/demo-documents.ts";
import type { Hall } from "./hall.ts";
import { HOUSEHOLDS, type HouseholdKind, collectTogether, householdOf } from "./household.ts";
import {
  type Pace,
  type Visit,
  type Way,
  cardOf,
  collect,
  load,
  signIn,
  signOut,
} from "./scripted-people.ts";

export type Stay = {
  readonly touchMs: number;
  readonly what: string;
  readonly documents: number;
  /** Of the median, where the table of targets has one. */
  readonly wholeMsMax: number | undefined;
  readonly visits: readonly Visit[];
};

type Errand = {
  readonly cards: readonly DemoDocument[];
  readonly go: (hall: Hall, pace: Pace) => Promise<Visit>;
};
type Plan = Omit<Stay, "visits" | "documents"> & { readonly errands: readonly Errand[] };

/** From the first touch or scan to the goodbye: the table of targets. */
const WAYS = [
  { way: "qr", what: "QR", wholeMsMax: 10_000 },
  { way: "qr+date", what: "QR + birth date", wholeMsMax: 25_000 },
  { way: "code+date", what: "typed code + birth date", wholeMsMax: 45_000 },
] as const;
const TOUCHES_MS = [800, 1600];
const TIMES = 3;
const SETTING_UP_MS = 1000;

export async function citizens(
  hall: Hall,
  isFull: boolean,
  speed: number,
): Promise<readonly Stay[]> {
  const paces = isFull ? TOUCHES_MS : TOUCHES_MS.slice(0, 1);
  const plans = paces.flatMap((touchMs, at) => plansOf(touchMs, at, isFull));
  const cards = plans.flatMap(({ errands }) => errands.flatMap((errand) => errand.cards));
  await hall.announce(cards);
  await signIn(hall);
  await load(hall, cards, SETTING_UP_MS);
  await signOut(hall);
  const stays: Stay[] = [];
  for (const { errands, ...plan } of plans) {
    const visits: Visit[] = [];
    for (const { go } of errands) visits.push(await go(hall, { touchMs: plan.touchMs, speed }));
    stays.push({ ...plan, documents: errands[0]?.cards.length ?? 0, visits });
  }
  return stays;
}

function plansOf(touchMs: number, paceAt: number, isFull: boolean): readonly Plan[] {
  const errands = (times: number, make: (number: number) => Errand): readonly Errand[] =>
    Array.from({ length: isFull ? times : 1 }, (_, time) => make(paceAt * TIMES + time));
  const alone = WAYS.map(({ way, what, wholeMsMax }) => ({
    touchMs,
    what,
    wholeMsMax,
    errands: errands(TIMES, (number) => errandOf(number, way)),
  }));
  const together = (isFull ? HOUSEHOLDS : HOUSEHOLDS.slice(0, 1)).map((kind) => ({
    touchMs,
    what: kind.what,
    wholeMsMax: undefined,
    errands: errands(kind.times, (number) => errandTogether(kind, number)),
  }));
  return [...alone, ...together];
}

function errandOf(number: number, way: Way): Errand {
  const card = cardOf(number, way);
  return { cards: [card], go: (hall, pace) => collect(hall, card, way, pace) };
}

function errandTogether(kind: HouseholdKind, number: number): Errand {
  const cards = householdOf(kind, number);
  return { cards, go: (hall, pace) => collectTogether(hall, cards, pace) };
}
