// What a clerk does at a door: deposit, take back, inspect. Starting the work and concluding it; the touches are staff-input.ts,
// and what an inspection finds is inspection.ts.
import { pickupOf } from "../applier.ts";
import { assert } from "../assert.ts";
import { STAYED_SHUT, doubt, doubtUnsettled, endGrant, grantDoor } from "../door/grant.ts";
import { type Draft, nextAsk, perform, record } from "../draft.ts";
import type { StaffAuthority } from "../facts.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import type { AnswerInput } from "../inputs.ts";
import { freeCompartment } from "../compartment/allocation.ts";
import { recordDeposit, recordUndo } from "../pickup/deposit.ts";
import { findAgain, mayBeFoundAgain } from "../pickup/found-again.ts";
import { tellTakenBack } from "../pickup/telling.ts";
import { type Grant, compartmentOf } from "../state.ts";
import { foundDocument, labelAnswered } from "./inspection.ts";
import { isDepositing, nextAnswered, noNext } from "./next-scan.ts";
import { uncommissioned } from "../technician/commissioning.ts";
import { staffStep } from "./person.ts";
import {
  type OnRound,
  isOnRound,
  isRoundWork,
  labelRead,
  labelStep,
  roundWork,
  skipped,
} from "./round.ts";
import { count, noteTrouble, uncount } from "./session.ts";
import { askWitness, witnessed } from "./witness.ts";
import { AGAIN_AFTER_MS, ATTEMPTS_MAX } from "./attempts.ts";
import type {
  Deposit,
  NextScan,
  RetrievalReason,
  Round,
  ScanRefusal,
  SignedIn,
  StaffStep,
  TakeBack,
  Undo,
  Work,
} from "./visit.ts";

/** A document's label was scanned: whose is it. */
export function scanDocument(draft: Draft, who: SignedIn, reference: string): void {
  const ask = nextAsk(draft);
  perform(draft, { kind: "look-up-document", ask, reference });
  staffStep(draft, { kind: "scan-looking", who, ask });
}

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

function refuseScan(draft: Draft, who: SignedIn, why: ScanRefusal): void {
  count(draft, "refused");
  staffStep(draft, { kind: "scan-refused", who, why });
}

/** An interrupted deposit: the document may lie in a compartment that a clerk has not looked into yet. */
const isDoubtful = (draft: Draft, pickup: PickupId): boolean =>
  Object.values(draft.durable.compartments).some(
    (c) => c.doubt !== undefined && !STAYED_SHUT.has(c.doubt) && c.last?.pickup === pickup,
  );

