// What stands between a right code and a door, asked of the ledger and the policies alone: is the code in force, does staff have a
// word, is the document where it should be. Nothing is opened and nothing written here.
import { knownPickup } from "../applier.ts";
import { assert } from "../assert.ts";
import { birthDateEnded } from "../codes/budget.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import type { Policy } from "../site.ts";
import { type Pickup, type State, compartmentOf } from "../state.ts";

export type Known = Pick<State, "site" | "durable">;

export const policyOf = ({ site }: Known, pickup: Pickup): Policy | undefined =>
  site.policies.get(pickup.product);

/** Which codes of a pickup are in force: every re-issue counts one of its counters up. */
export const codesOf = (pickup: Pickup | undefined): number =>
  pickup === undefined ? 0 : pickup.pinCounter + pickup.qrCounter;

/**
 * A code that was re-issued while it was being checked is dead at once. The right code of a withdrawn document is answered like
 * a wrong one: the screen tells nobody that there ever was a document.
 */
export const isInForce = (pickup: Pickup, codes: number): boolean =>
  codes === codesOf(pickup) && pickup.dead !== "withdrawn" && pickup.end !== "withdrawn";

export const waitsForStaff = ({ proof }: Policy, pickup: Pickup): boolean =>
  (proof.staffRelease && !pickup.released) || (proof.birthDate && birthDateEnded(pickup));

export const owesOldDocument = ({ handInFirst }: Policy, { handedIn }: Pickup): boolean =>
  handInFirst && !handedIn;

/** What stands between a right code and its document, or `undefined`: nothing. */
export function holderRefusal(
  { durable }: Pick<Known, "durable">,
  pickup: Pickup,
): "not-here" | "needs-staff" | undefined {
  const { phase, dead, suspended, codeUsed, compartment } = pickup;
  if (phase !== "waiting" || dead !== undefined || compartment === undefined) return "not-here";
  const { doubt: doubtful, disabled } = compartmentOf(durable, compartment);
  const rests = suspended !== undefined || codeUsed;
  return rests || doubtful !== undefined || disabled !== undefined ? "needs-staff" : undefined;
}

/** "I forgot something" holds while nothing else was decided about the document. */
export const graceLives = (pickup: Pickup): boolean =>
  pickup.codeUsed && pickup.graceFromMonoMs !== undefined && pickup.dead === undefined;

export function placeOf({ durable }: Pick<Known, "durable">, pickup: PickupId): CompartmentNumber {
  const { compartment } = knownPickup(durable, pickup);
  assert(compartment !== undefined, "a right code of a document that lies nowhere");
  return compartment;
}
