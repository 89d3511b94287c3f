// The door from the citizen's side: opening, a jam and plan B, open, taken. It reacts to what the door was seen to do.
import { knownPickup } from "../applier.ts";
import { assert } from "../assert.ts";
import { doubt, endGrant, grantDoor } from "../door/grant.ts";
import { type Draft, queueMessage, raiseAlarm, record } from "../draft.ts";
import type { AlarmKind, Doubt } from "../facts.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import { type Grant, compartmentOf } from "../state.ts";
import { AGAIN_AFTER_MS, ATTEMPTS_MAX } from "./attempts.ts";
import { afterDoor } from "./group.ts";
import { graceLives, holderRefusal, placeOf } from "./holder-rules.ts";
import { citizenStep } from "./person.ts";
import type { CitizenStep, HolderAuthority } from "./visit.ts";

export function openForHolder(
  draft: Draft,
  pickup: PickupId,
  kind: "collection" | "grace-reopen",
): void {
  openDoor(draft, { kind, pickup, compartment: placeOf(draft, pickup) }, 1);
}

/** For whoever stands there with a right code. */
export function openDoor(
  draft: Draft,
  door: {
    readonly kind: HolderAuthority;
    readonly pickup: PickupId;
    readonly compartment: CompartmentNumber;
  },
  attempt: number,
): void {
  const { kind, pickup, compartment } = door;
  const granted = grantDoor(draft, { compartment, authority: { kind, pickup }, attempt }).ok;
  citizenStep(draft, granted ? { kind: "opening", pickup, compartment } : { kind: "needs-staff" });
}

/** The door did not move. Its grant may stay alive: a push can still open it, and that is this visit's opening. */
export function holderDoorStayed(draft: Draft, grant: Grant, pickup: PickupId): void {
  if (grant.attempt >= ATTEMPTS_MAX)
    return planB(draft, grant.compartment, "door-not-opened", "not-opened");
  citizenStep(draft, {
    kind: "jammed",
    pickup,
    compartment: grant.compartment,
    authority: holderAuthority(grant),
    attempt: grant.attempt,
    againAtMonoMs: draft.at.monoMs + AGAIN_AFTER_MS,
  });
}

function holderAuthority({ authority: { kind } }: Grant): HolderAuthority {
  return kind === "grace-reopen" || kind === "hand-in" ? kind : "collection";
}

/** The person asks again: a new grant under its own rule, never the old one again. */
export function tryDoorAgain(
  draft: Draft,
  step: Extract<CitizenStep, { readonly kind: "jammed" }>,
): void {
  if (draft.at.monoMs < step.againAtMonoMs) return;
  endGrant(draft, "not-opened");
  const refused = refusedAgain(draft, step);
  if (refused !== undefined) return citizenStep(draft, { kind: refused });
  const { authority: kind, pickup, compartment } = step;
  openDoor(draft, { kind, pickup, compartment }, step.attempt + 1);
}

/** Since the last try the document may have been withdrawn, or its compartment have come into doubt. */
function refusedAgain(
  draft: Draft,
  { pickup: id, authority, compartment }: Extract<CitizenStep, { readonly kind: "jammed" }>,
): "not-here" | "needs-staff" | undefined {
  const pickup = knownPickup(draft.durable, id);
  if (authority === "hand-in" && compartmentOf(draft.durable, compartment).doubt !== undefined)
    return "needs-staff";
  if (authority !== "grace-reopen") return holderRefusal(draft, pickup);
  return graceLives(pickup) ? undefined : "needs-staff";
}

/** A reference number, what happens next, staff alerted, the compartment out of service until somebody looked. */
export function planB(
  draft: Draft,
  compartment: CompartmentNumber,
  alarm: AlarmKind,
  why: Doubt,
): void {
  const reference = raiseAlarm(draft, alarm, { compartment });
  doubt(draft, compartment, why);
  citizenStep(draft, { kind: "plan-b", reference, why });
}

/** Open, closed for two seconds: collected if the sensor proves it, else the holder is asked. */
export function holderDoorSettled(draft: Draft, grant: Grant, id: PickupId): void {
  const { compartment } = grant;
  endGrant(draft, grant.opened === "seen" ? "opened" : "driven");
  if (knownPickup(draft.durable, id).phase === "ended") return regraced(draft, compartment);
  if (grant.opened !== "seen") {
    doubt(draft, compartment, "outcome-unknown");
    return afterDoor(draft);
  }
  if (grant.itemWentAbsent) return collect(draft, id, compartment, "item-sensor");
  const { item } = compartmentOf(draft.durable, compartment);
  citizenStep(draft, {
    kind: "taken",
    pickup: id,
    compartment,
    stillInside: item === "present",
  });
}

/** The holder came back for something within the grace time; the pickup itself ended before. */
function regraced(draft: Draft, compartment: CompartmentNumber): void {
  if (compartmentOf(draft.durable, compartment).item === "present")
    doubt(draft, compartment, "sensor-disagrees");
  afterDoor(draft);
}

function collect(
  draft: Draft,
  pickup: PickupId,
  compartment: CompartmentNumber,
  proof: "item-sensor" | "holder-confirmed",
): void {
  record(draft, { kind: "pickup-collected", pickup, compartment, proof });
  // The sensor proves the compartment empty; a word makes it presumed empty, and only a clerk may open it next.
  if (proof === "holder-confirmed") doubt(draft, compartment, "presumed-empty");
  queueMessage(draft, pickup, "document-collected");
  const { visit } = draft.live;
  assert(visit.kind === "citizen", "a document is collected by nobody");
  afterDoor(draft, { collected: visit.collected + 1 });
}

/** "I have my document." The sensor may disagree: then nobody is believed before a clerk has looked. */
export function confirmTaken(draft: Draft, pickup: PickupId, compartment: CompartmentNumber): void {
  if (compartmentOf(draft.durable, compartment).item !== "present")
    return collect(draft, pickup, compartment, "holder-confirmed");
  doubt(draft, compartment, "sensor-disagrees");
  afterDoor(draft);
}

/** "There was nothing in it." */
export function reportEmpty(draft: Draft, compartment: CompartmentNumber): void {
  planB(draft, compartment, "reported-empty", "reported-empty");
}

/** A driven door that nothing can see: the person says it is done. */
export function leaveDrivenDoor(draft: Draft, { compartment }: Grant): void {
  endGrant(draft, "driven");
  doubt(draft, compartment, "outcome-unknown");
  afterDoor(draft);
}
