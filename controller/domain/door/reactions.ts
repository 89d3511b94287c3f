// The door, second half: what an outcome means for the document and for whoever stands there. A grant without a visit
// (after a restart) ends in doubt: nobody watched, so a clerk must look.
import { assert } from "../assert.ts";
import { type Draft, raiseAlarm, record } from "../draft.ts";
import type { GrantOutcome } from "../facts.ts";
import type { PickupId } from "../ids.ts";
import type { Grant } from "../state.ts";
import { holderDoorSettled, holderDoorStayed, planB } from "../visit/citizen-door.ts";
import { endVisit, citizenStep, staffStep } from "../visit/person.ts";
import { handInSettled } from "../visit/hand-in-door.ts";
import { staffDoorStayed } from "../visit/staff-door.ts";
import { staffDoorSettled } from "../visit/staff-work.ts";
import { ATTEMPTS_MAX } from "../visit/attempts.ts";
import type { SignedIn, Work } from "../visit/visit.ts";
import {
  testLeftOpen,
  testedDoorFailed,
  testedDoorSettled,
  testedDoorStayed,
} from "../technician/door-test.ts";
import type { DoorTest } from "../technician/places.ts";
import { doubt, endGrant } from "./grant.ts";

/** Who is waiting at the granted door. */
type Waiting =
  | { readonly kind: "holder"; readonly pickup: PickupId }
  | { readonly kind: "staff"; readonly who: SignedIn; readonly work: Work }
  | { readonly kind: "test"; readonly who: SignedIn; readonly test: DoorTest }
  | { readonly kind: "nobody" };

const STAFF_AT_DOOR: ReadonlySet<string> = new Set(["opening", "open", "door-failed"]);

/** Staff cannot sign in while a grant of an earlier run is live: who stands at a door stands at the granted one. */
function waitingAt(draft: Draft, grant: Grant): Waiting {
  const { visit } = draft.live;
  if (visit.kind === "staff" && STAFF_AT_DOOR.has(visit.step.kind) && "work" in visit.step)
    return { kind: "staff", who: visit.step.who, work: visit.step.work };
  if (visit.kind === "staff" && visit.step.kind === "testing")
    return { kind: "test", who: visit.step.who, test: visit.step.test };
  if (visit.kind !== "citizen" || !("pickup" in grant.authority)) return { kind: "nobody" };
  const { kind } = visit.step;
  const here = kind === "opening" || kind === "open" || kind === "jammed" || kind === "plan-b";
  return here ? { kind: "holder", pickup: grant.authority.pickup } : { kind: "nobody" };
}

/** The granted door is open: seen, or driven where nothing can see it. */
export function doorOpened(draft: Draft, grant: Grant): void {
  if (
    grant.opened === "seen" &&
    grant.authority.kind === "collection" &&
    !isUsed(draft, grant.authority.pickup)
  )
    record(draft, { kind: "code-used", pickup: grant.authority.pickup });
  const waiting = waitingAt(draft, grant);
  const { compartment } = grant;
  if (waiting.kind === "holder")
    citizenStep(draft, { kind: "open", pickup: waiting.pickup, compartment });
  if (waiting.kind === "staff")
    staffStep(draft, { kind: "open", who: waiting.who, work: waiting.work });
  if (waiting.kind === "nobody") endUnwatched(draft, grant);
}

const isUsed = (draft: Draft, pickup: PickupId): boolean =>
  draft.durable.pickups.get(pickup)?.codeUsed === true;

/** Opened, and closed again for two seconds. */
export function doorSettled(draft: Draft, grant: Grant): void {
  const waiting = waitingAt(draft, grant);
  // Nobody else keeps a grant alive behind a door that has opened.
  assert(waiting.kind !== "nobody", "a door settles that nobody stands at");
  if (waiting.kind === "holder")
    return grant.authority.kind === "hand-in"
      ? handInSettled(draft, grant)
      : holderDoorSettled(draft, grant, waiting.pickup);
  if (waiting.kind === "test") return testedDoorSettled(draft, grant, waiting.who, waiting.test);
  staffDoorSettled(draft, grant, waiting.who, waiting.work);
}

