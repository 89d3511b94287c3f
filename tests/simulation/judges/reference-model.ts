// The terminal in small: compartments, pickups and the one grant, as the rules of the domain say that rows change them.
// Written from the rules and in another style than the controller's fold (it changes in place), so that the two can disagree.
// What a row may not do stands in reference-rules.ts; here it is taken as it comes.
import type { Fact, GrantOutcome } from "#domain/facts.ts";
import {
  type Model,
  type ModelDoor,
  type ModelGrant,
  type ModelPickup,
  boardOf,
  doorOf,
  freshPickup,
  untouched,
} from "./reference-state.ts";
import { type ReadRow, pickupOfGrant } from "./row-reading.ts";

type Take<Kind extends Fact["kind"]> = (
  model: Model,
  fact: Extract<Fact, { readonly kind: Kind }>,
  row: ReadRow,
) => void;

/** Only what changes doors, pickups or the grant; every other kind leaves the model as it is. */
const takes: { readonly [Kind in Fact["kind"]]?: Take<Kind> } = {
  "terminal-started": (model) => newRun(model),
  "ledger-restored": (model, fact) => restore(model, fact.epoch, fact.compartments),
  "visit-ended": (model) => {
    model.ended = undefined;
    if (model.grant === undefined) model.busy = undefined;
  },
  "board-greeted": (model, { board, boot }) => void (boardOf(model, board).boot = boot),
  "bank-stopped": (model, { board, why }) => void (boardOf(model, board).stopped = why),
  "bank-resumed": (model, { board }) => void (boardOf(model, board).stopped = undefined),
  "door-read": (model, { compartment, state }) => readDoor(model, compartment, state),
  "item-read": (model, { compartment, state }) => readItem(model, compartment, state),
  "board-event-recorded": (model, { compartment, event }) => {
    if (compartment === undefined) return;
    if (event.kind === "door") readDoor(model, compartment, event.state);
    if (event.kind === "item") readItem(model, compartment, event.state);
  },
  "door-granted": (model, fact, row) => {
    const { op, compartment, authority, attempt } = fact;
    model.busy = compartment;
    const granted = { op, compartment, authority, attempt, grantedMonoMs: row.monoMs };
    model.grant = { ...granted, ...untouched };
  },
  "grant-driven": (model) => {
    if (model.grant !== undefined) model.grant.opened = "driven";
  },
  "grant-ended": (model, { outcome }) => {
    const { grant } = model;
    if (grant === undefined) return;
    const door = doorOf(model, grant.compartment);
    // A clerk who only looks is nobody's new deposit.
    door.lastPickup = pickupOfGrant(grant) ?? door.lastPickup;
    model.ended = { grant, outcome };
    model.grant = undefined;
    if (grant.orphaned) model.busy = undefined;
    if (asksWhatCameOf(grant, outcome, door)) model.untold.add(grant.compartment);
  },
  "compartment-doubted": (model, { compartment, doubt }) => {
    doorOf(model, compartment).doubt = doubt;
    settle(model, compartment);
  },
  "compartment-inspected": (model, { compartment }) => {
    const door = doorOf(model, compartment);
    [door.doubt, door.lastPickup] = [undefined, undefined];
    settle(model, compartment);
  },
  "door-tested": (model, { compartment }) => settle(model, compartment),
  "compartment-disabled": (model, { compartment, reason }) =>
    void (doorOf(model, compartment).disabled = reason),
  "compartment-enabled": (model, { compartment }) =>
    void (doorOf(model, compartment).disabled = undefined),
  "message-queued": (model, { message, pickup, template }) => {
    model.messages.set(message, pickup);
    if (template === "document-ready" || template === "code-renewed")
      change(model, pickup, { told: "told" });
  },
  "message-sent": (model, { message }) => void model.messages.delete(message),
  "message-refused": (model, { message }) => void model.messages.delete(message),
  "pickup-announced": (model, { pickup, product, locator, untilMs }, row) => {
    model.locators.set(locator, pickup);
    const until = { atMs: untilMs, epoch: row.clockEpoch };
    model.pickups.set(pickup, freshPickup({ id: pickup, product, locator, until }));
  },
  "pickup-deposited": (model, { pickup, compartment, untilMs, undoMs = 0 }, row) => {
    const until = { atMs: untilMs, epoch: row.clockEpoch };
    const told = { run: model.run, fromMonoMs: row.monoMs, undoMs };
    change(model, pickup, { phase: "waiting", compartment, until, told });
    const door = doorOf(model, compartment);
    door.holds = pickup;
    door.sensorSaw = door.item === "present";
    settle(model, compartment);
  },
  "deposit-undone": (model, { pickup, compartment, untilMs }, row) => {
    const until = { atMs: untilMs, epoch: row.clockEpoch };
    const back = { phase: "announced", compartment: undefined, told: undefined } as const;
    change(model, pickup, { ...back, until, dead: undefined, suspended: undefined });
    vacate(model, compartment);
  },
  "pickup-collected": (model, { pickup, compartment, proof }, row) => {
    end(model, pickup, "collected");
    setGrace(model, pickup, row.monoMs);
    const door = vacate(model, compartment);
    // Left inside first and fetched in the grace time: this time the sensor saw it go.
    if (proof === "item-sensor" && door.doubt === "left-inside") door.doubt = undefined;
  },
  "pickup-retrieved": (model, { pickup, compartment }) => {
    end(model, pickup, "retrieved");
    vacate(model, compartment);
  },
  "pickup-not-found": (model, { pickup, compartment }) => {
    end(model, pickup, "not-found");
    vacate(model, compartment);
  },
  "pickup-forgotten": (model, { pickup }) => {
    const known = model.pickups.get(pickup);
    if (known !== undefined) model.locators.delete(known.locator);
    model.pickups.delete(pickup);
    model.graced.delete(pickup);
  },
  "pickup-expired": (model, { pickup }) => change(model, pickup, { dead: "expired" }),
  "pickup-extended": (model, { pickup, untilMs }, row) => {
    const isExpired = model.pickups.get(pickup)?.dead === "expired";
    change(model, pickup, { until: { atMs: untilMs, epoch: row.clockEpoch } });
    if (isExpired) change(model, pickup, { dead: undefined });
  },
  "pickup-suspended": (model, { pickup, doubt }, row) => {
    change(model, pickup, { suspended: doubt });
    setGrace(model, pickup, doubt === "left-inside" ? row.monoMs : undefined);
  },
  "pickup-resumed": (model, { pickup }) => change(model, pickup, { suspended: undefined }),
  "pickup-withdrawn": (model, { pickup }) => {
    if (model.pickups.get(pickup)?.phase === "announced") end(model, pickup, "withdrawn");
    else change(model, pickup, { dead: "withdrawn" });
  },
  "pickup-released": (model, { pickup }) => change(model, pickup, { released: true }),
  "code-used": (model, { pickup }) => change(model, pickup, { used: true, released: false }),
  "code-reissued": (model, { pickup, which, counter }) => {
    const known = model.pickups.get(pickup);
    if (known !== undefined) known.counters[which] = counter;
    change(model, pickup, { used: false });
    setGrace(model, pickup, undefined);
  },
  "old-document-handed-in": (model, { pickup }) => change(model, pickup, { handedIn: true }),
  "personal-data-erased": (model, { pickup }) => change(model, pickup, { erased: true }),
  "proof-failed": (model, { pickup, birthDateWrong }) => {
    const known = pickup === undefined ? undefined : model.pickups.get(pickup);
    if (known === undefined) return;
    known.failuresInRow += 1;
    known.failuresTotal += 1;
    if (!birthDateWrong) return;
    known.wrongBirthDates += 1;
    known.released = false;
  },
  "proof-given": (model, { pickup }) => change(model, pickup, { failuresInRow: 0 }),
};

