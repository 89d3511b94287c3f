// The model of the documents' pickups, beside that of compartments and grants (reference-doors.ts): which stage each is at, whether its
// code still opens, how often proof failed, and whether its holder has heard. Taken as it comes; what no row may do is in reference-rules.ts.
import type { Doubt, Fact } from "#domain/facts.ts";
import type { ReadRow } from "./row-reading.ts";

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
  readonly group: string | undefined;
};

export type PickupModel = {
  /** Counts starts: a monotonic time means something within one run only. */
  run: number;
  readonly pickups: Map<string, ModelPickup>;
  readonly locators: Map<string, string>;
  /** By message: whom it is about. */
  readonly messages: Map<string, string>;
  /** Whose own proof was given since the last visit ended. */
  readonly proven: Set<string>;
  /** In whose favour "I forgot something" runs. */
  readonly graced: Set<string>;
};

export const createPickupModel = (): PickupModel => ({
  run: 0,
  pickups: new Map(),
  locators: new Map(),
  messages: new Map(),
  graced: new Set(),
  proven: new Set(),
});

const freshPickup = (
  announced: Pick<ModelPickup, "id" | "product" | "locator" | "until" | "group">,
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

const GIVES_CODE: ReadonlySet<string> = new Set([
  "document-ready",
  "code-renewed",
  "code-repeated",
]);

type Take<Kind extends Fact["kind"]> = (
  model: PickupModel,
  fact: Extract<Fact, { readonly kind: Kind }>,
  row: ReadRow,
) => void;

/** Only what changes pickups; every other kind leaves them as they are. */
export const pickupTakes: { readonly [Kind in Fact["kind"]]?: Take<Kind> } = {
  "terminal-started": (model) => newRun(model),
  "ledger-restored": (model) => {
    newRun(model);
    for (const pickup of model.pickups.values())
      if (pickup.phase === "waiting") pickup.suspended = "restored";
  },
  "message-queued": (model, { message, pickup, template }) => {
    model.messages.set(message, pickup);
    if (GIVES_CODE.has(template)) change(model, pickup, { told: "told" });
  },
  "message-sent": (model, { message }) => void model.messages.delete(message),
  "message-refused": (model, { message }) => void model.messages.delete(message),
  "pickup-announced": (model, { pickup, product, locator, untilMs, group }, row) => {
    model.locators.set(locator, pickup);
    const until = { atMs: untilMs, epoch: row.clockEpoch };
    model.pickups.set(pickup, freshPickup({ id: pickup, product, locator, until, group }));
  },
  "pickup-deposited": (model, { pickup, compartment, untilMs, undoMs = 0 }, row) => {
    const until = { atMs: untilMs, epoch: row.clockEpoch };
    const told = { run: model.run, fromMonoMs: row.monoMs, undoMs };
    change(model, pickup, { phase: "waiting", compartment, until, told });
  },
  "deposit-undone": (model, { pickup, untilMs }, row) => {
    const until = { atMs: untilMs, epoch: row.clockEpoch };
    const back = { phase: "announced", compartment: undefined, told: undefined } as const;
    change(model, pickup, { ...back, until, dead: undefined, suspended: undefined });
  },
  "pickup-collected": (model, { pickup }, row) => {
    end(model, pickup, "collected");
    setGrace(model, pickup, row.monoMs);
  },
  "pickup-retrieved": (model, { pickup }) => end(model, pickup, "retrieved"),
  "pickup-not-found": (model, { pickup }) => end(model, pickup, "not-found"),
  "pickup-found-again": (model, { pickup, untilMs }, row) => {
    const until = { atMs: untilMs, epoch: row.clockEpoch };
    const back = { phase: "announced", end: undefined, compartment: undefined } as const;
    change(model, pickup, { ...back, until, told: undefined, dead: undefined });
    change(model, pickup, { suspended: undefined });
    setGrace(model, pickup, undefined);
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
  "code-asked-again": (model, { wrong }) => {
    for (const id of wrong) {
      const known = model.pickups.get(id);
      if (known !== undefined) known.wrongBirthDates += 1;
    }
  },
  "proof-given": (model, { pickup }) => {
    change(model, pickup, { failuresInRow: 0 });
    model.proven.add(pickup);
  },
  "visit-ended": (model) => model.proven.clear(),
};

function change(model: PickupModel, id: string, changed: Partial<ModelPickup>): void {
  const pickup = model.pickups.get(id);
  if (pickup !== undefined) Object.assign(pickup, changed);
}

function end(model: PickupModel, id: string, how: ModelPickup["end"]): void {
  change(model, id, { phase: "ended", end: how });
}

function setGrace(model: PickupModel, id: string, graceFromMs: number | undefined): void {
  change(model, id, { graceFromMs });
  if (graceFromMs === undefined) model.graced.delete(id);
  else model.graced.add(id);
}

/** Whoever stood there is gone with the old run, and their grace with them. */
function newRun(model: PickupModel): void {
  for (const id of model.graced) change(model, id, { graceFromMs: undefined });
  model.graced.clear();
  model.proven.clear();
  model.run += 1;
}
