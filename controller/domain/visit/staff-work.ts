// What a label that was looked up, a door that closed again, and another try at one mean to the work that is done there. The work itself
// is deposit-work.ts, taking-out.ts and inspection.ts; the touches are staff-input.ts.
import { endGrant } from "../door/grant.ts";
import type { Draft } from "../draft.ts";
import type { AnswerInput } from "../inputs.ts";
import { type Grant, compartmentOf } from "../state.ts";
import { ATTEMPTS_MAX } from "./attempts.ts";
import { depositProven, deposited, labelKnown, startDeposit } from "./deposit-work.ts";
import { foundDocument, labelAnswered } from "./inspection.ts";
import { isDepositing, nextAnswered } from "./next-scan.ts";
import { staffStep } from "./person.ts";
import { isOnRound, isRoundWork, labelRead, labelStep } from "./round.ts";
import { refuseScan } from "./scan-refused.ts";
import { giveUpDoor, openForStaff } from "./staff-door.ts";
import { concludeOnRound, settledOnRound, takenOut } from "./taking-out.ts";
import type { SignedIn, StaffStep, Work } from "./visit.ts";

export function answerLookUp(
  draft: Draft,
  answer: Extract<AnswerInput, { readonly kind: "document-looked-up" }>,
): void {
  const { visit } = draft.live;
  if (visit.kind !== "staff") return;
  const { step } = visit;
  if (isDepositing(step)) return nextAnswered(draft, step, answer);
  if (isOnRound(step)) {
    const read = labelRead(step, answer);
    if (read === undefined) return;
    if (step.kind === "open") return labelStep(draft, step, { kind: read });
    return concludeOnRound(draft, step.who, step.work, read);
  }
  if (step.kind === "open" || step.kind === "check") return labelAnswered(draft, step, answer);
  if (step.kind === "scan-looking" && step.ask === answer.ask)
    labelKnown(draft, step.who, answer.pickup);
}

type FailedDoor = Extract<StaffStep, { readonly kind: "door-failed" }>;

/** Asked again: a deposit goes behind another door, everything else can only be behind this one. */
export function tryAgainForStaff(
  draft: Draft,
  { who, work, attempt, againAtMonoMs }: FailedDoor,
): void {
  if (draft.at.monoMs < againAtMonoMs) return;
  if (work.kind === "deposit") {
    const { unsettled } = compartmentOf(draft.durable, work.compartment);
    giveUpDoor(draft, work);
    // It opened for this document before: that may lie in it.
    if (unsettled) return refuseScan(draft, who, "inside");
    return startDeposit(draft, who, work.pickup, work.next);
  }
  if (attempt >= ATTEMPTS_MAX) return;
  endGrant(draft, "not-opened");
  openForStaff(draft, who, work, attempt + 1);
}

/** Open, and closed for two seconds. A sensor that agrees saves the clerk a touch; otherwise the clerk's eyes decide. */
export function staffDoorSettled(draft: Draft, grant: Grant, who: SignedIn, work: Work): void {
  endGrant(draft, grant.opened === "seen" ? "opened" : "driven");
  if (work.kind === "deposit" && depositProven(draft, grant)) return deposited(draft, who, work);
  if (isRoundWork(work)) return settledOnRound(draft, who, work);
  if ((work.kind === "take-back" || work.kind === "undo") && grant.itemWentAbsent)
    return takenOut(draft, who, work);
  // Its label was read while the door was open, and nothing left since.
  if (work.kind === "inspect" && work.label.kind === "own" && !grant.itemWentAbsent)
    return foundDocument(draft, who, work);
  staffStep(draft, { kind: "check", who, work });
}
