// What a clerk finds behind a door in doubt: nothing, the document that should lie there, or another. A document is the one that
// its label says, never the one that the ledger expects: an old ledger knows nothing of what came in since.
import { knownPickup, pickupOf } from "../applier.ts";
import { type Draft, nextAsk, perform, queueMessage, record } from "../draft.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import type { AnswerInput } from "../inputs.ts";
import { recordDeposit } from "../pickup/deposit.ts";
import { type Durable, type Pickup, compartmentOf } from "../state.ts";
import { staffStep } from "./person.ts";
import type { Inspection, Label, SignedIn, StaffStep } from "./visit.ts";

/** Where a label tells what lies in the compartment: at its open door, or just after it closed. */
export type Looking = Extract<StaffStep, { readonly kind: "open" | "check" }>;

export function looksInside(step: StaffStep): step is Looking & { readonly work: Inspection } {
  return (step.kind === "open" || step.kind === "check") && step.work.kind === "inspect";
}

/** The same place and the same work, and something else is known of the label. */
function labelStep(draft: Draft, step: Looking, work: Inspection, label: Label): void {
  staffStep(draft, { ...step, work: { ...work, label } });
}

/** The label of the document that lies there was scanned: whose is it. */
export function scanFound(draft: Draft, step: Looking, work: Inspection, reference: string): void {
  const ask = nextAsk(draft);
  perform(draft, { kind: "look-up-document", ask, reference });
  labelStep(draft, step, work, { kind: "looking", ask });
}

export function labelAnswered(
  draft: Draft,
  step: Looking,
  { ask, pickup }: Extract<AnswerInput, { readonly kind: "document-looked-up" }>,
): void {
  if (!looksInside(step)) return;
  const { who, work } = step;
  if (work.label.kind !== "looking" || work.label.ask !== ask) return;
  const isOwn = pickup !== undefined && mayLieIn(draft.durable, work.compartment)?.id === pickup;
  if (step.kind === "check" && isOwn)
    return foundDocument(draft, who, { ...work, label: { kind: "own" } });
  labelStep(draft, step, work, { kind: isOwn ? "own" : "foreign" });
}

/** What a clerk saw settles every doubt about this compartment and the document that should be in it. */
export function foundEmpty(draft: Draft, who: SignedIn, { compartment }: Inspection): void {
  const pickup = mayLieIn(draft.durable, compartment);
  record(draft, { kind: "compartment-inspected", compartment, found: "empty" });
  if (pickup?.phase === "waiting")
    record(draft, { kind: "pickup-not-found", pickup: pickup.id, compartment });
  staffStep(draft, { kind: "finished", who });
}

/** A document lies there. Which one is asked, unless its label was read; nobody's stays doubtful until it was taken out. */
export function foundDocument(draft: Draft, who: SignedIn, work: Inspection): void {
  const { compartment } = work;
  const pickup = mayLieIn(draft.durable, compartment);
  if (pickup === undefined) return checks(draft, who, work, "foreign");
  if (work.label.kind !== "own") return checks(draft, who, work, "asked");
  record(draft, { kind: "compartment-inspected", compartment, found: "document" });
  if (pickup.phase === "announced") recordDeposit(draft, pickup.id, compartment);
  else revive(draft, pickup);
  staffStep(draft, { kind: "finished", who });
}

/** It has no label, or none that can be read: nobody can say whose it is. */
export function foundUnlabelled(draft: Draft, who: SignedIn, work: Inspection): void {
  if (work.label.kind === "asked") checks(draft, who, work, "foreign");
}

function checks(draft: Draft, who: SignedIn, work: Inspection, label: "asked" | "foreign"): void {
  staffStep(draft, { kind: "check", who, work: { ...work, label: { kind: label } } });
}

/** Opened once more: only a document that has to come out is still the same one. */
export const lookedIntoAgain = (work: Inspection): Inspection =>
  work.label.kind === "foreign" ? work : { ...work, label: { kind: "unread" } };

/** Whose document may lie here: the one that is held, or one whose deposit here was never settled here or elsewhere. */
function mayLieIn(durable: Durable, compartment: CompartmentNumber): Pickup | undefined {
  const { holds, last } = compartmentOf(durable, compartment);
  if (holds !== undefined) return pickupOf(durable, holds);
  const lastHere = pickupOf(durable, last?.pickup);
  return lastHere?.phase === "announced" ? lastHere : undefined;
}

/** It waits here, as the ledger has it: its codes are good again, or new. */
function revive(draft: Draft, pickup: Pickup): void {
  if (pickup.suspended !== undefined) record(draft, { kind: "pickup-resumed", pickup: pickup.id });
  if (pickup.codeUsed || pickup.suspended === "restored") renewCodes(draft, pickup.id);
}

/** No code works after use: a document that is still there gets new ones. */
function renewCodes(draft: Draft, id: PickupId): void {
  const pickup = knownPickup(draft.durable, id);
  record(draft, {
    kind: "code-reissued",
    pickup: id,
    which: "pin",
    counter: pickup.pinCounter + 1,
  });
  record(draft, { kind: "code-reissued", pickup: id, which: "qr", counter: pickup.qrCounter + 1 });
  // A code that opens nothing is not sent; who has heard of nothing yet hears of the document itself.
  if (pickup.dead === undefined && pickup.undoUntilMonoMs === undefined)
    queueMessage(draft, id, "code-renewed");
}
