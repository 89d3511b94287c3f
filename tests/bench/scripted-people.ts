// People with a watch: a citizen who collects in one of three ways, and a clerk who puts in one card after the other. Each act of
// theirs takes its time; what is over is ours.
import { setTimeout as sleep } from "node:timers/promises";
import type { DemoDocument } from "../../bin/demo-documents.ts";
import { readQr } from "../../bin/tour/wall-client.ts";
import type { Hall } from "./hall.ts";
import { nowMs } from "./samples.ts";

export type Way = "qr" | "qr+date" | "code+date";

/** Of a body, in ms. `speed` 1 is a person's; a test that proves only that all runs lets everything pass faster. */
export type Pace = {
  readonly touchMs: number;
  readonly speed: number;
};
export type Visit = {
  readonly touches: number;
  readonly toOpenMs: number;
  readonly wholeMs: number;
};

const REACH_AND_TAKE_MS = 2000;
const PUSH_SHUT_MS = 1500;

/** A document of the bench: of one holder, with an address of its own. */
export const cardOf = (number: number, way: Way | "load"): DemoDocument => ({
  reference: `BENCH-${way}-${number}`.toUpperCase().replaceAll("+", "-"),
  product: way === "qr" ? "attest" : "rijbewijs",
  holder: {
    name: "Nobody",
    telephone: "+32470000000",
    ...(way === "qr" ? {} : { birthDate: "1988-04-12" }),
  },
  email: `${way.replaceAll("+", "-")}-${number}@example.org`,
  language: "nl",
  lowCompartment: false,
});
const BIRTH_DATE = "12041988";

/** From the first touch or scan to the door, and to the goodbye. */
export async function collect(
  hall: Hall,
  card: DemoDocument,
  way: Way,
  pace: Pace,
): Promise<Visit> {
  const { wall } = hall;
  const { qr, code } = await messageTo(hall, card.email);
  await hall.see("citizen-home");
  const finger = fingerOf(hall, pace, way !== "code+date");
  const fromMs = nowMs();
  if (way === "code+date") {
    await finger.touch('[data-choice="type-code"]');
    await hall.see("citizen-code");
    await finger.type(code);
  } else {
    await wall.scan(qr);
  }
  if (way !== "qr") {
    await hall.see("citizen-birth-date");
    await finger.type(BIRTH_DATE);
  }
  const door = await hall.openDoor();
  const toOpenMs = nowMs() - fromMs;
  await takeFrom(hall, door, pace);
  await hall.see("citizen-done");
  return { touches: finger.touches(), toOpenMs, wholeMs: nowMs() - fromMs };
}

/** Reaches in, takes the document, and pushes the door shut. */
export async function takeFrom({ wall }: Hall, door: number, { speed }: Pace): Promise<void> {
  await sleep(REACH_AND_TAKE_MS / speed);
  await wall.door(door, "take");
  await sleep(PUSH_SHUT_MS / speed);
  await wall.door(door, "close");
}

/** Finds the next key, and presses it. The first one starts the watch, unless a scan did. */
export function fingerOf(hall: Hall, { touchMs, speed }: Pace, watchRuns = false) {
  let touches = 0;
  const touch = async (selector: string): Promise<void> => {
    if (touches > 0 || watchRuns) await sleep(touchMs / speed);
    touches += 1;
    await hall.touch(selector);
  };
  return {
    touch,
    async type(digits: string) {
      for (const key of [...digits.split(""), "enter"]) await touch(`[data-key="${key}"]`);
    },
    touches: () => touches,
  };
}

export async function messageTo({ wall }: Hall, email: string) {
  for (let waited = 0; waited < 400; waited += 1) {
    const message = (await wall.phone()).find(({ to, png }) => to === email && png !== undefined);
    if (message !== undefined) {
      const [grouped = ""] = /\b\d{4}(?: \d{3,4}){2}\b/u.exec(message.text) ?? [];
      return { qr: readQr(message.png) ?? "", code: grouped.replaceAll(" ", "") };
    }
    await sleep(100);
  }
  throw new Error(`no message to ${email}`);
}

/** To where the next label may be read. */
export async function signIn(hall: Hall): Promise<void> {
  const { clerk } = await hall.wall.pocket();
  await hall.wall.scan(clerk.badge);
  await hall.see("staff-totp");
  for (const key of [...clerk.totp.split(""), "enter"]) {
    await hall.touch(`[data-key="${key}"]`);
    // Nearer together, the same key is taken for a trembling finger.
    await sleep(200);
  }
  await hall.see("clerk-menu");
  await hall.touch('[data-choice="deposit"]');
  await hall.see("clerk-scan");
}

export async function signOut(hall: Hall): Promise<void> {
  await hall.touch('[data-choice="deposit-done"]');
  await hall.see("clerk-finished");
  await hall.touch('[data-choice="sign-out"]');
  await hall.see("citizen-home");
}

export type Loading = {
  readonly wholeMs: number;
  /** Of each card: from its label to its open door, beyond what the person did meanwhile. */
  readonly oursMs: readonly number[];
};

/** Shares of the person's time for a card. */
const TAKE_AND_SCAN = 0.3;
const REACH_AND_LAY = 0.5;
const PUSH = 0.2;

/** From the first label to the last card known to be inside: a scan each and no touch. */
export async function load(
  hall: Hall,
  cards: readonly DemoDocument[],
  cardMs: number,
): Promise<Loading> {
  const { wall } = hall;
  const fromMs = nowMs();
  const oursMs: number[] = [];
  for (const { reference } of cards) {
    await sleep(cardMs * TAKE_AND_SCAN);
    const scannedAtMs = nowMs();
    await wall.scan(reference);
    const door = await hall.openDoor();
    oursMs.push(nowMs() - scannedAtMs);
    await sleep(cardMs * REACH_AND_LAY);
    await wall.door(door, "put");
    await sleep(cardMs * PUSH);
    await wall.door(door, "close");
  }
  await hall.see("clerk-deposited");
  return { wholeMs: nowMs() - fromMs, oursMs };
}