function startDeposit(draft: Draft, who: SignedIn, pickup: PickupId, next: NextScan): void {
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

export function takeBack(
  draft: Draft,
  who: SignedIn,
  compartment: CompartmentNumber,
  reason: RetrievalReason,
): void {
  const pickup = compartmentOf(draft.durable, compartment).holds;
  assert(pickup !== undefined, "the list of documents names a compartment without one");
  openForStaff(draft, who, { kind: "take-back", pickup, compartment, reason, round: undefined });
}

/** The next door of the round opens, now that the one before is done with; after the last one the clerk hears what came of it. */
export function goRound(draft: Draft, who: SignedIn, round: Round): void {
  const [compartment, ...left] = round.left;
  if (compartment === undefined) return staffStep(draft, { kind: "round-done", who, round });
  const work = roundWork(draft, compartment, { ...round, left });
  if (work === undefined) return goRound(draft, who, { ...round, left });
  openForStaff(draft, who, work);
}

/** Nothing can be said of this door: it waits for an inspection, and the round goes on. */
export function skipOnRound(draft: Draft, who: SignedIn, work: OnRound): void {
  giveUpDoor(draft, work);
  goRound(draft, who, skipped(work.round, work.compartment));
}

/** Its label is in the clerk's hand: the right document is out, unless the sensor says that something is still inside. */
function concludeOnRound(
  draft: Draft,
  who: SignedIn,
  work: OnRound,
  read: "own" | "foreign",
): void {
  const { item } = compartmentOf(draft.durable, work.compartment);
  if (read === "foreign" || item === "present") return skipOnRound(draft, who, work);
  retrieved(draft, who, work);
}

export function inspect(draft: Draft, who: SignedIn, compartment: CompartmentNumber): void {
  openForStaff(draft, who, { kind: "inspect", compartment, label: { kind: "unread" } });
}

export function openForStaff(draft: Draft, who: SignedIn, work: Work, attempt = 1): void {
  const authority = witnessed(draft, work, authorityOf(work));
  if (authority === undefined) return askWitness(draft, who, work);
  const granted = grantDoor(draft, { compartment: work.compartment, authority, attempt });
  if (granted.ok) return staffStep(draft, { kind: "opening", who, work });
  if (work.kind === "deposit") {
    doubtUnsettled(draft);
    return refuseScan(draft, who, "not-ready");
  }
  // Nothing was tried: its board is away, its bank stopped, or the door disabled.
  staffDoorStayed(draft, who, work, 0);
}

export function authorityOf(work: Work): StaffAuthority {
  switch (work.kind) {
    case "inspect":
      return { kind: "inspection" };
    case "deposit":
      return { kind: "deposit", pickup: work.pickup };
    case "undo":
      return { kind: "undo-deposit", pickup: work.pickup };
    case "take-back":
      return { kind: "retrieval", pickup: work.pickup };
  }
}

/** The door did not open for staff. Like a citizen they may push it, or ask again a second later. */
export function staffDoorStayed(draft: Draft, who: SignedIn, work: Work, attempt: number): void {
  const againAtMonoMs = draft.at.monoMs + AGAIN_AFTER_MS;
  noteTrouble(draft, work.compartment);
  if (isRoundWork(work)) return skipOnRound(draft, who, work);
  staffStep(draft, { kind: "door-failed", who, work, attempt, againAtMonoMs });
}

/** Staff turn to something else: a door that was fired at and stayed is out of service until somebody has looked. */
export function giveUpDoor(draft: Draft, work: Work): void {
  const wasFired = draft.durable.grant !== undefined;
  endGrant(draft, "not-opened");
  if (wasFired && compartmentOf(draft.durable, work.compartment).doubt === undefined)
    doubt(draft, work.compartment, "not-opened");
  doubtUnsettled(draft);
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

function settledOnRound(draft: Draft, who: SignedIn, work: OnRound): void {
  const { kind } = work.round.label;
  if (kind === "own" || kind === "foreign") return concludeOnRound(draft, who, work, kind);
  staffStep(draft, { kind: "check", who, work });
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

/** Without a sensor, a door seen open and closed by the clerk who put it in is the proof. */
function depositProven(draft: Draft, grant: Grant): boolean {
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

/** On the clerk's word: the document that was taken back or should not have gone in is in their hand. */
export function takenOut(draft: Draft, who: SignedIn, work: Undo | TakeBack): void {
  if (work.kind === "undo") return undone(draft, who, work);
  retrieved(draft, who, work);
}

/** Out again, and nobody has heard of it: announced as before. */
function undone(draft: Draft, who: SignedIn, { pickup, compartment }: Undo): void {
  recordUndo(draft, pickup, compartment);
  uncount(draft);
  staffStep(draft, { kind: "undone", who, compartment });
}

/**
 * Not taken out after all: the clerk has seen it lie there. What happened to its door since then is for an inspection; and so is a
 * deposit that somebody wanted undone, for whoever does has reason to think that another document was laid in: its label tells.
 */
export function leftInside(draft: Draft, who: SignedIn, work: Undo | TakeBack): void {
  const { kind, compartment } = work;
  const isDoubted = compartmentOf(draft.durable, compartment).doubt !== undefined;
  if (!isDoubted && kind === "undo") doubt(draft, compartment, "interrupted");
  if (!isDoubted && kind === "take-back")
    record(draft, { kind: "compartment-inspected", compartment, found: "document" });
  staffStep(draft, { kind: "finished", who });
}

function retrieved(draft: Draft, who: SignedIn, work: TakeBack): void {
  const { pickup, compartment, reason, round } = work;
  record(draft, { kind: "pickup-retrieved", pickup, compartment, reason });
  record(draft, { kind: "compartment-inspected", compartment, found: "empty" });
  tellTakenBack(draft, pickup, reason);
  count(draft, "retrieved");
  if (round === undefined) return staffStep(draft, { kind: "finished", who });
  goRound(draft, who, { ...round, taken: round.taken + 1 });
}
