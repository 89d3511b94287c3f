// The events a board keeps until the host has acknowledged them [LL-5.1, LL-5.2, LL-4 POLL].
// A full ring gives up its oldest events and says in one `lost` event, in their place, how many there were.
import type { BoardEvent } from "#protocol/messages.ts";

type WithoutStamp<Event> = Event extends BoardEvent ? Omit<Event, "n" | "tMs"> : never;
export type EventBody = WithoutStamp<BoardEvent>;

export type EventRing = {
  readonly capacity: number;
  /** Number of the newest event, 0 for none. */
  newest: number;
  events: BoardEvent[];
};

export type NextEvent = { readonly event: BoardEvent; readonly more: boolean };

export function createEventRing(capacity: number): EventRing {
  return { capacity, newest: 0, events: [] };
}

export function appendEvent(ring: EventRing, tMs: number, body: EventBody): void {
  ring.newest += 1;
  ring.events.push({ n: ring.newest, tMs, ...body });
  giveUpOldest(ring);
}

/** The host has made everything up to `ack` durable: it may be forgotten. */
export function forgetEvents(ring: EventRing, ack: number): void {
  ring.events = ring.events.filter((event) => event.n > ack);
}

export function oldestEvent(ring: EventRing): NextEvent | undefined {
  const [event, next] = ring.events;
  return event && { event, more: next !== undefined };
}

function giveUpOldest(ring: EventRing): void {
  const [first, second] = ring.events;
  const marker = first?.kind === "lost" ? first : undefined;
  const given = marker ? second : first;
  const kept = ring.events.length - (marker ? 1 : 0);
  if (given === undefined || kept <= ring.capacity) return;
  const count = (marker?.count ?? 0) + 1;
  const lost: BoardEvent = { n: given.n, tMs: given.tMs, kind: "lost", count };
  ring.events.splice(0, marker ? 2 : 1, lost);
}
