// Putting a document in, from its label to the next one's: whose it is, whether it may go in, behind which door, and when it counts as
// in. The label that is scanned meanwhile is next-scan.ts.
import { pickupOf } from "../applier.ts";
import { freeCompartment } from "../compartment/allocation.ts";
import { STAYED_SHUT } from "../door/grant.ts";
import { type Draft, nextAsk, perform, record } from "../draft.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import { recordDeposit } from "../pickup/deposit.ts";
import { findAgain, mayBeFoundAgain } from "../pickup/found-again.ts";
import { type Grant, compartmentOf } from "../state.ts";
import { uncommissioned } from "../technician/commissioning.ts";
import { noNext } from "./next-scan.ts";
import { staffStep } from "./person.ts";
import { refuseScan } from "./scan-refused.ts";
import { count } from "./session.ts";
import { openForStaff } from "./staff-door.ts";
import type { Deposit, NextScan, SignedIn } from "./visit.ts";

/** A document's label was scanned: whose is it. */
export function scanDocument(draft: Draft, who: SignedIn, reference: string): void {
  const ask = nextAsk(draft);
  perform(draft, { kind: "look-up-document", ask, reference });
  staffStep(draft, { kind: "scan-looking", who, ask });
}

/** It is known whose label was scanned: its document goes in, or the screen says why not. */
export function labelKnown(draft: Draft, who: SignedIn, scanned: PickupId | undefined): void {
  const pickup = pickupOf(draft.durable, scanned);
  if (pickup === undefined) return refuseScan(draft, who, "unknown");
  if (pickup.phase === "waiting") return refuseScan(draft, who, "inside");
  if (mayBeFoundAgain(pickup)) findAgain(draft, pickup.id);
  else if (pickup.phase === "ended") return refuseScan(draft, who, "ended");
  if (isDoubtful(draft, pickup.id)) return refuseScan(draft, who, "inside");
  startDeposit(draft, who, pickup.id, noNext);
}

/** An interrupted deposit: the document may lie in a compartment that a clerk has not looked into yet. */
const isDoubtful = (draft: Draft, pickup: PickupId): boolean =>
  Object.values(draft.durable.compartments).some(
    (c) => c.doubt !== undefined && !STAYED_SHUT.has(c.doubt) && c.last?.pickup === pickup,
  );

export function startDeposit(draft: Draft, who: SignedIn, pickup: PickupId, next: NextScan): void {
  // Nothing new comes in before every door was walked.
  if (uncommissioned(draft).length > 0) return refuseScan(draft, who, "not-ready");
  const free = freeCompartment(draft, pickup);
  if (!free.ok) return refuseScan(draft, who, free.error);
  openForStaff(draft, who, { kind: "deposit", pickup, compartment: free.value, next });
}

/** Done with one document: the next one's door opens, if its label was scanned meanwhile. */
function goOn(
  draft: Draft,
  who: SignedIn,
  { next }: Deposit,
  putIn: CompartmentNumber | undefined,
): void {
  switch (next.kind) {
    case "none":
      return staffStep(draft, { kind: "scan", who, deposited: putIn });
    case "looking":
      return staffStep(draft, { kind: "scan-looking", who, ask: next.ask });
    case "kept":
      return labelKnown(draft, who, next.pickup);
  }
}

/** Without a sensor, a door seen open and closed by the clerk who put it in is the proof. */
export function depositProven(draft: Draft, grant: Grant): boolean {
  const sensor = draft.site.compartments.get(grant.compartment)?.itemSensor === true;
  const { item } = compartmentOf(draft.durable, grant.compartment);
  return grant.opened === "seen" && (!sensor || item === "present");
}

export function deposited(draft: Draft, who: SignedIn, work: Deposit): void {
  recordDeposit(draft, work.pickup, work.compartment);
  count(draft, "loaded");
  goOn(draft, who, work, work.compartment);
}

export function depositEmpty(draft: Draft, who: SignedIn, work: Deposit): void {
  // Nothing was put in, and the clerk has looked: the compartment is as free as before.
  record(draft, {
    kind: "compartment-inspected",
    compartment: work.compartment,
    found: "empty",
  });
  goOn(draft, who, work, undefined);
}
