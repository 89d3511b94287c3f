// Somebody who fetches what lies there for a whole household, on the QR code of one: door after door, each at a touch or at the birth date
// of whom it is for, as the screen asks.
import type { DemoDocument } from "../../bin/demo-documents.ts";
import type { Hall } from "./hall.ts";
import { nowMs } from "./samples.ts";
import { type Pace, type Visit, fingerOf, messageTo, takeFrom } from "./scripted-people.ts";

export type HouseholdKind = {
  readonly name: string;
  readonly what: string;
  readonly product: "attest" | "rijbewijs";
  /** In a full run, at each pace: whoever types four dates needs long, and differs little from time to time. */
  readonly times: number;
};
export const HOUSEHOLDS: readonly HouseholdKind[] = [
  { name: "papers", what: "three certificates, one QR", product: "attest", times: 2 },
  {
    name: "licences",
    what: "three people's licences, one QR, each birth date",
    product: "rijbewijs",
    times: 1,
  },
];

const MEMBERS = [1, 2, 3];

export const householdOf = ({ name, product }: HouseholdKind, number: number): DemoDocument[] =>
  MEMBERS.map((member) => ({
    reference: `BENCH-${name}-${number}-${member}`.toUpperCase(),
    product,
    holder: {
      name: "Nobody",
      telephone: "+32470000000",
      ...(product === "attest" ? {} : { birthDate: `1988-04-1${member}` }),
    },
    email: `${name}-${number}-${member}@example.org`,
    language: "nl",
    lowCompartment: false,
    group: `bench-${name}-${number}`,
  }));

type Finger = ReturnType<typeof fingerOf>;

/** Of the member, as it is typed. */
const dateOf = (card: DemoDocument): string =>
  (card.holder.birthDate ?? "").split("-").toReversed().join("");

/** From the first scan to the goodbye; `toOpenMs` is that of the first door. */
export async function collectTogether(
  hall: Hall,
  cards: readonly DemoDocument[],
  pace: Pace,
): Promise<Visit> {
  const [first] = cards;
  if (first === undefined) throw new Error("a household of nobody");
  const { qr } = await messageTo(hall, first.email);
  await hall.see("citizen-home");
  const finger = fingerOf(hall, pace, true);
  const fromMs = nowMs();
  let toOpenMs = 0;
  await hall.wall.scan(qr);
  for (const card of cards) {
    if (card === first) await proveFirst(hall, card, finger);
    else await askNext(hall, card, finger);
    const door = await hall.openDoor();
    if (card === first) toOpenMs = nowMs() - fromMs;
    await takeFrom(hall, door, pace);
  }
  await hall.see("citizen-done");
  return { touches: finger.touches(), toOpenMs, wholeMs: nowMs() - fromMs };
}

async function proveFirst(hall: Hall, card: DemoDocument, finger: Finger): Promise<void> {
  if (card.holder.birthDate === undefined) return;
  await hall.see("citizen-birth-date");
  await finger.type(dateOf(card));
}

async function askNext(hall: Hall, card: DemoDocument, finger: Finger): Promise<void> {
  if (card.holder.birthDate === undefined) {
    await hall.see("citizen-next-door");
    return finger.touch('[data-choice="open-next"]');
  }
  await hall.see("citizen-group-date");
  return finger.type(dateOf(card));
}
