// What a technician's screens show beside words and buttons: tiles, a door's history, and later reports. Plain data for the page.
// Never a pickup, a code or a name: a door is its number, an event its kind.
import type { BoardId, CompartmentNumber } from "../ids.ts";

/** How a compartment stands, the most urgent word first: one nobody can read is neither open nor closed. */
export type TileState =
  | "unknown"
  | "open"
  | "fault"
  | "doubt"
  | "out-of-service"
  | "occupied"
  | "ok";

export type Tile = {
  readonly compartment: CompartmentNumber;
  readonly state: TileState;
  /** How long ago its board was last read, in whole seconds' worth of ms; `undefined`: never. */
  readonly ageMs: number | undefined;
  /** The doubt, or why its bank was stopped. */
  readonly why?: string;
};

/** What happened at a door, as its history tells it. */
export type Happening =
  | "opened"
  | "closed"
  | "read-unknown"
  | "item-came"
  | "item-went"
  | "granted"
  | "ended"
  | "coil-broken"
  | "doubted"
  | "inspected"
  | "disabled"
  | "enabled";

export type DoorEvent = {
  readonly atMs: number;
  readonly what: Happening;
  /** The word beside it: for whom a grant was, how it ended, why it is in doubt. */
  readonly detail?: string;
};

/** One event with its time as the clock on the wall had it. */
export type ShownEvent = {
  readonly at: string;
  readonly what: Happening;
  readonly detail?: string;
};

/** One door of a report. `word`: its outcome, or how it stood when it was left alone. */
export type ReportRow = {
  readonly compartment: CompartmentNumber;
  readonly outcome: string;
  readonly word?: TileState;
  readonly openMs?: number;
  readonly other?: CompartmentNumber;
};

/** What a board tells of itself, as far as it tells it. */
export type BoardDetails = {
  readonly id: BoardId;
  readonly firmware?: string;
  readonly model?: string;
  readonly vinMv?: number;
  readonly temperatureDeciC?: number;
  readonly tamper?: boolean;
};

/** The machine beside its doors. `freeBytes`: of the disk that the ledger lies on. */
export type Devices = {
  readonly version: string;
  readonly boards: readonly BoardDetails[];
  readonly freeBytes?: number;
};

/** A line of a device: which one, how it is, and what it says in numbers. */
export type DeviceRow = {
  readonly name: string;
  readonly state: "good" | "suspect" | "lost" | "unseen" | "trusted" | "untrusted" | "";
  readonly facts: readonly string[];
  readonly tamper?: boolean;
};

/** A line of a bus as it went over the wire; `port`: what became of the port itself. */
export type TraceLine = {
  readonly atMs: number;
  readonly bus: string;
  readonly direction: ">" | "<" | "port";
  readonly line: string;
};
export type ShownLine = {
  readonly at: string;
  readonly bus: string;
  readonly direction: TraceLine["direction"];
  readonly text: string;
};

export type Panel =
  | { readonly kind: "tiles"; readonly tiles: readonly Tile[] }
  | { readonly kind: "events"; readonly events: readonly ShownEvent[] }
  | { readonly kind: "report"; readonly rows: readonly ReportRow[] }
  | { readonly kind: "devices"; readonly rows: readonly DeviceRow[] }
  | { readonly kind: "trace"; readonly lines: readonly ShownLine[] };
