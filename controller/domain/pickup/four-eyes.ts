// Which doors open only to two members of staff: those about a document whose policy asks four eyes (ADR 0029). By the rules in force
// now. Who the two are, and how they prove it, is the visit's.
import { pickupOf } from "../applier.ts";
import type { Authority } from "../facts.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import type { Site } from "../site.ts";
import { type Durable, compartmentOf } from "../state.ts";

type Known = { readonly site: Site; readonly durable: Durable };

/** A door of staff that is to be opened, and for what. */
type StaffDoor = { readonly compartment: CompartmentNumber; readonly authority: Authority };

export function asksFourEyes(known: Known, { compartment, authority }: StaffDoor): boolean {
  switch (authority.kind) {
    case "deposit":
    case "undo-deposit":
    case "retrieval":
      return isForFourEyes(known, authority.pickup);
    case "inspection":
      return mayHideOne(known, compartment);
    // A holder's own, or a door behind which nothing lies.
    case "collection":
    case "grace-reopen":
    case "hand-in":
    case "self-test":
      return false;
  }
}

/** Of a pickup that was forgotten since, nobody can say any more what was asked. */
function isForFourEyes({ site, durable }: Known, id: PickupId): boolean {
  const pickup = pickupOf(durable, id);
  if (pickup === undefined) return anyAsks(site);
  return site.policies.get(pickup.product)?.fourEyes === true;
}

/**
 * What lies behind a door in doubt, or may still lie there: also the document of a pickup that ended, where only its holder said that
 * it was taken, and the old one that was handed in. After a restore it may be anybody's.
 */
function mayHideOne(known: Known, compartment: CompartmentNumber): boolean {
  const { holds, last, doubt } = compartmentOf(known.durable, compartment);
  if (doubt === "restored") return anyAsks(known.site);
  return [holds, last?.pickup].some((id) => id !== undefined && isForFourEyes(known, id));
}

const anyAsks = ({ policies }: Site): boolean =>
  [...policies.values()].some(({ fourEyes }) => fourEyes);
