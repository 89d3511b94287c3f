// A holder who has lost the message: asks at the screen for the code again, by the number and the birth date that the town hall knows,
// errs by one wrong digit, and goes. The message that comes brings them back.
import type { Shown } from "../front.ts";
import { offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import { misread } from "./holder-code.ts";
import { type Visit, goesAway, goesBack, walksAwayMidway } from "./holder-visit.ts";
import type { Next } from "./person.ts";

const ASKINGS_MAX = 2;

export function looksForHelp(visit: Visit, shown: Shown, hands: Hands): Next {
  if (visit.askings >= ASKINGS_MAX) return "leaves";
  hands.choose(shown, "no-code");
  return "acted";
}

export function readsHelp(visit: Visit, shown: Shown, hands: Hands): Next {
  if (!visit.holder.hasLostCode || !offers(shown, "send-again"))
    return goesBack(visit, shown, hands);
  if (visit.askings >= ASKINGS_MAX) return goesAway(visit, shown, hands);
  visit.askings += 1;
  hands.choose(shown, "send-again");
  return "acted";
}

/** As people type it at home. */
export function typesTelephone(visit: Visit, _shown: Shown, hands: Hands): Next {
  if (walksAwayMidway(visit)) return "leaves";
  hands.type(misread(visit, visit.holder.dossier.telephone.replace("+32", "0")));
  return "acted";
}

/** Some do not believe it, and ask once more. */
export function looksAtTelephone(visit: Visit, shown: Shown, hands: Hands): Next {
  hands.choose(shown, "back");
  return visit.errs() ? "acted" : "leaves";
}
