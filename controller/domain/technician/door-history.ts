// What the ledger tells of one door, row by row, without anything about a person: a pickup is left out, only kinds stay.
import type { Fact, LedgerRecord, RecordedEvent } from "../facts.ts";
import type { CompartmentNumber, Op } from "../ids.ts";
import type { DoorEvent } from "./panel.ts";

/** No more than this is kept of a door. */
const HISTORY_MAX = 60;

/** Oldest rows in, newest event first. */
export function doorHistory(
  records: readonly LedgerRecord[],
  compartment: CompartmentNumber,
): readonly DoorEvent[] {
  const ops = new Set<Op>();
  const events: DoorEvent[] = [];
  for (const { fact, atMs } of records) {
    if (fact.kind === "door-granted" && fact.compartment === compartment) ops.add(fact.op);
    const isOwn =
      "compartment" in fact
        ? fact.compartment === compartment
        : fact.kind === "grant-ended" && ops.has(fact.op);
    const told = isOwn ? toldOf(fact) : undefined;
    if (told !== undefined) events.push({ atMs, ...told });
  }
  return events.slice(-HISTORY_MAX).toReversed();
}

type Told = Omit<DoorEvent, "atMs">;
type Telling = {
  readonly [Kind in Fact["kind"]]?: (
    fact: Extract<Fact, { readonly kind: Kind }>,
  ) => Told | undefined;
};

const DOOR = {
  open: { what: "opened" },
  closed: { what: "closed" },
  unknown: { what: "read-unknown" },
} as const;
const ITEM = { present: { what: "item-came" }, absent: { what: "item-went" } } as const;

/** Every other row says nothing of a door itself. */
const telling: Telling = {
  "board-event-recorded": ({ event }) => eventTold(event),
  "door-read": ({ state }) => DOOR[state],
  "item-read": ({ state }) => (state === "unknown" ? undefined : ITEM[state]),
  "door-granted": ({ authority }) => ({ what: "granted", detail: authority.kind }),
  "grant-ended": ({ outcome }) => ({ what: "ended", detail: outcome }),
  "compartment-doubted": ({ doubt }) => ({ what: "doubted", detail: doubt }),
  "compartment-inspected": ({ found }) => ({ what: "inspected", detail: found }),
  "compartment-disabled": () => ({ what: "disabled" }),
  "compartment-enabled": () => ({ what: "enabled" }),
};

function toldOf(fact: Fact): Told | undefined {
  // That a fact meets the entry of its own kind is what the key says.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const tell = telling[fact.kind] as ((fact: Fact) => Told | undefined) | undefined;
  return tell?.(fact);
}

function eventTold(event: RecordedEvent): Told | undefined {
  if (event.kind === "door") return DOOR[event.state];
  if (event.kind === "item") return ITEM[event.state];
  return event.kind === "drive" && event.state !== "ok"
    ? { what: "coil-broken", detail: event.state }
    : undefined;
}
