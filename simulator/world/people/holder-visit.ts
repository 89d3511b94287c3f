// What a holder brings to the terminal, what they remember while they stand there, and the ways of leaving a screen.
import type { Chance } from "../chance.ts";
import type { Dossier, Shown } from "../front.ts";
import { offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import type { Next } from "./person.ts";
import type { Phone, Scene } from "./scene.ts";

export type Holder = {
  readonly dossier: Dossier;
  readonly chance: Chance;
  phone: Phone;
  /** The code before the present one. */
  oldPhone: Phone | undefined;
  /** The message is gone, with the code in it. */
  hasLostCode: boolean;
  /** A mail said that typing is over for this code. */
  typingEnded: boolean;
  readonly staysAway: boolean;
  visitsLeft: number;
  isComing: boolean;
  /** The terminal said goodbye after a door that it saw: the code is used up. */
  codeUsed: boolean;
};

/** What is remembered while standing there. */
export type Visit = {
  readonly scene: Scene;
  readonly holder: Holder;
  readonly errs: () => boolean;
  types: boolean;
  /** How often the code was asked for again. */
  askings: number;
  proofs: number;
  presses: number;
  extensions: number;
  waits: number;
  wasBlind: boolean;
  /** Birth dates given for others of the household. */
  dates: number;
  /** The last door from which something was taken. */
  tookAt: number | undefined;
  /** The door at which all was done that this holder does at an open door. */
  doneAt: number | undefined;
};

export const hasOwn = (scene: Scene, { dossier }: Holder): boolean => {
  const place = scene.hall.whereIs(dossier.document);
  if (place.kind !== "hands" || place.by !== "holder") return false;
  return [dossier, ...relativesOf(scene, dossier)].some(({ pickup }) => place.name === pickup);
};

/** Whose documents were announced together with this one. */
export const relativesOf = (
  { households }: Scene,
  { household, document }: Dossier,
): readonly Dossier[] =>
  household === undefined
    ? []
    : households.of(household).filter((each) => each.document !== document);

/** Content with the document in hand, and not otherwise. */
export const ends = ({ scene, holder }: Visit): Next =>
  hasOwn(scene, holder) ? "content" : "leaves";

/** Half of the errors here are somebody who gives up, the other half one wrong digit. */
export const walksAwayMidway = ({ errs, holder }: Visit): boolean =>
  errs() && holder.chance.happens(0.5);

export function goesBack(_visit: Visit, shown: Shown, hands: Hands): Next {
  hands.choose(shown, "back");
  return "acted";
}

export function goesAway(visit: Visit, shown: Shown, hands: Hands): Next {
  hands.choose(shown, offers(shown, "stop") ? "stop" : "back");
  return ends(visit);
}
