// What a judge of places remembers of the world: which document is whose, who was busy at which door, and every reason why ledger
// and world may truly differ at a door. A reason ends at the next look of staff that nobody was untrue about.
import type { Hall } from "#simulator/world/hall.ts";
import type { Actor, Happening, Untruth } from "#simulator/world/happening.ts";
import type { LedgerRow } from "#runtime/ports.ts";
import { type Model, createModel, takeRow } from "./reference-model.ts";
import { type ReadRow, followRows } from "./row-reading.ts";

/** Words that no controller can know to be wrong, and what they leave behind. What a holder says is believed of no door. */
const UNTRUTHS: Readonly<Record<Untruth, string | undefined>> = {
  "said-in": "it was said to be in, and was not",
  "said-not-in": "it was said not to be in, and was",
  "said-taken": "staff said that it was taken out, and it was not",
  "said-nothing": undefined,
  "said-empty": "a clerk said that it was empty, and it was not",
  "said-document": "a clerk said that the document is in it, and it was not",
  "said-closed": "a door that nothing can see was said to be closed",
  "wrong-document": "another document was put in than the one that was scanned",
};

/** Faults of what the controller sees by; their detail names the doors as `door N`. */
const FAULTS: Readonly<Record<string, string>> = {
  "item-sensor-stuck": "its item sensor is stuck",
  "door-sensor-stuck": "its door sensor is stuck",
  "wrong-door": "it is wired to another channel than planned",
};

/** Staff had the door open and said what is behind it. */
const LOOKS: ReadonlySet<string> = new Set([
  "compartment-inspected",
  "pickup-deposited",
  "pickup-retrieved",
  "deposit-undone",
  "pickup-not-found",
]);

/** Staff opened to take a document out. */
const TAKES_OUT: ReadonlySet<string> = new Set(["retrieval", "undo-deposit"]);

type Excuse = { readonly why: string; readonly op: number; readonly fault: string | undefined };

export type Witness = {
  readonly model: () => Model;
  /** New rows in their order, each told to `each` after it was taken. */
  readonly take: (rows: readonly LedgerRow[], each: (row: ReadRow) => void) => void;
  readonly goBackTo: (rows: readonly LedgerRow[]) => void;
  readonly happened: (happening: Happening) => void;
  readonly documentOf: (pickup: string | undefined) => string | undefined;
  /** By document: its newest pickup. */
  readonly printed: () => ReadonlyMap<string, string>;
  /** Why ledger and world may differ at this door. */
  readonly excuseOf: (door: number) => string | undefined;
  /** Why this document may be elsewhere than its pickup says. */
  readonly storyOf: (document: string) => string | undefined;
  /** Taken or put in by hands that no grant explains: the controller has to notice each. */
  readonly intrusions: readonly Intrusion[];
};

export type Intrusion = { readonly door: number; readonly atMs: number; readonly what: string };

