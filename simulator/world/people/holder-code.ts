// How a holder proves it is theirs: shows the QR or types the code, and their birth date where that is asked.
// Errs by one wrong digit, by the code of an older mail, or by giving up.
import type { Shown } from "../front.ts";
import { offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import { type Visit, ends, goesAway, goesBack, walksAwayMidway } from "./holder-visit.ts";
import type { Next } from "./person.ts";
import type { Phone } from "./scene.ts";

const PROOFS_MAX = 4;

export function proves(visit: Visit, shown: Shown, hands: Hands): Next {
  if (visit.proofs >= PROOFS_MAX || (visit.proofs > 0 && ends(visit) === "content"))
    return ends(visit);
  if (!visit.types && visit.holder.phone.qr !== undefined) return scansCode(visit, shown, hands);
  if (visit.holder.phone.typed === undefined) return "leaves";
  hands.choose(shown, "type-code");
  visit.proofs += 1;
  return "acted";
}

/** The newest mail's, or by mistake the one before. */
const phoneOf = ({ holder, errs }: Visit): Phone =>
  holder.oldPhone !== undefined && errs() ? holder.oldPhone : holder.phone;

export function scansCode(visit: Visit, _shown: Shown, hands: Hands): Next {
  visit.proofs += 1;
  visit.doneAt = undefined;
  const { qr } = phoneOf(visit);
  if (qr === undefined || visit.proofs > PROOFS_MAX) return ends(visit);
  hands.scan(qr, "code");
  return "acted";
}

export function typesCode(visit: Visit, shown: Shown, hands: Hands): Next {
  visit.doneAt = undefined;
  const { typed } = phoneOf(visit);
  if (typed === undefined) {
    hands.choose(shown, "stop");
    return "leaves";
  }
  if (walksAwayMidway(visit)) return "leaves";
  hands.type(misread(visit, typed), "code");
  return "acted";
}

export function typesBirthDate(visit: Visit, _shown: Shown, hands: Hands): Next {
  if (walksAwayMidway(visit)) return "leaves";
  hands.type(misread(visit, visit.holder.dossier.birthDate));
  return "acted";
}

export function misread({ errs, holder }: Visit, digits: string): string {
  if (!errs()) return digits;
  const at = holder.chance.below(digits.length);
  const other = (Number(digits[at]) + 1 + holder.chance.below(9)) % 10;
  return digits.slice(0, at) + String(other) + digits.slice(at + 1);
}

export function triesAgain(visit: Visit, shown: Shown, hands: Hands): Next {
  if (visit.proofs >= PROOFS_MAX) return goesAway(visit, shown, hands);
  // It was the date of another one of the household that was wrong: it is asked again.
  if (visit.dates > 0 && offers(shown, "try-again")) {
    hands.choose(shown, "try-again");
    return "acted";
  }
  if (!visit.types || !offers(shown, "try-again")) {
    visit.types = false;
    return scansCode(visit, shown, hands);
  }
  visit.proofs += 1;
  hands.choose(shown, "try-again");
  return "acted";
}

export function showsInstead(visit: Visit, shown: Shown, hands: Hands): Next {
  visit.types = false;
  return goesBack(visit, shown, hands);
}
