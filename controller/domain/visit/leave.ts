// Somebody leaves, or ran out of time: what the step they were in means for the door and the document behind it.
import { doubt, doubtUnsettled, endGrant } from "../door/grant.ts";
import { type Draft, record } from "../draft.ts";
import { endVisit } from "./person.ts";
import { giveUpDoor } from "./staff-door.ts";
import { type CitizenStep, type StaffStep, isAtDoor, signedIn } from "./visit.ts";

/** Ends the visit. A door that is opening or open is not left this way: its watch decides. */
export function leave(draft: Draft, outcome: string): void {
  const { visit } = draft.live;
  if (visit.kind === "none" || isAtDoor(visit.step)) return;
  if (visit.kind === "citizen") settleCitizen(draft, visit.step, outcome);
  else settleStaff(draft, visit.step);
  endVisit(draft, outcome);
}

function settleCitizen(draft: Draft, step: CitizenStep, outcome: string): void {
  // Until now a door that jammed could still give way to this visit; from here on it opens late.
  if (step.kind === "jammed" || step.kind === "plan-b") endGrant(draft, "not-opened");
  // Left inside, by sensor or word: it may be fetched within the grace time. Otherwise nobody said whether it was taken.
  if (step.kind === "taken" && (step.stillInside || outcome === "left-inside"))
    return doubt(draft, step.compartment, "left-inside");
  doubtUnsettled(draft);
}

function settleStaff(draft: Draft, step: StaffStep): void {
  if (step.kind === "door-failed") giveUpDoor(draft, step.work);
  doubtUnsettled(draft);
  const who = signedIn(step);
  if (who !== undefined) record(draft, { kind: "staff-signed-out", staff: who.staff });
}
