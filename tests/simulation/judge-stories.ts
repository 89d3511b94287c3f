// The rows of ordinary life, for tests of the judges: a start, a document announced, put in, and collected.
import type { Actor, Authority, Fact, GrantOutcome } from "#domain/facts.ts";
import {
  type CompartmentNumber,
  type PickupId,
  parseBoardId,
  parseCompartmentNumber,
  parseLocator,
  parsePickupId,
  parseProductId,
  parseStaffId,
} from "#domain/ids.ts";
import { initialDurable } from "#domain/state.ts";
import { must } from "../support/virtual-must.ts";
import { BOOT, type Rig } from "./judge-rig.ts";

export const pickup: PickupId = must(parsePickupId("a".repeat(32)));
export const otherPickup: PickupId = must(parsePickupId("b".repeat(32)));
export const board = must(parseBoardId("a:01"));
export const door = (number: number): CompartmentNumber => must(parseCompartmentNumber(number));
export const clerk: Actor = { kind: "staff", staff: must(parseStaffId("an")) };
/** Of whoever it was printed for. */
export const TELEPHONE = "+32470000000";
export const LOCATOR = "4201";

const day = (days: number): number => Date.UTC(2026, 10, 3 + days);

type Announcement = Extract<Fact, { readonly kind: "pickup-announced" }>;
export const announced = (id = pickup, locator = LOCATOR, product = "attest"): Announcement => ({
  kind: "pickup-announced",
  pickup: id,
  product: must(parseProductId(product)),
  locator: must(parseLocator(locator)),
  language: "nl",
  lowCompartment: false,
  untilMs: day(90),
});

export const started: Fact = { kind: "terminal-started", version: "test", pinDigits: 8 };

/** A terminal that serves: one board is greeted and door 1 and 2 read closed. */
export function begin(rig: Rig): void {
  rig.judge.opened?.([], initialDurable);
  rig.append([
    { kind: "ledger-opened", terminal: "hal", keyId: "0".repeat(16) },
    started,
    { kind: "board-greeted", board, boot: BOOT, highestOp: 0 },
    ...[1, 2].map((n): Fact => ({ kind: "door-read", compartment: door(n), state: "closed" })),
  ]);
  rig.snapshot();
}

export const granted = (
  rig: Rig,
  authority: Authority,
  change: Partial<Extract<Fact, { readonly kind: "door-granted" }>> = {},
): Fact => ({
  kind: "door-granted",
  op: rig.nextSeq(),
  compartment: door(1),
  board,
  channel: 1,
  boot: BOOT,
  pulseMs: 400,
  authority,
  attempt: 1,
  ...change,
});

export const doorMoved = (n: number, state: "open" | "closed", number = 1): Fact => ({
  kind: "board-event-recorded",
  board,
  boot: BOOT,
  n,
  tMs: n,
  compartment: door(number),
  event: { kind: "door", channel: number, state },
});

const itemMoved = (n: number, state: "present" | "absent"): Fact => ({
  kind: "board-event-recorded",
  board,
  boot: BOOT,
  n,
  tMs: n,
  compartment: door(1),
  event: { kind: "item", channel: 1, state },
});

export const ended = (op: number, outcome: GrantOutcome = "opened"): Fact => ({
  kind: "grant-ended",
  op,
  outcome,
});

export const deposited = (id = pickup, number = 1): Fact => ({
  kind: "pickup-deposited",
  pickup: id,
  compartment: door(number),
  untilMs: day(8),
});

/** Announced, and put in by a clerk whose deposit is not what is judged; the board's next two events are `n` and the one after it. */
export function putIn(rig: Rig, announcement: Announcement, number: number, n: number): void {
  const { pickup: id } = announcement;
  const place = { compartment: door(number), channel: number };
  rig.append([announcement, { kind: "door-read", compartment: door(number), state: "closed" }]);
  const op = rig.append([granted(rig, { kind: "deposit", pickup: id }, place)], clerk);
  rig.append([doorMoved(n, "open", number), doorMoved(n + 1, "closed", number)]);
  rig.append([ended(op), deposited(id, number), visitEnded], clerk);
}

export const collected = (proof: "item-sensor" | "holder-confirmed" = "item-sensor"): Fact => ({
  kind: "pickup-collected",
  pickup,
  compartment: door(1),
  proof,
});

export const visitEnded: Fact = { kind: "visit-ended", outcome: "done", lengthMs: 1 };
export const proven: Fact = { kind: "proof-given", method: "qr", pickup };
export const depositOf: Authority = { kind: "deposit", pickup };
export const collectionOf: Authority = { kind: "collection", pickup };

/** The clerk opens door 1, puts a document in, and closes it; the sensor sees it. */
export function deposits(rig: Rig, document: "A" | "B" = "A"): void {
  const op = rig.append([granted(rig, depositOf)], clerk);
  rig.open(1, op);
  rig.pulse(1, op);
  rig.tell({ kind: "door-moved", door: 1, open: true });
  rig.append([doorMoved(1, "open")]);
  // The label that was scanned is A's.
  if (document === "B") rig.tell({ kind: "untruth", door: 1, what: "wrong-document", by: "clerk" });
  rig.put(document, 1);
  rig.append([itemMoved(2, "present")]);
  rig.tell({ kind: "door-moved", door: 1, open: false });
  rig.append([doorMoved(3, "closed")]);
  rig.wait(2000);
  rig.append([ended(op), deposited(), visitEnded], clerk);
  rig.wait(1000);
}

/** The holder's proof and grant; answers the op. */
export function asks(rig: Rig): number {
  rig.append([proven]);
  return rig.append([granted(rig, collectionOf)]);
}

/** The granted door opens, the document is taken, the door closes; nothing is said yet. */
export function passesDoor(rig: Rig, op: number, takes: "A" | "nothing" = "A"): void {
  rig.open(1, op);
  rig.pulse(1, op);
  rig.tell({ kind: "door-moved", door: 1, open: true });
  rig.append([doorMoved(4, "open"), { kind: "code-used", pickup }]);
  if (takes !== "nothing") rig.take(takes);
  rig.append([itemMoved(5, "absent")]);
  rig.tell({ kind: "door-moved", door: 1, open: false });
  rig.append([doorMoved(6, "closed")]);
  rig.wait(2000);
}

/** A whole life up to a waiting document. */
export function fills(rig: Rig): void {
  begin(rig);
  rig.tell({
    kind: "document-printed",
    document: "A",
    pickup,
    birthDate: "01021990",
    telephone: TELEPHONE,
  });
  rig.append([announced()]);
  deposits(rig);
}
