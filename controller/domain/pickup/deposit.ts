// A document lies behind its door: until when it waits there, and when its holder hears of it. How that was proven is the visit's.
import { knownPickup } from "../applier.ts";
import { type Draft, queueMessage, record } from "../draft.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import { DAY_MS, endOfDayMs } from "../moment.ts";

/** A document that nobody has put in by then is withdrawn, and what is personal about it erased. */
export const ANNOUNCED_KEPT_MS = 90 * DAY_MS;

export function recordDeposit(
  draft: Draft,
  pickup: PickupId,
  compartment: CompartmentNumber,
): void {
  const { product } = knownPickup(draft.durable, pickup);
  // A product that has left the configuration gives no more days: the document is for the desk.
  const days = draft.site.policies.get(product)?.pickupDays ?? 0;
  const untilMs = endOfDayMs(draft.at.wallMs + days * DAY_MS, draft.site.timeZone);
  const { undoMs } = draft.site;
  const deposited = { kind: "pickup-deposited", pickup, compartment, untilMs } as const;
  record(draft, undoMs === 0 ? deposited : { ...deposited, undoMs });
  if (undoMs === 0) queueMessage(draft, pickup, "document-ready");
}

/** Taken out again before its holder heard of it: announced as on the first day. */
export function recordUndo(draft: Draft, pickup: PickupId, compartment: CompartmentNumber): void {
  const untilMs = draft.at.wallMs + ANNOUNCED_KEPT_MS;
  record(draft, { kind: "deposit-undone", pickup, compartment, untilMs });
  record(draft, { kind: "compartment-inspected", compartment, found: "empty" });
}
