// How long people stand at the terminal: citizens at two paces on their three ways, for themselves and for a household, and a clerk with
// thirty cards. Real Chromium, real controller, simulated wall. Whether they are done within the design's targets, and how much of it was ours.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Bench, BenchWorld, Figure, Findings } from "./bench.ts";
import { type Stay, citizens } from "./citizen-plans.ts";
import { type Hall, openHall } from "./hall.ts";
import { formatMs, median, quantile, sum } from "./samples.ts";
import { type Loading, cardOf, load, signIn, signOut } from "./scripted-people.ts";

/** A door that is open for a shorter time than a board needs to see it was never open; a key that comes back sooner trembles. */
const HURRIED = 4;
const CARDS = 30;
const CARDS_MS = [8000, 10_000];
const CARDS_WHOLE_MS_MAX = 300_000;
const OURS_MS_MAX = 2000;

async function run({ scale, folder, say }: BenchWorld): Promise<Findings> {
  const isFull = scale === "full";
  const speed = isFull ? 1 : HURRIED;
  const within = async <T>(name: string, act: (hall: Hall) => Promise<T>): Promise<T> => {
    const place = join(folder, name);
    mkdirSync(place);
    const hall = await openHall(place);
    try {
      return await act(hall);
    } finally {
      await hall.leave();
    }
  };
  say("people at the screen: three ways and two households, two paces");
  const stays = await within("citizens", (hall) => citizens(hall, isFull, speed));
  const loadings = new Map<number, Loading>();
  for (const cardMs of isFull ? CARDS_MS : CARDS_MS.slice(0, 1)) {
    say(`people at the screen: a clerk, ${cardMs / 1000} s a card`);
    const clerkIn = (hall: Hall) => clerk(hall, isFull ? CARDS : 2, cardMs / speed);
    loadings.set(cardMs, await within(`clerk-${cardMs}`, clerkIn));
  }
  return findings(stays, loadings, isFull);
}

async function clerk(hall: Hall, count: number, cardMs: number): Promise<Loading> {
  const cards = Array.from({ length: count }, (_, number) => cardOf(number, "load"));
  await hall.announce(cards);
  await signIn(hall);
  const loading = await load(hall, cards, cardMs);
  await signOut(hall);
  return loading;
}

function findings(
  stays: readonly Stay[],
  loadings: ReadonlyMap<number, Loading>,
  isFull: boolean,
): Findings {
  const figures = stays.map((stay) => citizenFigure(stay, isFull));
  const clerks = [...loadings].flatMap(([cardMs, loading]) =>
    clerkFigures(cardMs, loading, isFull),
  );
  return { figures: [...figures, ...clerks], tables: [tableOf(stays)], remarks: [] };
}

/** Of several documents at once, what each of them took. */
function citizenFigure(
  { what, touchMs, documents, wholeMsMax, visits }: Stay,
  isFull: boolean,
): Figure {
  const whole = median(visits.map(({ wholeMs }) => wholeMs));
  const span = documents === 1 ? "whole visit" : `a document, ${documents} in one visit`;
  const touches = visits[0]?.touches ?? 0;
  return {
    what: `Citizen, ${what}, ${touchMs / 1000} s a touch${isFull ? "" : ", hurried"}: ${span}`,
    measured: formatMs(whole / documents),
    floor: documents === 1 ? `${touches} touches` : `${touches} touches of all`,
    ratio: undefined,
    goal: wholeMsMax === undefined ? "none" : `≤ ${wholeMsMax / 1000} s`,
    met: isFull && wholeMsMax !== undefined ? whole <= wholeMsMax : undefined,
  };
}

function clerkFigures(cardMs: number, { wholeMs, oursMs }: Loading, isFull: boolean): Figure[] {
  // Five minutes leave ten seconds a card, of which the person has eight; at ten there is nothing left to be asked for.
  const hasGoal = isFull && cardMs === CARDS_MS[0];
  const person = `${oursMs.length} × ${cardMs / 1000} s of a person${isFull ? "" : ", hurried"}`;
  const what = `Clerk, ${oursMs.length} cards at ${cardMs / 1000} s a card`;
  return [
    {
      what: `${what}: after sign-in`,
      measured: formatMs(wholeMs),
      floor: person,
      ratio: undefined,
      goal: hasGoal ? `≤ ${CARDS_WHOLE_MS_MAX / 1000} s` : "none",
      met: hasGoal ? wholeMs <= CARDS_WHOLE_MS_MAX : undefined,
    },
    {
      what: `${what}: our part of a card, p95`,
      measured: formatMs(quantile(oursMs, 0.95)),
      floor: `${formatMs(sum(oursMs))} of all`,
      ratio: undefined,
      goal: hasGoal ? `≤ ${OURS_MS_MAX / 1000} s` : "none",
      met: hasGoal ? quantile(oursMs, 0.95) <= OURS_MS_MAX : undefined,
    },
  ];
}

const tableOf = (stays: readonly Stay[]) => ({
  title: "From the first touch or scan",
  columns: [
    "Way",
    "A touch",
    "Touches",
    "First door open, median",
    "Whole, median",
    "Whole, longest",
    "A document, median",
  ],
  rows: stays.map(({ what, touchMs, documents, visits }) => [
    what,
    formatMs(touchMs),
    String(visits[0]?.touches ?? 0),
    formatMs(median(visits.map(({ toOpenMs }) => toOpenMs))),
    formatMs(median(visits.map(({ wholeMs }) => wholeMs))),
    formatMs(
      quantile(
        visits.map(({ wholeMs }) => wholeMs),
        1,
      ),
    ),
    formatMs(median(visits.map(({ wholeMs }) => wholeMs)) / documents),
  ]),
});

export const citizenAtScreen: Bench = {
  title: "People at the screen",
  how: `The demo's processes with a wall of 48 doors, its page in Chromium, fingers on its buttons. A citizen needs 0.8 s (practised) or 1.6 s
(slow) for each touch, 2 s to reach in and take the document, 1.5 s to push the door; the watch runs from the first touch or scan to the goodbye,
with the two seconds that a door must stay shut. Codes are typed in full: twelve digits and OK, eight digits of the birth date and OK. A household's three documents lie behind three doors,
and the QR of one is held before the reader: certificates ask a touch for each next door, licences the birth date of each holder. A clerk's time
for a card goes to taking and scanning it (30 %), reaching the door and laying it in (50 %), and pushing the door shut (20 %); our part is
from the scan to the open door, with what is left of the two seconds of the door before. People here make no mistakes: it is how long the terminal
needs from people who know it, not how long people need.`,
  run,
};
