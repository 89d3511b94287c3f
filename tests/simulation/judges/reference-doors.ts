// The model of compartments and grants: a terminal in small, as the rules of the domain say that rows change its doors and its one
// grant. Shapes, beginnings and rules together, in at most 250 lines that one person can hold in mind (tests/tidy). Written from the
// rules and in another style than the controller's fold (it changes in place), so that the two can disagree. What a row may not do
// stands in reference-rules.ts; here it is taken as it comes.
import type { Authority, Doubt, Fact, GrantOutcome } from "#domain/facts.ts";
import { type ReadRow, pickupOfGrant } from "./row-reading.ts";

export type ModelDoor = {
  holds: string | undefined;
  doubt: Doubt | undefined;
  disabled: string | undefined;
  door: "open" | "closed" | "unknown";
  item: "present" | "absent" | "unknown";
  /** The sensor read "present" since the deposit: only then does "absent" prove anything. */
  sensorSaw: boolean;
  /** Whose document a grant here was last about; nobody's after an inspection. */
  lastPickup: string | undefined;
};

export type ModelGrant = {
  readonly op: number;
  readonly compartment: number;
  readonly authority: Authority;
  readonly attempt: number;
  readonly grantedMonoMs: number;
  opened: "no" | "seen" | "driven";
  closedAgain: boolean;
  /** The sensor saw the document go while this door was open. */
  itemLeft: boolean;
  /** The run that granted it is gone: nobody stands at this door any more. */
  orphaned: boolean;
};

export type DoorModel = {
  grant: ModelGrant | undefined;
  /** The last grant that ended in the present visit. */
  ended: { readonly grant: ModelGrant; readonly outcome: GrantOutcome } | undefined;
  /** The door that somebody is busy at: granted, and nobody has said yet what came of it. */
  busy: number | undefined;
  /** Doors that opened under a grant, and no row has said yet what came of it. */
  readonly untold: Set<number>;
  readonly doors: Map<number, ModelDoor>;
  readonly boards: Map<string, { boot: string; stopped: string | undefined }>;
};

export const createDoorModel = (): DoorModel => ({
  grant: undefined,
  ended: undefined,
  busy: undefined,
  untold: new Set(),
  doors: new Map(),
  boards: new Map(),
});

export const freshDoor = (): ModelDoor => ({
  holds: undefined,
  doubt: undefined,
  disabled: undefined,
  door: "unknown",
  item: "unknown",
  sensorSaw: false,
  lastPickup: undefined,
});

export function doorOf(model: DoorModel, number: number): ModelDoor {
  const known = model.doors.get(number);
  if (known !== undefined) return known;
  const door = freshDoor();
  model.doors.set(number, door);
  return door;
}

function boardOf(model: DoorModel, id: string): { boot: string; stopped: string | undefined } {
  const known = model.boards.get(id);
  if (known !== undefined) return known;
  const board = { boot: "", stopped: undefined };
  model.boards.set(id, board);
  return board;
}

type Take<Kind extends Fact["kind"]> = (
  model: DoorModel,
  fact: Extract<Fact, { readonly kind: Kind }>,
  row: ReadRow,
) => void;

/** Only what changes doors or the grant; every other kind leaves them as they are. */
export const doorTakes: { readonly [Kind in Fact["kind"]]?: Take<Kind> } = {
  "terminal-started": (model) => newRun(model),
  "ledger-restored": (model, { compartments }) => restore(model, compartments),
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
  "door-granted": (model, { op, compartment, authority, attempt }, { monoMs }) => {
    model.busy = compartment;
    const granted = { op, compartment, authority, attempt, grantedMonoMs: monoMs };
    const untouched = {
      opened: "no",
      closedAgain: false,
      itemLeft: false,
      orphaned: false,
    } as const;
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
  "pickup-deposited": (model, { pickup, compartment }) => {
    const door = doorOf(model, compartment);
    door.holds = pickup;
    door.sensorSaw = door.item === "present";
    settle(model, compartment);
  },
  "deposit-undone": (model, { compartment }) => void vacate(model, compartment),
  "pickup-collected": (model, { compartment, proof }) => {
    const door = vacate(model, compartment);
    // Left inside first and fetched in the grace time: this time the sensor saw it go.
    if (proof === "item-sensor" && door.doubt === "left-inside") door.doubt = undefined;
  },
  "pickup-retrieved": (model, { compartment }) => void vacate(model, compartment),
  "pickup-not-found": (model, { compartment }) => void vacate(model, compartment),
};

function vacate(model: DoorModel, compartment: number): ModelDoor {
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
function settle(model: DoorModel, compartment: number): void {
  model.untold.delete(compartment);
  if (model.busy === compartment && model.grant === undefined) model.busy = undefined;
}

/** Whoever stood there is gone with the old run. A live grant waits for its board's word. */
function newRun(model: DoorModel): void {
  model.ended = undefined;
  if (model.grant === undefined) model.busy = undefined;
  else model.grant.orphaned = true;
}

function restore(model: DoorModel, compartments: readonly number[]): void {
  model.ended = undefined;
  model.grant = undefined;
  model.busy = undefined;
  model.boards.clear();
  for (const number of compartments)
    Object.assign(doorOf(model, number), { doubt: "restored", door: "unknown", item: "unknown" });
}

function readDoor(model: DoorModel, number: number, state: ModelDoor["door"]): void {
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

function readItem(model: DoorModel, number: number, state: ModelDoor["item"]): void {
  const door = doorOf(model, number);
  const { grant } = model;
  if (grant?.compartment === number && grant.opened !== "no") {
    if (state === "present") grant.itemLeft = false;
    if (state === "absent" && !grant.closedAgain && door.sensorSaw) grant.itemLeft = true;
  }
  door.item = state;
  if (door.holds !== undefined && state === "present") door.sensorSaw = true;
}