/** Takes one row; returns nothing, changes the model. */
export function takeRow(model: Model, row: ReadRow): void {
  // The table is complete by its type; that a fact meets the entry of its own kind is what the key says.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const take = takes[row.fact.kind] as
    | ((model: Model, fact: Fact, row: ReadRow) => void)
    | undefined;
  take?.(model, row.fact, row);
  model.seq = row.seq;
  model.last = row;
}

function change(model: Model, id: string, changed: Partial<ModelPickup>): void {
  const pickup = model.pickups.get(id);
  if (pickup !== undefined) Object.assign(pickup, changed);
}

function end(model: Model, id: string, how: ModelPickup["end"]): void {
  change(model, id, { phase: "ended", end: how });
}

function setGrace(model: Model, id: string, graceFromMs: number | undefined): void {
  change(model, id, { graceFromMs });
  if (graceFromMs === undefined) model.graced.delete(id);
  else model.graced.add(id);
}

function vacate(model: Model, compartment: number): ModelDoor {
  const door = doorOf(model, compartment);
  door.holds = undefined;
  door.sensorSaw = false;
  settle(model, compartment);
  return door;
}

/** A door that moved was put into, taken from or looked into; only after a collection may it be opened for nothing. */
function asksWhatCameOf(
  { authority }: ModelGrant,
  outcome: GrantOutcome,
  { holds }: ModelDoor,
): boolean {
  if (outcome !== "opened" && outcome !== "driven" && outcome !== "left-open") return false;
  return authority.kind !== "grace-reopen" || holds === authority.pickup;
}

/** It is said now what became of this door. */
function settle(model: Model, compartment: number): void {
  model.untold.delete(compartment);
  if (model.busy === compartment && model.grant === undefined) model.busy = undefined;
}

/** Whoever stood there is gone with the old run: no grace, no visit. A live grant waits for its board's word. */
function newRun(model: Model): void {
  for (const id of model.graced) change(model, id, { graceFromMs: undefined });
  model.graced.clear();
  model.run += 1;
  model.ended = undefined;
  if (model.grant === undefined) model.busy = undefined;
  else model.grant.orphaned = true;
}

function restore(model: Model, epoch: number, compartments: readonly number[]): void {
  newRun(model);
  model.epoch = epoch;
  model.grant = undefined;
  model.busy = undefined;
  model.boards.clear();
  for (const pickup of model.pickups.values())
    if (pickup.phase === "waiting") pickup.suspended = "restored";
  for (const number of compartments)
    Object.assign(doorOf(model, number), { doubt: "restored", door: "unknown", item: "unknown" });
}

function readDoor(model: Model, number: number, state: ModelDoor["door"]): void {
  const door = doorOf(model, number);
  const { grant } = model;
  if (grant?.compartment === number && state === "open") {
    // Only an edge was seen; a door that read open or unknown before cannot have been.
    if (door.door === "closed") grant.opened = "seen";
    grant.closedAgain = false;
  }
  if (grant?.compartment === number && state === "closed")
    grant.closedAgain = grant.opened !== "no";
  door.door = state;
}

function readItem(model: Model, number: number, state: ModelDoor["item"]): void {
  const door = doorOf(model, number);
  const { grant } = model;
  if (grant?.compartment === number && grant.opened !== "no") {
    if (state === "present") grant.itemLeft = false;
    if (state === "absent" && !grant.closedAgain && door.sensorSaw) grant.itemLeft = true;
  }
  door.item = state;
  if (door.holds !== undefined && state === "present") door.sensorSaw = true;
}
