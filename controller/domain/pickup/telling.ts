// When the holder of a deposited document hears of it: once nobody can undo the deposit any more, and only of a code that opens
// its door. A time-out on the monotonic clock: a restart moves it as it moves every other (terminal/apply.ts).
import { knownPickup } from "../applier.ts";
import { type Draft, queueMessage } from "../draft.ts";
import type { PickupId } from "../ids.ts";
import { type Durable, type Live, type Pickup, compartmentOf } from "../state.ts";

type Known = { readonly durable: Durable; readonly live: Live };

/** Staff are at its door just now, or are asked what came of it: whatever they say comes first. */
function isInStaffHands({ durable, live }: Known, id: PickupId): boolean {
  const authority = durable.grant?.authority;
  if (authority !== undefined && "pickup" in authority && authority.pickup === id) return true;
  if (live.visit.kind !== "staff" || !("work" in live.visit.step)) return false;
  const { work } = live.visit.step;
  return work.kind !== "inspect" && work.pickup === id;
}

/** Its document lies where it was put, and nothing is doubtful about it: the codes open its door. */
export function liesWell(
  durable: Durable,
  { phase, dead, suspended, compartment }: Pickup,
): boolean {
  if (phase !== "waiting" || compartment === undefined) return false;
  const isAlive = dead === undefined && suspended === undefined;
  return isAlive && compartmentOf(durable, compartment).doubt === undefined;
}

/** The monotonic time at which its holder is told; `undefined`: was told, or must not be told now. */
function toldAtMonoMs(known: Known, pickup: Pickup): number | undefined {
  const { id, undoUntilMonoMs } = pickup;
  if (undoUntilMonoMs === undefined || !liesWell(known.durable, pickup)) return undefined;
  return isInStaffHands(known, id) ? undefined : undoUntilMonoMs;
}

export function tellHolders(draft: Draft): void {
  for (const pickup of draft.durable.pickups.values()) {
    const atMonoMs = toldAtMonoMs(draft, pickup);
    if (atMonoMs !== undefined && draft.at.monoMs >= atMonoMs)
      queueMessage(draft, pickup.id, "document-ready");
  }
}

/** Whose holder has heard of nothing yet, and could hear now. */
export const untold = (known: Known): readonly Pickup[] =>
  [...known.durable.pickups.values()].filter((pickup) => toldAtMonoMs(known, pickup) !== undefined);

/** Without waiting for the time in which a deposit can be undone; answers how many holders hear. */
export function tellNow(draft: Draft): number {
  const all = untold(draft);
  for (const { id } of all) queueMessage(draft, id, "document-ready");
  return all.length;
}

/** Why it was taken back, where its holder is to fetch it at the counter now. Of what was withdrawn or refused the desk speaks. */
const AT_COUNTER: ReadonlySet<string> = new Set(["expired", "to-counter"]);

/** It lies here no longer: whoever was told that it does hears where it is. */
export function tellTakenBack(draft: Draft, id: PickupId, reason: string): void {
  const { undoUntilMonoMs } = knownPickup(draft.durable, id);
  if (undoUntilMonoMs === undefined && AT_COUNTER.has(reason))
    queueMessage(draft, id, "document-at-counter");
}

export function nextTellingMonoMs(known: Known): number | undefined {
  let next: number | undefined;
  for (const pickup of known.durable.pickups.values()) {
    const atMonoMs = toldAtMonoMs(known, pickup);
    if (atMonoMs !== undefined) next = Math.min(next ?? atMonoMs, atMonoMs);
  }
  return next;
}

/** The deposit that can be undone: the newest one that nobody has heard of. */
export function undoable({ durable }: Pick<Known, "durable">): Pickup | undefined {
  let newest: Pickup | undefined;
  for (const pickup of durable.pickups.values()) {
    const { undoUntilMonoMs = 0 } = pickup;
    const isNewer = undoUntilMonoMs > (newest?.undoUntilMonoMs ?? 0);
    if (isNewer && liesWell(durable, pickup)) newest = pickup;
  }
  return newest;
}
