// What facts about a pickup change: from announced over waiting to ended, and which of its codes are alive.
import {
  type Appliers,
  changeCompartment,
  changePickup,
  knownPickup,
  withEntry,
  withoutEntry,
} from "../applier.ts";
import type { LedgerRecord } from "../facts.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import { type Durable, type Pickup, compartmentOf } from "../state.ts";

type Kinds =
  | "pickup-announced"
  | "pickup-deposited"
  | "deposit-undone"
  | "pickup-collected"
  | "pickup-retrieved"
  | "pickup-not-found"
  | "pickup-forgotten"
  | "pickup-found-again"
  | "pickup-expired"
  | "pickup-extended"
  | "pickup-suspended"
  | "pickup-resumed"
  | "pickup-withdrawn"
  | "pickup-released"
  | "code-used"
  | "code-reissued"
  | "old-document-handed-in"
  | "personal-data-erased";

const announced = {
  phase: "announced",
  end: undefined,
  endedAtMs: undefined,
  compartment: undefined,
  untilMs: undefined,
  undoUntilMonoMs: undefined,
  stampEpoch: 0,
  dead: undefined,
  suspended: undefined,
  released: false,
  pinCounter: 0,
  qrCounter: 0,
  codeUsed: false,
  graceFromMonoMs: undefined,
  failuresInRow: 0,
  failuresTotal: 0,
  wrongBirthDates: 0,
  sentAgain: 0,
  erased: false,
  handedIn: false,
  group: undefined,
} satisfies Partial<Pickup>;

function end(durable: Durable, id: PickupId, how: Pickup["end"], record: LedgerRecord): Durable {
  return changePickup(durable, id, {
    phase: "ended",
    end: how,
    endedAtMs: record.atMs,
    stampEpoch: record.clockEpoch,
  });
}

/** The document is out: nothing lies in the compartment any more, whatever else is doubtful about it. */
function vacate(durable: Durable, number: CompartmentNumber): Durable {
  return changeCompartment(durable, number, {
    holds: undefined,
    itemSeen: false,
    unsettled: false,
  });
}

export const pickupAppliers: Appliers<Kinds> = {
  "pickup-announced": (durable, fact, record) => ({
    ...durable,
    pickups: withEntry(durable.pickups, fact.pickup, {
      ...announced,
      id: fact.pickup,
      product: fact.product,
      locator: fact.locator,
      language: fact.language,
      lowCompartment: fact.lowCompartment,
      group: fact.group,
      untilMs: fact.untilMs,
      stampEpoch: record.clockEpoch,
    }),
    locators: withEntry(durable.locators, fact.locator, fact.pickup),
  }),
  "pickup-deposited": (durable, fact, record) => {
    const { compartment, untilMs, undoMs } = fact;
    const placed = changePickup(durable, fact.pickup, {
      phase: "waiting",
      compartment,
      untilMs,
      undoUntilMonoMs: undoMs === undefined ? undefined : record.monoMs + undoMs,
      stampEpoch: record.clockEpoch,
    });
    const itemSeen = compartmentOf(placed, compartment).item === "present";
    const held = changeCompartment(placed, compartment, {
      holds: fact.pickup,
      itemSeen,
      unsettled: false,
    });
    const servedUnwalked = held.servedUnwalked || Object.keys(held.commissioned).length === 0;
    return { ...held, servedUnwalked };
  },
  "deposit-undone": (durable, { pickup, compartment, untilMs }, { clockEpoch }) => {
    const back = changePickup(durable, pickup, {
      phase: "announced",
      compartment: undefined,
      untilMs,
      undoUntilMonoMs: undefined,
      dead: undefined,
      suspended: undefined,
      stampEpoch: clockEpoch,
    });
    return vacate(back, compartment);
  },
  "pickup-collected": (durable, fact, record) => {
    const ended = end(durable, fact.pickup, "collected", record);
    const graced = changePickup(ended, fact.pickup, { graceFromMonoMs: record.monoMs });
    // Left inside first, fetched in the grace time: the sensor has now seen it go.
    const fetched =
      fact.proof === "item-sensor" &&
      compartmentOf(durable, fact.compartment).doubt === "left-inside";
    const emptied = vacate(graced, fact.compartment);
    return fetched ? changeCompartment(emptied, fact.compartment, { doubt: undefined }) : emptied;
  },
  "pickup-retrieved": (durable, fact, record) =>
    vacate(end(durable, fact.pickup, "retrieved", record), fact.compartment),
  "pickup-not-found": (durable, fact, record) =>
    vacate(end(durable, fact.pickup, "not-found", record), fact.compartment),
  "pickup-found-again": (durable, { pickup, untilMs }, { clockEpoch }) =>
    changePickup(durable, pickup, {
      phase: "announced",
      end: undefined,
      endedAtMs: undefined,
      compartment: undefined,
      untilMs,
      undoUntilMonoMs: undefined,
      dead: undefined,
      suspended: undefined,
      graceFromMonoMs: undefined,
      stampEpoch: clockEpoch,
    }),
  "pickup-forgotten": (durable, fact) => {
    const { locator } = knownPickup(durable, fact.pickup);
    const pickups = withoutEntry(durable.pickups, fact.pickup);
    const locators = withoutEntry(durable.locators, locator);
    // What nobody could deliver in thirty days concerns nobody any more.
    const outbox = Object.fromEntries(
      Object.entries(durable.outbox).filter(([, { pickup }]) => pickup !== fact.pickup),
    );
    return { ...durable, pickups, locators, outbox };
  },
  "pickup-expired": (durable, fact) => changePickup(durable, fact.pickup, { dead: "expired" }),
  "pickup-extended": (durable, { pickup, untilMs }, { clockEpoch }) => {
    const { dead } = knownPickup(durable, pickup);
    return changePickup(durable, pickup, {
      untilMs,
      stampEpoch: clockEpoch,
      dead: dead === "expired" ? undefined : dead,
    });
  },
  "pickup-suspended": (durable, fact, record) =>
    changePickup(durable, fact.pickup, {
      suspended: fact.doubt,
      // Left inside by its own holder, seen by sensor or word: "I forgot something" still holds.
      graceFromMonoMs: fact.doubt === "left-inside" ? record.monoMs : undefined,
    }),
  "pickup-resumed": (durable, fact) => changePickup(durable, fact.pickup, { suspended: undefined }),
  "pickup-withdrawn": (durable, fact, record) =>
    knownPickup(durable, fact.pickup).phase === "announced"
      ? end(durable, fact.pickup, "withdrawn", record)
      : changePickup(durable, fact.pickup, { dead: "withdrawn" }),
  "pickup-released": (durable, fact) => changePickup(durable, fact.pickup, { released: true }),
  // A release of staff is for one opening.
  "code-used": (durable, fact) =>
    changePickup(durable, fact.pickup, { codeUsed: true, released: false }),
  "code-reissued": (durable, fact) =>
    changePickup(durable, fact.pickup, {
      ...(fact.which === "pin" ? { pinCounter: fact.counter } : { qrCounter: fact.counter }),
      codeUsed: false,
      graceFromMonoMs: undefined,
    }),
  "old-document-handed-in": (durable, fact) =>
    changePickup(durable, fact.pickup, { handedIn: true }),
  "personal-data-erased": (durable, fact) => changePickup(durable, fact.pickup, { erased: true }),
};
