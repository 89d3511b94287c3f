// Judges what must hold once every fault is over and staff had time to look everywhere [I10]: boards answer, doors are known,
// queues are empty, nobody is stuck, and no document is lost.
import type { BoardId, CompartmentNumber } from "#domain/ids.ts";
import { type State, liveBoard } from "#domain/state.ts";
import type { Place } from "#simulator/world/hall.ts";
import type { Bench, CreateJudge } from "../watch.ts";
import type { ModelPickup } from "./reference-pickups.ts";
import type { ReadRow } from "./row-reading.ts";
import { type Witness, createWitness } from "./witness.ts";

export const createHealingJudge: CreateJudge = (bench) => {
  const { hall, nowMs, complain } = bench;
  const witness = createWitness(hall, nowMs);
  /** When the ledger last said of a door that something is not right there; of the whole wall, under 0. */
  const noticedAtMs = new Map<number, number>();
  let lastRoundMs = 0;

  const note = ({ fact }: ReadRow): void => {
    if (fact.kind === "staff-signed-in") lastRoundMs = nowMs();
    if (fact.kind === "compartment-doubted") noticedAtMs.set(fact.compartment, nowMs());
    if (fact.kind === "alarm-raised") noticedAtMs.set(fact.compartment ?? 0, nowMs());
    if (fact.kind === "ledger-restored" || fact.kind === "board-was-blind")
      noticedAtMs.set(0, nowMs());
  };

  return {
    name: "healing",
    acknowledged: (rows) => witness.take(rows, note),
    opened: (rows) => witness.take(rows, note),
    restored: witness.goBackTo,
    happened: witness.happened,
    drained(state) {
      const wrong = [
        ...bench.site.boards.flatMap((board) => unwellBoard(state, board)),
        ...hall.doors.flatMap((door) => unknownDoor(bench, { state, door, seen: true })),
        ...unsent(state),
      ];
      for (const what of wrong) complain("I10", `ten minutes after all healed: ${what}`);
    },
    healed(state) {
      const wrong = [
        ...bench.site.boards.flatMap((board) => unwellBoard(state, board)),
        ...hall.doors.flatMap((door) => {
          // What came after the last round waits for the next one.
          const seen = (noticedAtMs.get(door) ?? 0) < lastRoundMs;
          return unwellDoor(bench, witness, { state, door, seen });
        }),
        ...unrest(state),
        ...[...witness.printed().values()].flatMap((pickup) => untoldHolder(witness, pickup)),
        ...[...witness.printed()].flatMap(([document, pickup]) =>
          lostDocument(witness, document, {
            pickup: witness.model().pickups.get(pickup),
            place: hall.whereIs(document),
          }),
        ),
        ...unnoticed(witness, noticedAtMs),
      ];
      for (const what of wrong) complain("I10", `healed at ${nowMs()} ms: ${what}`);
    },
  };
};

function unwellBoard({ live, durable }: State, board: BoardId): readonly string[] {
  const { presence, doorsKnown } = liveBoard(live, board);
  const known = durable.boards[board];
  return [
    ...(presence === "good" && known?.lost === false ? [] : [`board ${board} is ${presence}`]),
    ...(doorsKnown ? [] : [`the doors of board ${board} are not known`]),
  ];
}

type AtDoor = { readonly state: State; readonly door: number; readonly seen: boolean };

const unwellDoor = (bench: Bench, witness: Witness, at: AtDoor): readonly string[] => [
  ...unknownDoor(bench, at),
  ...doubtfulDoor(bench, witness, at),
];

function unknownDoor({ site, hall }: Bench, { state, door }: AtDoor): readonly string[] {
  const number = numberOf(door);
  const channel = site.compartments.get(number)?.channel ?? 0;
  const fitting = hall.boardOf(door).fittings[channel - 1];
  const isSeen = fitting?.kind === "lock" && fitting.doorSensor;
  const reading = state.durable.compartments[number]?.door ?? "unknown";
  return isSeen && reading === "unknown" ? [`door ${door} is not known`] : [];
}

