// What an honest workshop answers in the domain's tests: always the same, and something of everything.
import type { DoorEvent } from "#domain/technician/panel.ts";
import type { WorkshopAnswer, WorkshopAsk } from "#domain/technician/places.ts";

/** Tuesday 3 November 2026, nine in the morning; the newest first. */
const NINE_MS = Date.UTC(2026, 10, 3, 8);

/** More than one page of them. */
export const toldOfDoor: readonly DoorEvent[] = [
  { atMs: NINE_MS + 9000, what: "ended", detail: "opened" },
  { atMs: NINE_MS + 7000, what: "closed" },
  { atMs: NINE_MS + 6000, what: "item-went" },
  { atMs: NINE_MS + 5000, what: "opened" },
  { atMs: NINE_MS + 4000, what: "granted", detail: "collection" },
  { atMs: NINE_MS + 3000, what: "inspected", detail: "document" },
  { atMs: NINE_MS + 2000, what: "doubted", detail: "not-opened" },
  { atMs: NINE_MS + 1000, what: "read-unknown" },
  { atMs: NINE_MS, what: "enabled" },
];

export function workshopAnswerTo(asked: WorkshopAsk): WorkshopAnswer {
  const { ask, compartment } = asked;
  return { kind: "door-history-read", ask, compartment, events: toldOfDoor };
}
