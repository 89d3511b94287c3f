// A holder whose document was announced together with others of their household: fetches what the screen offers, gives the birth
// date of whoever it may be for, and errs by leaving the rest or by a wrong digit. What belongs to whom is written on the documents.
import type { Dossier, Shown } from "../front.ts";
import { offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import { type Visit, ends, goesBack, relativesOf, walksAwayMidway } from "./holder-visit.ts";
import { misread } from "./holder-code.ts";
import type { Next } from "./person.ts";

const DATES_MAX = 4;

export function opensNext(visit: Visit, shown: Shown, hands: Hands): Next {
  if (walksAwayMidway(visit)) return ends(visit);
  hands.choose(shown, visit.errs() ? "not-now" : "open-next");
  return "acted";
}

/** Of the first whose document nobody of the household has yet; who knows none leaves it. */
export function givesSomeonesDate(visit: Visit, shown: Shown, hands: Hands): Next {
  const { scene, holder } = visit;
  if (walksAwayMidway(visit)) return ends(visit);
  visit.dates += 1;
  const left = [holder.dossier, ...relativesOf(scene, holder.dossier)].filter(
    (each) => each.asksBirthDate && !isFetched(visit, each),
  );
  const next = left[(visit.dates - 1) % Math.max(1, left.length)];
  if (next === undefined || visit.dates > DATES_MAX) hands.choose(shown, "not-now");
  else hands.type(misread(visit, next.birthDate));
  return "acted";
}

const isFetched = ({ scene }: Visit, { document }: Dossier): boolean => {
  const place = scene.hall.whereIs(document);
  return place.kind === "hands" && place.by === "holder";
};

/** For one of them it is the counter; the others can still be fetched. */
export function isTurnedDown(visit: Visit, shown: Shown, hands: Hands): Next {
  if (!offers(shown, "next-of-group") || visit.errs()) {
    goesBack(visit, shown, hands);
    return ends(visit);
  }
  hands.choose(shown, "next-of-group");
  return "acted";
}
