// One compartment as a thing of steel and springs: coil, latch, door, item, and the hands of a person at the door.
// It knows no board and no protocol. Time is a number that the caller passes in; nothing here waits.

export type CoilState = "ok" | "open-circuit" | "short";

/** What a person, a thief or a fitter does to a compartment. */
export const doorActions = [
  "close",
  "put",
  "take",
  "jam",
  "free",
  "force",
  "cut-coil",
  "short-coil",
  "mend-coil",
  "stick-door-sensor",
  "stick-item-sensor",
  "mend-sensors",
] as const;
export type DoorAction = (typeof doorActions)[number];

export type CompartmentConfig = {
  /** From pulse to open door; undefined: no spring, an unlatched door stays where it is. */
  readonly springMs: number | undefined;
  /** Somebody pushes the door shut this long after it opened; undefined: nobody does. */
  readonly closeAfterMs?: number | undefined;
};

export type Compartment = {
  readonly config: CompartmentConfig;
  doorOpen: boolean;
  latched: boolean;
  /** The door sticks in its frame: the latch lets go, the door does not move. */
  jammed: boolean;
  item: boolean;
  coil: CoilState;
  /** Crossed wires: the current for this lock goes through the coil of that one. */
  coilLeadsTo: Compartment | undefined;
  /** What a stuck sensor goes on saying: open, or present; undefined: it sees. */
  stuckDoor: boolean | undefined;
  stuckItem: boolean | undefined;
  /** When the door will move by itself: the spring opens it, or somebody closes it. */
  movesAtMs: number | undefined;
};

/** A sentence says why the world does not allow the action; undefined: it was done. */
export type Objection = string | undefined;

export function createCompartment(config: CompartmentConfig): Compartment {
  return {
    config,
    doorOpen: false,
    latched: true,
    jammed: false,
    item: false,
    coil: "ok",
    coilLeadsTo: undefined,
    stuckDoor: undefined,
    stuckItem: undefined,
    movesAtMs: undefined,
  };
}

/** Lets the time pass up to `nowMs`: a door that was due to move has moved. */
export function advanceCompartment(compartment: Compartment, nowMs: number): void {
  const { movesAtMs } = compartment;
  if (movesAtMs === undefined || nowMs < movesAtMs) return;
  if (compartment.doorOpen) shut(compartment);
  else swingOpen(compartment, movesAtMs);
}

/** Current through the coil. A mended coil pulls the latch; the spring does the rest a moment later. */
export function pulseCoil(wired: Compartment, nowMs: number): CoilState {
  const pulled = wired.coilLeadsTo ?? wired;
  if (pulled.coil === "ok" && !pulled.doorOpen) {
    pulled.latched = false;
    release(pulled, nowMs);
  }
  return pulled.coil;
}

/** What a switch at the door and one under the item would show, stuck or not. */
export const doorReading = ({ stuckDoor, doorOpen }: Compartment): boolean => stuckDoor ?? doorOpen;
export const itemReading = ({ stuckItem, item }: Compartment): boolean => stuckItem ?? item;

/** Somebody exchanged the wires of two locks; twice is as before. */
export function crossCoils(one: Compartment, other: Compartment): void {
  const isCrossed = one.coilLeadsTo !== undefined;
  one.coilLeadsTo = isCrossed ? undefined : other;
  other.coilLeadsTo = isCrossed ? undefined : one;
}

export function touch(compartment: Compartment, action: DoorAction, nowMs: number): Objection {
  switch (action) {
    case "close":
      shut(compartment);
      return undefined;
    case "put":
      return move(compartment, true);
    case "take":
      return move(compartment, false);
    case "jam":
      compartment.jammed = true;
      if (!compartment.doorOpen) compartment.movesAtMs = undefined;
      return undefined;
    case "free":
      compartment.jammed = false;
      release(compartment, nowMs);
      return undefined;
    case "force":
      if (!compartment.doorOpen) swingOpen(compartment, nowMs);
      return undefined;
    case "cut-coil":
      compartment.coil = "open-circuit";
      return undefined;
    case "short-coil":
      compartment.coil = "short";
      return undefined;
    case "mend-coil":
      compartment.coil = "ok";
      return undefined;
    case "stick-door-sensor":
      compartment.stuckDoor = doorReading(compartment);
      return undefined;
    case "stick-item-sensor":
      compartment.stuckItem = itemReading(compartment);
      return undefined;
    case "mend-sensors":
      compartment.stuckDoor = undefined;
      compartment.stuckItem = undefined;
      return undefined;
  }
}

function release(compartment: Compartment, nowMs: number): void {
  const { springMs } = compartment.config;
  const held = compartment.latched || compartment.jammed || compartment.doorOpen;
  if (held || springMs === undefined) return;
  compartment.movesAtMs ??= nowMs + springMs;
}

function swingOpen(compartment: Compartment, atMs: number): void {
  const { closeAfterMs } = compartment.config;
  compartment.doorOpen = true;
  compartment.latched = false;
  compartment.movesAtMs = closeAfterMs === undefined ? undefined : atMs + closeAfterMs;
}

function shut(compartment: Compartment): void {
  compartment.doorOpen = false;
  compartment.latched = true;
  compartment.movesAtMs = undefined;
}

function move(compartment: Compartment, inside: boolean): Objection {
  if (!compartment.doorOpen) return "the door is closed: no hand can reach inside";
  if (compartment.item === inside) return inside ? "there is an item already" : "there is no item";
  compartment.item = inside;
  return undefined;
}
