// Which compartment takes the next document: free, known to be closed, on a board that answers; low ones are kept for who asked.
import { assert } from "../assert.ts";
import type { Draft } from "../draft.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import { SECOND_MS } from "../moment.ts";
import { type Result, failed, ok } from "../result.ts";
import type { CompartmentSite } from "../site.ts";
import { compartmentOf, liveBoard } from "../state.ts";
import { isLow, lowDoorsKept } from "./low-doors.ts";

type Wall = Pick<Draft, "site" | "durable" | "live" | "at">;

export function inSomebodysGrace(draft: Wall, number: CompartmentNumber): boolean {
  return [...draft.durable.pickups.values()].some((pickup) => {
    if (pickup.compartment !== number || pickup.graceFromMonoMs === undefined) return false;
    const policy = draft.site.policies.get(pickup.product);
    assert(policy !== undefined, "a grace of this run began under a policy in use");
    return draft.at.monoMs - pickup.graceFromMonoMs <= policy.graceReopenSeconds * SECOND_MS;
  });
}

export function isFree(draft: Wall, site: CompartmentSite): boolean {
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
export function freeCompartment(
  draft: Draft,
  pickup: PickupId,
): Result<CompartmentNumber, "full" | "only-low"> {
  const wantsLow = draft.durable.pickups.get(pickup)?.lowCompartment === true;
  const free = [...draft.site.compartments.values()].filter((site) => isFree(draft, site));
  const best = free.toSorted(
    (a, b) => Number(isLow(a) !== wantsLow) - Number(isLow(b) !== wantsLow) || a.number - b.number,
  );
  const isKept = !wantsLow && free.filter(isLow).length <= lowDoorsKept(draft.site);
  // A low door for who asked, or none: any other would be a promise broken at midnight.
  const first = best.find((site) => (wantsLow ? isLow(site) : !isKept || !isLow(site)));
  if (first !== undefined) return ok(first.number);
  return failed(isKept && free.length > 0 ? "only-low" : "full");
}
