// The old document comes first where the policy asks it: a free compartment opens for it, and only what lies behind a closed door
// counts. Proof and collection are elsewhere; a clerk takes the old document out, as out of any compartment that is in doubt.
import { freeCompartment } from "../compartment/allocation.ts";
import { mayOpen } from "../door/grant.ts";
import { type Draft, record } from "../draft.ts";
import { openDoor } from "./citizen-door.ts";
import { placeOf } from "./holder-rules.ts";
import { citizenStep } from "./person.ts";
import type { Proof } from "./visit.ts";

/**
 * Said before anything opens: where there is no room for the old document, or no way to the new one, there is a counter.
 * `agreed`: the holder has it with them. The proof was asked again just before, since meanwhile a code may have died.
 */
export function takeOldDocument(draft: Draft, proof: Proof, agreed: boolean): void {
  const { pickup, method } = proof;
  const own = {
    compartment: placeOf(draft, pickup),
    authority: { kind: "collection", pickup },
  } as const;
  if (!mayOpen(draft, own)) return citizenStep(draft, { kind: "needs-staff" });
  const free = freeCompartment(draft, pickup);
  if (!free.ok) return citizenStep(draft, { kind: "needs-staff", why: "no-room" });
  if (!agreed) return citizenStep(draft, { kind: "hand-in", proof }, { proven: proof });
  record(draft, { kind: "proof-given", method, pickup });
  openDoor(draft, { kind: "hand-in", pickup, compartment: free.value }, 1);
}
