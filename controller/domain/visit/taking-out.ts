// A document comes out again: taken back, on the round or by itself, or its deposit undone. What a clerk's word, a label or a sensor
// says of it, and what is written down then. The doors of a round are round.ts, opening them is staff-door.ts.
import { assert } from "../assert.ts";
import { doubt } from "../door/grant.ts";
import { type Draft, record } from "../draft.ts";
import type { CompartmentNumber } from "../ids.ts";
import { recordUndo } from "../pickup/deposit.ts";
import { tellTakenBack } from "../pickup/telling.ts";
import { compartmentOf } from "../state.ts";
import { staffStep } from "./person.ts";
import type { OnRound } from "./round.ts";
import { count, uncount } from "./session.ts";
import { goRound, openForStaff, skipOnRound } from "./staff-door.ts";
import type { RetrievalReason, SignedIn, TakeBack, Undo } from "./visit.ts";

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

export function settledOnRound(draft: Draft, who: SignedIn, work: OnRound): void {
  const { kind } = work.round.label;
  if (kind === "own" || kind === "foreign") return concludeOnRound(draft, who, work, kind);
  staffStep(draft, { kind: "check", who, work });
}

/** Its label is in the clerk's hand: the right document is out, unless the sensor says that something is still inside. */
export function concludeOnRound(
  draft: Draft,
  who: SignedIn,
  work: OnRound,
  read: "own" | "foreign",
): void {
  const { item } = compartmentOf(draft.durable, work.compartment);
  if (read === "foreign" || item === "present") return skipOnRound(draft, who, work);
  retrieved(draft, who, work);
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
