// What the terminal in small consists of: doors, pickups, the one grant. Shapes and how they begin; what changes them is in
// reference-model.ts.
import type { Authority, Doubt, GrantOutcome } from "#domain/facts.ts";
import type { ReadRow } from "./row-reading.ts";

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

export type ModelPickup = {
  readonly id: string;
  readonly product: string;
  readonly locator: string;
  phase: "announced" | "waiting" | "ended";
  end: "collected" | "retrieved" | "withdrawn" | "not-found" | undefined;
  compartment: number | undefined;
  /** Last day, and the clock epoch by which it was said. */
  until: { readonly atMs: number; readonly epoch: number };
  dead: "expired" | "withdrawn" | undefined;
  suspended: Doubt | undefined;
  released: boolean;
  used: boolean;
  graceFromMs: number | undefined;
  readonly counters: { pin: number; qr: number };
  failuresInRow: number;
  failuresTotal: number;
  wrongBirthDates: number;
  erased: boolean;
  /** Of its present deposit: since when it can be undone, for how long, and whether its holder has heard of it. */
  told:
    | { readonly run: number; readonly fromMonoMs: number; readonly undoMs: number }
    | "told"
    | undefined;
  handedIn: boolean;
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

export type Model = {
  seq: number;
  /** Counts starts: a monotonic time means something within one run only. */
  run: number;
  epoch: number;
  grant: ModelGrant | undefined;
  /** The last grant that ended in the present visit. */
  ended: { readonly grant: ModelGrant; readonly outcome: GrantOutcome } | undefined;
  /** The door that somebody is busy at: granted, and nobody has said yet what came of it. */
  busy: number | undefined;
  /** Doors that opened under a grant, and no row has said yet what came of it. */
  readonly untold: Set<number>;
  last: ReadRow | undefined;
  readonly doors: Map<number, ModelDoor>;
  readonly pickups: Map<string, ModelPickup>;
  readonly locators: Map<string, string>;
  readonly boards: Map<string, { boot: string; stopped: string | undefined }>;
  /** By message: whom it is about. */
  readonly messages: Map<string, string>;
  /** In whose favour "I forgot something" runs. */
  readonly graced: Set<string>;
};

export const untouched = {
  opened: "no",
  closedAgain: false,
  itemLeft: false,
  orphaned: false,
} as const;

export const createModel = (): Model => ({
  seq: 0,
  run: 0,
  epoch: 0,
  grant: undefined,
  ended: undefined,
  busy: undefined,
  untold: new Set(),
  last: undefined,
  doors: new Map(),
  pickups: new Map(),
  locators: new Map(),
  boards: new Map(),
  messages: new Map(),
  graced: new Set(),
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

export const freshPickup = (
  announced: Pick<ModelPickup, "id" | "product" | "locator" | "until">,
): ModelPickup => ({
  ...announced,
  phase: "announced",
  end: undefined,
  compartment: undefined,
  dead: undefined,
  suspended: undefined,
  released: false,
  used: false,
  graceFromMs: undefined,
  counters: { pin: 0, qr: 0 },
  failuresInRow: 0,
  failuresTotal: 0,
  wrongBirthDates: 0,
  erased: false,
  told: undefined,
  handedIn: false,
});

export function doorOf(model: Model, number: number): ModelDoor {
  const known = model.doors.get(number);
  if (known !== undefined) return known;
  const door = freshDoor();
  model.doors.set(number, door);
  return door;
}

export function boardOf(model: Model, id: string): { boot: string; stopped: string | undefined } {
  const known = model.boards.get(id);
  if (known !== undefined) return known;
  const board = { boot: "", stopped: undefined };
  model.boards.set(id, board);
  return board;
}
