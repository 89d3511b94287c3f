// A document may wait longer: the one rule for the desk, which names the last moment, and for a clerk at the terminal, who gives it
// some days more. Whose document that may be is theirs to ask.
import { assert } from "../assert.ts";
import { type Draft, queueMessage, record } from "../draft.ts";
import { DAY_MS, endOfDayMs } from "../moment.ts";
import type { Pickup } from "../state.ts";

const EXTENSION_MAX_MS = 3650 * DAY_MS;

/** A last moment lies in the future, and within ten years. */
export const mayEndAt = ({ at }: Draft, untilMs: number): boolean =>
  untilMs > at.wallMs && untilMs < at.wallMs + EXTENSION_MAX_MS;

/** A code that was renewed while it opened nothing was never sent: with its pickup it comes to life now. */
export function extend(draft: Draft, pickup: Pickup, untilMs: number): void {
  const { id, dead, qrCounter, undoUntilMonoMs } = pickup;
  record(draft, { kind: "pickup-extended", pickup: id, untilMs });
  // Who has heard of nothing yet hears of the document itself, with the code of then.
  if (dead === "expired" && qrCounter > 0 && undoUntilMonoMs === undefined)
    queueMessage(draft, id, "code-renewed");
}

/** Days more after its last day, or after today where that is over; like every last day the new one ends at midnight. */
export function moreDaysMs({ at, site }: Draft, { untilMs }: Pickup): number {
  assert(untilMs !== undefined, "a document that lies here has a last day");
  const lastDayMs = Math.max(at.wallMs, untilMs - 1);
  return endOfDayMs(lastDayMs + site.extensionDays * DAY_MS, site.timeZone);
}
