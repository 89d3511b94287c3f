// What a terminal's ledger holds: whole lives of pickups, from announcement to oblivion, as the domain would have written them.
// Any number of them, in the order in which a busy terminal has them: the state stays as large as a real one's.
import type { Actor, Fact, NewFact } from "#domain/facts.ts";
import type { CompartmentNumber, StaffId } from "#domain/ids.ts";
import { parseCompartmentNumber, parseStaffId } from "#domain/ids.ts";
import { must } from "../support/virtual-must.ts";
import { boardIdOf, locatorOf, pickupIdOf, product } from "./bench-site.ts";

const clerk: StaffId = must(parseStaffId("an.peeters"));
const policy = "attest@1";
const BOOT = "5D21E0C4";
const YEAR_2100_MS = Date.UTC(2100, 0);

const terminal: Actor = { kind: "terminal" };
const citizen: Actor = { kind: "citizen" };
const staff: Actor = { kind: "staff", staff: clerk };

export type LifePlan = {
  /** Which pickup, from 0. */
  readonly number: number;
  readonly doorsPerBoard: number;
  /** The doors that documents go in and out of, in turns. */
  readonly doors: number;
};

const by = (actor: Actor, fact: Fact): NewFact => ({ fact, actor });
const about = (actor: Actor, fact: Fact): NewFact => ({ fact, actor, policy });

const placeOf = ({ number, doors, doorsPerBoard }: LifePlan) => {
  const at = number % doors;
  return {
    compartment: must(parseCompartmentNumber(at + 1)),
    board: boardIdOf(Math.floor(at / doorsPerBoard) + 1),
    channel: (at % doorsPerBoard) + 1,
  };
};

export const announced = (number: number): readonly NewFact[] => [
  about(
    { kind: "desk" },
    {
      kind: "pickup-announced",
      pickup: pickupIdOf(number),
      product,
      locator: locatorOf(number),
      language: "nl",
      lowCompartment: false,
      untilMs: YEAR_2100_MS,
    },
  ),
];

const placed = (plan: LifePlan): NewFact =>
  about(staff, {
    kind: "pickup-deposited",
    pickup: pickupIdOf(plan.number),
    compartment: placeOf(plan).compartment,
    untilMs: YEAR_2100_MS,
  });

/** Announced and in its compartment: its holder may come. */
export const deposited = (plan: LifePlan): readonly NewFact[] => [
  ...announced(plan.number),
  placed(plan),
];

/** What a door says while somebody takes a document out of it or puts one in. `op` and events count on from `seq`. */
function atDoor(plan: LifePlan, who: Actor, seq: number, item: "present" | "absent"): NewFact[] {
  const { compartment, board, channel } = placeOf(plan);
  const pickup = pickupIdOf(plan.number);
  const op = seq + 1;
  const event = (
    n: number,
    what: Extract<Fact, { kind: "board-event-recorded" }>["event"],
  ): NewFact =>
    by(terminal, {
      kind: "board-event-recorded",
      board,
      boot: BOOT,
      n: seq + n,
      tMs: seq * 10 + n,
      compartment,
      event: what,
    });
  return [
    about(who, {
      kind: "door-granted",
      op,
      compartment,
      board,
      channel,
      boot: BOOT,
      pulseMs: 400,
      authority: { kind: item === "present" ? "deposit" : "collection", pickup },
      attempt: 1,
    }),
    by(terminal, { kind: "grant-accepted", op }),
    event(1, { kind: "drive", channel, state: "ok", op }),
    event(2, { kind: "door", channel, state: "open", op }),
    ...(item === "absent" ? [about(who, { kind: "code-used", pickup })] : []),
    event(3, { kind: "item", channel, state: item }),
    event(4, { kind: "door", channel, state: "closed" }),
    by(terminal, { kind: "grant-ended", op, outcome: "opened" }),
  ];
}

function message(number: number, which: "document-ready" | "document-collected"): NewFact[] {
  const id = `bench-0-${number}-${which}`;
  return [
    about(terminal, {
      kind: "message-queued",
      message: id,
      pickup: pickupIdOf(number),
      template: which,
    }),
    by(terminal, { kind: "message-sent", message: id }),
  ];
}

/** A clerk's morning with this document. `seq`: of the row before. */
export function arrival(plan: LifePlan, seq: number): readonly NewFact[] {
  return [
    ...announced(plan.number),
    by(staff, { kind: "staff-signed-in", staff: clerk, timeStep: plan.number }),
    ...atDoor(plan, staff, seq + 2, "present"),
    placed(plan),
    ...message(plan.number, "document-ready"),
    by(staff, { kind: "staff-signed-out", staff: clerk }),
  ];
}

/** Its holder's visit. */
export function departure(plan: LifePlan, seq: number): readonly NewFact[] {
  const pickup = pickupIdOf(plan.number);
  const compartment: CompartmentNumber = placeOf(plan).compartment;
  return [
    about(citizen, { kind: "proof-given", method: "qr", pickup }),
    ...atDoor(plan, citizen, seq + 1, "absent"),
    about(citizen, { kind: "pickup-collected", pickup, compartment, proof: "item-sensor" }),
    ...message(plan.number, "document-collected"),
    by(citizen, { kind: "visit-ended", outcome: "done", lengthMs: 41_000 }),
  ];
}

/** What is left of it goes, a day and a month later. */
export const erasure = (number: number): NewFact =>
  about(terminal, { kind: "personal-data-erased", pickup: pickupIdOf(number) });
export const oblivion = (number: number): NewFact =>
  about(terminal, { kind: "pickup-forgotten", pickup: pickupIdOf(number) });

/** The boards of this wall, so that their events have somebody to come from. */
export const boardsGreeted = (boards: number): readonly NewFact[] =>
  Array.from({ length: boards }, (_, at) =>
    by(terminal, {
      kind: "board-greeted",
      board: boardIdOf(at + 1),
      boot: BOOT,
      highestOp: 0,
    }),
  );
