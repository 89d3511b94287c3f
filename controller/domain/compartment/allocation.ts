// Which compartment takes the next document: free, known to be closed, on a board that answers; low ones are kept for who asked.
import { assert } from "../assert.ts";
import type { Draft } from "../draft.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import { SECOND_MS } from "../moment.ts";
import type { CompartmentSite } from "../site.ts";
import { compartmentOf, liveBoard } from "../state.ts";

/** Reachable from a wheelchair: EN 301 549 8.3, stricter by design: 400 to 1100 mm above the floor. */
const isLow = (compartment: CompartmentSite): boolean =>
  compartment.heightMm >= 400 && compartment.heightMm <= 1100;

function inSomebodysGrace(draft: Draft, number: CompartmentNumber): boolean {
  return [...draft.durable.pickups.values()].some((pickup) => {
    if (pickup.compartment !== number || pickup.graceFromMonoMs === undefined) return false;
    const policy = draft.site.policies.get(pickup.product);
    assert(policy !== undefined, "a grace of this run began under a policy in use");
    return draft.at.monoMs - pickup.graceFromMonoMs <= policy.graceReopenSeconds * SECOND_MS;
  });
}

function isFree(draft: Draft, site: CompartmentSite): boolean {
  const state = compartmentOf(draft.durable, site.number);
  return (
    state.holds === undefined &&
    state.doubt === undefined &&
    state.disabled === undefined &&
    state.door === "closed" &&
    state.item !== "present" &&
    liveBoard(draft.live, site.board).doorsKnown &&
    draft.durable.boards[site.board]?.stopped === undefined &&
    !inSomebodysGrace(draft, site.number)
  );
}

/** Lowest number first, so that two terminals with one history choose alike. */
export function freeCompartment(draft: Draft, pickup: PickupId): CompartmentNumber | undefined {
  const wantsLow = draft.durable.pickups.get(pickup)?.lowCompartment === true;
  const free = [...draft.site.compartments.values()].filter((site) => isFree(draft, site));
  const best = free.toSorted(
    (a, b) => Number(isLow(a) !== wantsLow) - Number(isLow(b) !== wantsLow) || a.number - b.number,
  );
  // A low door for who asked, or none: any other would be a promise broken at midnight.
  return best.find((site) => !wantsLow || isLow(site))?.number;
}
