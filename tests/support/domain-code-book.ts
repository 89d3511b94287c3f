// The code book of the domain's tests: codes that follow from pickup and counter, one-time codes that follow from the clock,
// and the answers an honest adapter gives to what the domain asks. No budgets, no decisions: those are what is tested.
import type { Effect } from "#domain/effects.ts";
import type { PickupId } from "#domain/ids.ts";
import type { AnswerInput } from "#domain/inputs.ts";
import type { Moment } from "#domain/moment.ts";
import { type Dossier, colleagues, dossiers } from "./domain-site.ts";
import { workshopAnswerTo } from "./domain-workshop.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const TOTP_STEP_MS = 30_000;

/** FNV-1a: spreads well, proves nothing, and needs nothing. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

export const pinOf = (pickup: PickupId, counter: number): string =>
  String(hashOf(`pin|${pickup}|${counter}`) % 1e8).padStart(8, "0");

export const qrOf = (pickup: PickupId, counter: number): string =>
  Array.from({ length: 26 }, (_, at) => BASE32[hashOf(`qr|${pickup}|${counter}|${at}`) % 32]).join(
    "",
  );

export const timeStepOf = (now: Moment): number => Math.floor(now.wallMs / TOTP_STEP_MS);

export const totpOf = (staff: string, now: Moment): string =>
  String(hashOf(`totp|${staff}|${timeStepOf(now)}`) % 1e6).padStart(6, "0");

/** What the adapters answer to this effect, if it asks anything of the code book. */
export function answerOf(effect: Effect, now: Moment): AnswerInput | undefined {
  if (!("ask" in effect)) return undefined;
  const { ask } = effect;
  switch (effect.kind) {
    case "check-code":
    case "check-birth-date": {
      const right = effect.kind === "check-birth-date" || isRight(effect);
      return { kind: "code-checked", ask, right, birthDateRight: birthDateRight(effect) };
    }
    case "match-birth-dates": {
      const date = effect.by.kind === "typed" ? effect.by.birthDate : dateOf(effect.by.pickup);
      const matched = effect.pickups.filter((pickup) => dateOf(pickup) === date);
      return { kind: "birth-dates-matched", ask, matched };
    }
    case "find-holder": {
      const { pickups, telephones, birthDate } = effect;
      const found = pickups
        .flatMap((pickup) => dossiers.filter((one) => one.pickup === pickup))
        .filter(({ telephone }) => telephones.includes(telephone))
        .map((one) => ({ pickup: one.pickup, birthDate: comparedTo(one, birthDate) }));
      return { kind: "holder-found", ask, found };
    }
    case "look-up-document": {
      const found = dossiers.find(({ label }) => label === effect.reference);
      return { kind: "document-looked-up", ask, pickup: found?.pickup };
    }
    case "read-badge": {
      const found = colleagues.find(({ badge }) => badge === effect.badge);
      return { kind: "badge-read", ask, staff: found?.staff, role: found?.role };
    }
    case "check-totp": {
      const timeStep = timeStepOf(now);
      const fresh = effect.afterTimeStep === undefined || timeStep > effect.afterTimeStep;
      const valid = fresh && effect.token === totpOf(effect.staff, now);
      return { kind: "totp-checked", ask, valid, timeStep };
    }
    case "read-door-history":
    case "read-devices":
    case "read-bus-trace":
    case "make-support-bundle":
      return workshopAnswerTo(effect);
  }
}

function comparedTo(dossier: Dossier, birthDate: string): "same" | "other" | "none" {
  if (!dossier.isDated) return "none";
  return dossier.birthDate === birthDate ? "same" : "other";
}

const dateOf = (pickup: PickupId): string | undefined =>
  dossiers.find((dossier) => dossier.pickup === pickup)?.birthDate;

type CheckCode = Extract<Effect, { readonly kind: "check-code" }>;

function isRight({ pickup, method, counter, code }: CheckCode): boolean {
  if (pickup === undefined) return false;
  return code === (method === "pin" ? pinOf(pickup, counter) : qrOf(pickup, counter));
}

function birthDateRight({
  pickup,
  birthDate,
}: Pick<CheckCode, "pickup" | "birthDate">): boolean | undefined {
  if (birthDate === undefined) return undefined;
  return dossiers.some((dossier) => dossier.pickup === pickup && dossier.birthDate === birthDate);
}
