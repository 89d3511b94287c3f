// A document lies behind its door: until when it waits there, and its holder hears of it. How that was proven is the visit's.
import { knownPickup } from "../applier.ts";
import { type Draft, queueMessage, record } from "../draft.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import { DAY_MS, endOfDayMs } from "../moment.ts";

export function recordDeposit(
  draft: Draft,
  pickup: PickupId,
  compartment: CompartmentNumber,
): void {
  const { product } = knownPickup(draft.durable, pickup);
  // A product that has left the configuration gives no more days: the document is for the desk.
  const days = draft.site.policies.get(product)?.pickupDays ?? 0;
  const untilMs = endOfDayMs(draft.at.wallMs + days * DAY_MS, draft.site.timeZone);
  record(draft, { kind: "pickup-deposited", pickup, compartment, untilMs });
  queueMessage(draft, pickup, "document-ready");
}
