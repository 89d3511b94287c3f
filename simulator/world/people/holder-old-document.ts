// A holder who hands in an old document before the new one: says that it is there, lays it in, closes the door, and is asked where
// nothing looks. Errs by a card left at home, a door closed on nothing, or a word that is not so.
import type { Shown } from "../front.ts";
import { doorOf, offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import { type Visit, ends, walksAwayMidway } from "./holder-visit.ts";
import type { Next } from "./person.ts";

const nameOf = ({ holder }: Visit): string => `${holder.dossier.document}-OLD`;

export function saysItIsThere(visit: Visit, shown: Shown, hands: Hands): Next {
  hands.choose(shown, visit.errs() ? "no-old-document" : "open-hand-in");
  return "acted";
}

export function laysItIn(visit: Visit, shown: Shown, hands: Hands): Next {
  const door = doorOf(shown);
  if (door === undefined) return "waits";
  if (!visit.scene.hall.isOpen(door)) {
    if (!offers(shown, "door-closed")) return "waits";
    hands.choose(shown, "door-closed");
    return "acted";
  }
  if (visit.doneAt !== door) {
    visit.doneAt = door;
    if (!visit.errs() && visit.scene.hall.inside(door) === undefined)
      hands.put(nameOf(visit), door);
    return "acted";
  }
  if (visit.errs()) return ends(visit);
  hands.close(shown, door);
  return "acted";
}

export function saysWhetherItIsIn(visit: Visit, shown: Shown, hands: Hands): Next {
  if (walksAwayMidway(visit)) return ends(visit);
  const door = doorOf(shown);
  const isIn = door !== undefined && visit.scene.hall.inside(door) !== undefined;
  hands.choose(shown, isIn === visit.errs() ? "deposit-empty" : "deposit-in");
  return "acted";
}
