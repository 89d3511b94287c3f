// The door that opened for an old document, closed again: what counts as handed in, and the collection that then goes on.
// A word without a sensor is believed of what comes in, as with a clerk's deposit; a word against the sensor never is.
import { assert } from "../assert.ts";
import { doubt, doubtUnsettled, endGrant } from "../door/grant.ts";
import { type Draft, record } from "../draft.ts";
import type { CompartmentNumber } from "../ids.ts";
import { type Grant, compartmentOf } from "../state.ts";
import { continueProof } from "./citizen-proof.ts";
import { citizenStep } from "./person.ts";
import type { CitizenStep, Proof } from "./visit.ts";

function provenHere(draft: Draft): Proof {
  const { visit } = draft.live;
  assert(visit.kind === "citizen" && visit.proven !== undefined, "nobody proved a hand-in");
  return visit.proven;
}

/** Open, closed for two seconds. A door that nobody saw move proves nothing. */
export function handInSettled(draft: Draft, grant: Grant): void {
  const { compartment } = grant;
  if (grant.opened !== "seen") return leaveUnseen(draft, grant);
  endGrant(draft, "opened");
  if (compartmentOf(draft.durable, compartment).item === "present")
    return handedIn(draft, compartment, "item-sensor");
  citizenStep(draft, { kind: "hand-in-check", compartment });
}

/** "I closed the door" that nothing can see: a clerk has to look, and staff go on from there. */
export function leaveUnseen(draft: Draft, { compartment }: Grant): void {
  endGrant(draft, "driven");
  doubt(draft, compartment, "outcome-unknown");
  citizenStep(draft, { kind: "needs-staff" });
}

function handedIn(
  draft: Draft,
  compartment: CompartmentNumber,
  by: "item-sensor" | "holder-confirmed",
): void {
  const proof = provenHere(draft);
  record(draft, { kind: "old-document-handed-in", pickup: proof.pickup, compartment, proof: by });
  doubt(draft, compartment, "old-document");
  continueProof(draft, proof);
}

/** "Is your old document inside?" */
export function handInChoice(
  draft: Draft,
  { compartment }: Extract<CitizenStep, { readonly kind: "hand-in-check" }>,
  choice: string,
): void {
  if (choice === "deposit-in") {
    if (compartmentOf(draft.durable, compartment).item !== "absent")
      return handedIn(draft, compartment, "holder-confirmed");
    doubt(draft, compartment, "sensor-disagrees");
    return citizenStep(draft, { kind: "needs-staff" });
  }
  if (choice !== "deposit-empty") return;
  doubtUnsettled(draft);
  citizenStep(draft, { kind: "needs-staff" });
}