/** Rounds were made: only a door that does not open, or a sensor or word that was false, leaves a doubt behind. */
function doubtfulDoor(
  { site, hall }: Bench,
  witness: Witness,
  { state: { durable }, door, seen }: AtDoor,
): readonly string[] {
  const number = numberOf(door);
  const doubt = durable.compartments[number]?.doubt;
  if (doubt === undefined || !seen || hall.isJammed(door) || witness.excuseOf(door) !== undefined)
    return [];
  const board = site.compartments.get(number)?.board;
  const stopped = board === undefined ? undefined : durable.boards[board]?.stopped;
  return [`compartment ${door} is still in doubt (${doubt}; its bank: ${stopped ?? "serves"})`];
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const numberOf = (door: number): CompartmentNumber => door as CompartmentNumber;

function unsent({ durable }: State): readonly string[] {
  const messages = Object.keys(durable.outbox).length;
  return messages === 0 ? [] : [`${messages} messages are not sent`];
}

function unrest(state: State): readonly string[] {
  const { durable, live } = state;
  const { grant } = durable;
  return [
    ...unsent(state),
    ...(grant === undefined ? [] : [`grant ${grant.op} of compartment ${grant.compartment} lives`]),
    ...(live.visit.kind === "none"
      ? []
      : [`a visit hangs (${live.visit.kind}, step ${live.visit.step.kind})`]),
  ];
}

/** Whose code opens a door has heard of it: hours have passed since the last round. */
function untoldHolder(witness: Witness, id: string): readonly string[] {
  const pickup = witness.model().pickups.get(id);
  const isWaiting = pickup?.phase === "waiting" && pickup.dead === undefined;
  if (!isWaiting || pickup.suspended !== undefined || pickup.told === "told") return [];
  const doubt = witness.model().doors.get(pickup.compartment ?? 0)?.doubt;
  return doubt === undefined ? [`the holder of pickup ${id} never heard of the document`] : [];
}

/** Where the document of a pickup in this phase may be; "anywhere": its story was told and ended in a row. */
function lostDocument(
  witness: Witness,
  document: string,
  { pickup, place }: { readonly pickup: ModelPickup | undefined; readonly place: Place },
): readonly string[] {
  if (witness.storyOf(document) !== undefined) return [];
  const where =
    place.kind === "compartment"
      ? `in compartment ${place.door}`
      : `with ${place.by} ${place.name}`;
  const isWhereItBelongs = belongs(pickup, place);
  return isWhereItBelongs
    ? []
    : [
        `document ${document} is ${where}, and its pickup is ${pickup === undefined ? "unknown" : phaseOf(pickup)}`,
      ];
}

const phaseOf = ({ phase, end, compartment }: ModelPickup): string =>
  phase === "waiting" ? `waiting in compartment ${compartment}` : (end ?? phase);

function belongs(pickup: ModelPickup | undefined, place: Place): boolean {
  if (pickup?.phase === "waiting")
    return place.kind === "compartment" && place.door === pickup.compartment;
  if (place.kind === "compartment") return false;
  // Forgotten thirty days after its end, or lost with a restore: all that is known is that no compartment holds it.
  if (pickup === undefined || pickup.end === "not-found") return true;
  return pickup.end === "collected" ? place.by === "holder" : place.by === "clerk";
}

/** A door that hands got behind without a grant: an alarm, a doubt or a blind board says so, then or later. */
const unnoticed = (
  { intrusions, excuseOf }: Witness,
  noticedAtMs: ReadonlyMap<number, number>,
): readonly string[] =>
  intrusions
    .filter(({ door }) => excuseOf(door) !== undefined)
    .filter(({ door, atMs }) => {
      const noticed = Math.max(noticedAtMs.get(door) ?? 0, noticedAtMs.get(0) ?? 0);
      return noticed < atMs - NOTICED_BEFORE_MS;
    })
    .map(({ door, atMs, what }) => `nobody noticed at door ${door}, ${atMs} ms: ${what}`);

/** The door is noticed when it opens; what is done behind it may follow much later. */
const NOTICED_BEFORE_MS = 24 * 3_600_000;
