// A holder at a door: presses it, takes their own, closes it, and says what became of it.
// Errs by a document forgotten, a door left open, or an answer that is not so.
import type { Shown } from "../front.ts";
import { doorOf, offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import { scansCode } from "./holder-code.ts";
import { type Visit, ends, goesAway, relativesOf, walksAwayMidway } from "./holder-visit.ts";
import type { Next } from "./person.ts";

const PRESSES_MAX = 4;
const PUSH_HELPS = 0.3;
const TAKES_ANOTHERS = 0.15;

export function atJammedDoor(visit: Visit, shown: Shown, hands: Hands): Next {
  const { chance } = visit.holder;
  const { hall } = visit.scene;
  const door = doorOf(shown);
  visit.presses += 1;
  if (door !== undefined && hall.isJammed(door) && chance.happens(PUSH_HELPS))
    hall.touch(door, "free");
  if (visit.presses > PRESSES_MAX || walksAwayMidway(visit)) return goesAway(visit, shown, hands);
  hands.pause(1200);
  hands.choose(shown, "try-again");
  return "acted";
}

export function atDoor(visit: Visit, shown: Shown, hands: Hands): Next {
  const door = doorOf(shown);
  if (door === undefined) return "waits";
  if (!visit.scene.hall.isOpen(door)) return atClosedDoor(visit, shown, hands);
  if (visit.doneAt !== door) {
    visit.doneAt = door;
    takesOwn(visit, door, hands);
    return "acted";
  }
  if (visit.errs()) return ends(visit);
  hands.close(shown, door);
  return "acted";
}

/** Forgets it when they err; another's document mostly stays where it is. */
function takesOwn(visit: Visit, door: number, hands: Hands): void {
  const { holder, scene } = visit;
  const inside = scene.hall.inside(door);
  if (inside === undefined || visit.errs()) return;
  const { chance } = holder;
  const isErrant = scene.manners.holderErrs > 0;
  const takes = isOurs(visit, inside) || (isErrant && chance.happens(TAKES_ANOTHERS));
  const taken = takes ? hands.take(door) : undefined;
  if (taken !== undefined && isOurs(visit, taken)) visit.tookAt = door;
}

/** Their own, or another's of their household. */
const isOurs = ({ scene, holder: { dossier } }: Visit, document: string): boolean =>
  [dossier, ...relativesOf(scene, dossier)].some((each) => each.document === document);

/** At a door of a household's it is that door's document that counts, whatever they hold already. */
const hasTaken = (visit: Visit, door: number | undefined): boolean =>
  relativesOf(visit.scene, visit.holder.dossier).length === 0
    ? ends(visit) === "content"
    : visit.tookAt === door;

/** Only a door that nobody can see asks for a word about it. */
function atClosedDoor(visit: Visit, shown: Shown, hands: Hands): Next {
  if (!offers(shown, "door-taken")) return "waits";
  visit.wasBlind = true;
  hands.choose(shown, hasTaken(visit, doorOf(shown)) ? "door-taken" : "door-nothing");
  return "acted";
}

export function saysWhetherTaken(visit: Visit, shown: Shown, hands: Hands): Next {
  if (walksAwayMidway(visit)) return ends(visit);
  hands.choose(shown, visit.errs() ? visit.holder.chance.pick(WORDS) : trueWord(visit, shown));
  return "acted";
}

const WORDS = ["door-taken", "reopen", "door-nothing"] as const;

/** Left inside: it is opened again. Another's document, or none: "there was nothing in it". */
function trueWord(visit: Visit, shown: Shown): string {
  const door = doorOf(shown);
  if (hasTaken(visit, door)) return "door-taken";
  const inside = door === undefined ? undefined : visit.scene.hall.inside(door);
  const isLeft = inside !== undefined && isOurs(visit, inside);
  return isLeft || !offers(shown, "door-nothing") ? "reopen" : "door-nothing";
}

/** Something else was forgotten: the same code once more, within the time that is allowed for that. */
export function isThanked(visit: Visit, shown: Shown, hands: Hands): Next {
  visit.holder.codeUsed ||= ends(visit) === "content" && !visit.wasBlind;
  return visit.errs() && visit.proofs < 2 ? scansCode(visit, shown, hands) : ends(visit);
}
