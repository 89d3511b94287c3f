// What facts about the terminal itself change: its clock, its restarts and restores, its alarms and its outbox.
import { type Appliers, changeCompartment, changePickup } from "../applier.ts";
import type { Fact, LedgerRecord } from "../facts.ts";
import { givesCode } from "../pickup/code-givers.ts";
import type { Durable, Pickup, StaffBudget } from "../state.ts";
import { correctStamps } from "./clock.ts";

type Kinds =
  | "ledger-opened"
  | "terminal-started"
  | "clock-stepped"
  | "ledger-restored"
  | "alarm-raised"
  | "visit-ended"
  | "self-test-ended"
  | "message-queued"
  | "message-sent"
  | "message-refused";

const mapValues = <T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => T,
): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/**
 * A new run has a new monotonic clock. Stamps of the old run move so that no budget refills and no lock ends early:
 * by the wall clock where both runs could trust it, else as if no time had passed at all [I8].
 */
function restart(durable: Durable, record: LedgerRecord): Durable {
  const sameClock = record.clockTrusted && record.clockEpoch === durable.clock.epoch;
  const wallPassed = sameClock ? Math.max(0, record.atMs - durable.clock.wallMs) : 0;
  const shiftMs = record.monoMs - wallPassed - durable.clock.monoMs;
  const move = (at: number): number => at + shiftMs;
  const { typing } = durable;
  return {
    ...durable,
    proven: [],
    seq: record.seq,
    clock: {
      epoch: record.clockEpoch,
      trusted: record.clockTrusted,
      wallMs: record.atMs,
      monoMs: record.monoMs,
    },
    typing: {
      failuresAtMonoMs: typing.failuresAtMonoMs.map(move),
      lockedUntilMonoMs: move(typing.lockedUntilMonoMs),
      locks: typing.locks.map(move),
    },
    askedAgainAtMonoMs: durable.askedAgainAtMonoMs.map(move),
    staff: mapValues(durable.staff, (budget: StaffBudget) => ({
      ...budget,
      lockedUntilMonoMs: move(budget.lockedUntilMonoMs),
    })),
    pickups: mapPickups(durable, (pickup) => overRestart(durable, pickup, { record, move })),
  };
}

const mapPickups = ({ pickups }: Durable, change: (pickup: Pickup) => Pickup): Durable["pickups"] =>
  new Map([...pickups].map(([id, pickup]) => [id, change(pickup)]));

/** "I forgot something" belongs to the run that saw the door close; a stamp of a wrong clock keeps its distance from now. */
function overRestart(
  durable: Durable,
  pickup: Pickup,
  { record, move }: { readonly record: LedgerRecord; readonly move: (at: number) => number },
): Pickup {
  const { epoch, trusted, wallMs } = durable.clock;
  const { graceFromMonoMs, undoUntilMonoMs: undo } = pickup;
  const ungraced =
    graceFromMonoMs === undefined && undo === undefined
      ? pickup
      : {
          ...pickup,
          graceFromMonoMs: undefined,
          undoUntilMonoMs: undo === undefined ? undefined : move(undo),
        };
  if (trusted) return ungraced;
  return correctStamps(ungraced, epoch, { epoch: record.clockEpoch, stepMs: record.atMs - wallMs });
}

type Restored = Extract<Fact, { readonly kind: "ledger-restored" }>;

/**
 * After a restore nothing is believed: every code is dead, every compartment waits for a clerk. A code that was still on its way is
 * not sent any more: what the clerk finds gets a new one.
 */
function restore(durable: Durable, fact: Restored): Durable {
  const outbox = Object.fromEntries(
    Object.entries(durable.outbox).filter(([, { template }]) => !givesCode(template)),
  );
  const pickups = mapPickups(durable, (pickup) =>
    pickup.phase === "waiting" ? { ...pickup, suspended: "restored" as const } : pickup,
  );
  const base: Durable = {
    ...durable,
    restoreEpoch: fact.epoch,
    keyId: fact.keyId,
    pickups,
    outbox,
    boards: {},
    grant: undefined,
  };
  return fact.compartments.reduce(
    (next, number) =>
      changeCompartment(next, number, { doubt: "restored", door: "unknown", item: "unknown" }),
    base,
  );
}

function leaveOutbox(durable: Durable, message: string): Durable {
  const { [message]: _left, ...outbox } = durable.outbox;
  return { ...durable, outbox };
}

export const terminalAppliers: Appliers<Kinds> = {
  "ledger-opened": (durable, fact) => ({ ...durable, terminal: fact.terminal, keyId: fact.keyId }),
  "terminal-started": (durable, fact, record) => ({
    ...restart(durable, record),
    pinDigits: fact.pinDigits,
  }),
  "clock-stepped": (durable, fact) => {
    const correct = (pickup: Pickup): Pickup =>
      correctStamps(pickup, durable.clock.epoch, { epoch: fact.epoch, stepMs: fact.stepMs });
    return {
      ...durable,
      clock: { ...durable.clock, epoch: fact.epoch, trusted: fact.trusted },
      pickups: durable.clock.trusted ? durable.pickups : mapPickups(durable, correct),
    };
  },
  "ledger-restored": (durable, fact, record) => restore(restart(durable, record), fact),
  "alarm-raised": (durable) => durable,
  "visit-ended": (durable) => ({ ...durable, proven: [] }),
  "self-test-ended": (durable) => durable,
  "message-queued": (durable, { message, pickup, template }) => {
    const outbox = { ...durable.outbox, [message]: { pickup, template } };
    // Whoever holds the code may come: from here on nothing is undone.
    const told = givesCode(template)
      ? changePickup(durable, pickup, { undoUntilMonoMs: undefined })
      : durable;
    return { ...told, outbox };
  },
  "message-sent": (durable, fact) => leaveOutbox(durable, fact.message),
  "message-refused": (durable, fact) => leaveOutbox(durable, fact.message),
};
