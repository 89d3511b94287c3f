// Trying the scanner: what it read is told by kind and length. The content goes nowhere, not even into the state.
import type { Draft } from "../draft.ts";
import { BADGE_PREFIX } from "../visit/staff-sign-in.ts";
import type { SignedIn, Visit } from "../visit/visit.ts";
import type { Scanned } from "./places.ts";
import { goTo } from "./workshop.ts";

const QR_PREFIX = "L24:";

/** Whoever tries the scanner, if somebody does. */
export const scannerTester = (visit: Visit): SignedIn | undefined =>
  visit.kind === "staff" && visit.step.kind === "workshop" && visit.step.place.kind === "scanner"
    ? visit.step.who
    : undefined;

export function echoScan(draft: Draft, who: SignedIn, text: string): void {
  goTo(draft, who, { kind: "scanner", scanned: { what: kindOf(text), length: text.length } });
}

function kindOf(text: string): Scanned["what"] {
  if (text.startsWith(QR_PREFIX)) return "qr";
  return text.startsWith(BADGE_PREFIX) ? "badge" : "other";
}