/** It opened, but nobody was there to say what happened: the code is used, a clerk looks. */
export function endUnwatched(draft: Draft, grant: Grant): void {
  if (grant.authority.kind === "collection" && !isUsed(draft, grant.authority.pickup))
    record(draft, { kind: "code-used", pickup: grant.authority.pickup });
  endGrant(draft, grant.opened === "driven" ? "driven" : "opened", "nobody watched");
  doubt(draft, grant.compartment, "interrupted");
}

/** The coil was driven and no edge followed. The grant stays alive while its visit does. */
export function doorStayed(draft: Draft, grant: Grant): void {
  const waiting = waitingAt(draft, grant);
  if (waiting.kind === "holder") return holderDoorStayed(draft, grant, waiting.pickup);
  if (waiting.kind === "test") return testedDoorStayed(draft, waiting.who, waiting.test);
  if (waiting.kind === "staff")
    return staffDoorStayed(draft, waiting.who, waiting.work, grant.attempt);
  endGrant(draft, "not-opened");
}

/** Proven that no pulse happened: the code is as good as before. */
export function doorNotFired(draft: Draft, grant: Grant, detail: string): void {
  const waiting = waitingAt(draft, grant);
  endGrant(draft, "not-fired", detail);
  if (waiting.kind === "holder") holderDoorStayed(draft, grant, waiting.pickup);
  if (waiting.kind === "staff") staffDoorStayed(draft, waiting.who, waiting.work, grant.attempt);
  if (waiting.kind === "test") testedDoorFailed(draft, waiting.who, waiting.test, "not-fired");
}

/** The coil is broken: trying again would not help. */
export function doorFaulted(draft: Draft, grant: Grant, detail: string): void {
  const waiting = waitingAt(draft, grant);
  endGrant(draft, "fault", detail);
  if (waiting.kind === "holder")
    return planB(draft, grant.compartment, "door-not-opened", "drive-fault");
  doubt(draft, grant.compartment, "drive-fault");
  if (waiting.kind === "test") testedDoorFailed(draft, waiting.who, waiting.test, "fault");
  if (waiting.kind === "staff") staffDoorStayed(draft, waiting.who, waiting.work, ATTEMPTS_MAX);
}

/** Nobody can say whether it fired or opened: the code rests and the compartment is out of service. */
export function doorUnknown(draft: Draft, grant: Grant, detail: string): void {
  const waiting = waitingAt(draft, grant);
  endGrant(draft, "unknown", detail);
  if (waiting.kind === "holder")
    return planB(draft, grant.compartment, "outcome-unknown", "outcome-unknown");
  raiseAlarm(draft, "outcome-unknown", { compartment: grant.compartment });
  doubt(draft, grant.compartment, "outcome-unknown");
  if (waiting.kind === "test") testedDoorFailed(draft, waiting.who, waiting.test, "unknown");
  if (waiting.kind === "staff") staffDoorStayed(draft, waiting.who, waiting.work, ATTEMPTS_MAX);
}

/** Still open after two minutes: the visit ends, the document is exposed until the door closes. */
export function doorLeftOpen(draft: Draft, grant: Grant): void {
  const outcome: GrantOutcome = grant.opened === "driven" ? "driven" : "left-open";
  const waiting = waitingAt(draft, grant);
  endGrant(draft, outcome);
  doubt(draft, grant.compartment, "left-open");
  if (waiting.kind === "test") testLeftOpen(draft, waiting.test);
  if (waiting.kind === "staff" || waiting.kind === "test")
    record(draft, { kind: "staff-signed-out", staff: waiting.who.staff });
  endVisit(draft, "left-open");
}