export function createWitness(hall: Hall, nowMs: () => number): Witness {
  const rows = followRows();
  let model = createModel();
  const documents = new Map<string, string>();
  const pickups = new Map<string, string>();
  const excuses = new Map<number, Excuse>();
  const stories = new Map<string, string>();
  const intrusions: Intrusion[] = [];

  const opAt = (door: number): number => {
    if (model.grant?.compartment === door) return model.grant.op;
    return model.ended?.grant.compartment === door ? model.ended.grant.op : 0;
  };

  /** The document that a deposit at this door is about. */
  const documentToBe = (door: number): string | undefined => {
    const grant = model.grant ?? model.ended?.grant;
    if (grant?.compartment !== door || grant.authority.kind !== "deposit") return undefined;
    return documents.get(grant.authority.pickup);
  };

  /** From now on neither what lies there nor what should lie there is where the ledger says. */
  const excuse = (door: number, why: string, fault?: string): void => {
    excuses.set(door, { why, op: fault === undefined ? opAt(door) : 0, fault });
    const should = documents.get(model.doors.get(door)?.holds ?? "");
    for (const document of [hall.inside(door), should, documentToBe(door)])
      if (document !== undefined) stories.set(document, `door ${door}: ${why}`);
  };

  const untrue = ({ door, what, by }: Extract<Happening, { readonly kind: "untruth" }>): void => {
    const why = UNTRUTHS[what];
    const grant = model.grant ?? model.ended?.grant;
    const isStaffs = grant?.compartment === door && TAKES_OUT.has(grant.authority.kind);
    const inside = hall.inside(door);
    if (inside !== undefined) stories.set(inside, `door ${door}: ${what} by a ${by}`);
    if (why !== undefined && (what !== "said-taken" || isStaffs)) excuse(door, why);
  };

  const struck = ({
    fault,
    detail,
  }: Extract<Happening, { readonly kind: "fault-struck" }>): void => {
    const why = FAULTS[fault];
    if (why === undefined) return;
    for (const [, door] of detail.matchAll(/\bdoor (\d+)/gu)) excuse(Number(door), why, fault);
  };

  const moved = (move: Extract<Happening, { readonly kind: "put-in" | "taken-out" }>): void => {
    const { door, by, document } = move;
    const known = excuses.get(door);
    if (known !== undefined) stories.set(document, `door ${door}: ${known.why}`);
    if (isGrantedTo(model, door, by)) return;
    const why = `${move.kind} by a ${by}, whom no grant explains`;
    excuses.set(door, { why, op: 0, fault: known?.fault });
    stories.set(document, `door ${door}: ${why}`);
    // While somebody's granted door stands open, nobody can tell whose hand it was.
    if (model.busy === door) return;
    intrusions.push({ door, atMs: nowMs(), what: `document ${document} was ${why}` });
  };

  const looked = ({ fact }: ReadRow): void => {
    if (!LOOKS.has(fact.kind) || !("compartment" in fact) || fact.compartment === undefined) return;
    if (isLeftUnread(fact)) return;
    const known = excuses.get(fact.compartment);
    const isNew = known !== undefined && known.op !== opAt(fact.compartment);
    if (isNew && known.fault === undefined) excuses.delete(fact.compartment);
  };

  /** Who was to take it out let it lie: they saw that there is one, and nobody asked them which. */
  const isLeftUnread = (fact: ReadRow["fact"]): boolean => {
    if (fact.kind !== "compartment-inspected" || fact.found !== "document") return false;
    const grant = model.grant ?? model.ended?.grant;
    return grant?.compartment === fact.compartment && grant.authority.kind === "retrieval";
  };

  const mended = (fault: string): void => {
    for (const [door, known] of excuses)
      if (known.fault === fault) excuses.set(door, { ...known, fault: undefined });
  };

  return {
    model: () => model,
    take(all, each) {
      for (const row of rows.take(all)) {
        takeRow(model, row);
        looked(row);
        each(row);
      }
    },
    goBackTo(all) {
      // What holders took since the backup is theirs, and the ledger has forgotten it.
      for (const document of pickups.keys()) {
        const place = hall.whereIs(document);
        if (place.kind === "hands" && place.by !== "clerk")
          stories.set(document, "it was taken before the ledger was restored");
      }
      model = createModel();
      rows.goBackTo(0);
      for (const row of rows.take(all)) takeRow(model, row);
    },
    happened(happening) {
      const { kind } = happening;
      if (kind === "document-printed") {
        documents.set(happening.pickup, happening.document);
        pickups.set(happening.document, happening.pickup);
      }
      if (kind === "untruth") untrue(happening);
      if (kind === "fault-struck") struck(happening);
      if (kind === "fault-mended") mended(happening.fault);
      if (kind === "put-in" || kind === "taken-out") moved(happening);
    },
    documentOf: (pickup) => (pickup === undefined ? undefined : documents.get(pickup)),
    printed: () => pickups,
    excuseOf: (door) => excuses.get(door)?.why,
    storyOf: (document) => stories.get(document),
    intrusions,
  };
}

/** The grant at this door is for people like these; what they do there is judged by what they then say. */
function isGrantedTo(model: Model, door: number, by: Actor): boolean {
  const grant = model.grant ?? model.ended?.grant;
  if (model.busy !== door || grant?.compartment !== door) return false;
  const { kind } = grant.authority;
  const isHolders = kind === "collection" || kind === "grace-reopen" || kind === "hand-in";
  return by === (isHolders ? "holder" : "clerk");
}
