// What the boards report becomes facts first, and then what it means. Only the granted door may open: any other opening
// stops its bank, except one that its own last grant explains.
import { compartmentAt } from "./wiring.ts";
import { type Draft, perform, raiseAlarm, record } from "../draft.ts";
import { doubt, nextOp } from "../door/grant.ts";
import {
  bootChanged,
  driveReported,
  notOpenedReported,
  openAnswered,
  reactToOpening,
  resultAnswered,
} from "../door/watch.ts";
import { itemMoved, otherDoorOpened } from "../technician/door-test.ts";
import type { AlarmKind, RecordedEvent } from "../facts.ts";
import type { BoardId, CompartmentNumber, Op } from "../ids.ts";
import type { BoardInput, Snapshot } from "../inputs.ts";
import {
  type DoorState,
  type ItemState,
  type LiveBoard,
  compartmentOf,
  liveBoard,
} from "../state.ts";

const setBoard = (draft: Draft, board: BoardId, change: Partial<LiveBoard>): void => {
  const boards = { ...draft.live.boards, [board]: { ...liveBoard(draft.live, board), ...change } };
  draft.live = { ...draft.live, boards };
};

export function boardReported(draft: Draft, input: BoardInput): void {
  switch (input.kind) {
    case "board-greeted":
      return greeted(draft, input);
    case "board-snapshot-read":
      return snapshotRead(draft, input.board, input.snapshot);
    case "board-event-read":
      return eventRead(draft, input);
    case "board-events-missed":
      return eventsMissed(draft, input);
    case "open-answered":
      return openAnswered(draft, input.op, input.answer);
    case "result-answered":
      return resultAnswered(draft, input);
    case "board-suspected":
      return setBoard(draft, input.board, { presence: "suspect", doorsKnown: false });
    case "board-lost":
      return lost(draft, input.board);
    case "board-returned":
      return returned(draft, input.board);
    case "second-host-heard":
      return stopBank(draft, input.board, "second-host");
  }
}

function greeted(
  draft: Draft,
  input: Extract<BoardInput, { readonly kind: "board-greeted" }>,
): void {
  const { board, boot, highestOp, channels } = input;
  noteBoot(draft, input);
  const sameBoot = liveBoard(draft.live, board).boot === boot;
  const doorsKnown = sameBoot && liveBoard(draft.live, board).doorsKnown;
  setBoard(draft, board, { presence: "good", boot, doorsKnown });
  if (draft.durable.grant?.board === board) bootChanged(draft, boot);
  if (!reachesAll(draft, board, channels)) stopBank(draft, board, "wiring-mismatch");
  // A board that has seen a later operation than this ledger knows an older ledger when it sees one [LL-4.2].
  if (highestOp >= nextOp(draft.durable)) stopBank(draft, board, "ledger-behind-board");
}

function noteBoot(
  draft: Draft,
  { board, boot, highestOp }: Extract<BoardInput, { readonly kind: "board-greeted" }>,
): void {
  const known = draft.durable.boards[board];
  if (known?.boot === boot && !known.lost) return;
  // What the old boot still had in its ring is lost with it [LL-5.4].
  if (known !== undefined && known.boot !== "" && known.boot !== boot)
    record(draft, { kind: "board-was-blind", board, boot: known.boot, fromN: known.n + 1 });
  record(draft, { kind: "board-greeted", board, boot, highestOp });
}

/** A configured door beyond the board's last channel would be answered by silence at midnight: it is said now. */
const reachesAll = (draft: Draft, board: BoardId, channels: number): boolean =>
  [...draft.site.compartments.values()].every(
    (compartment) => compartment.board !== board || compartment.channel <= channels,
  );

function eventRead(
  draft: Draft,
  input: Extract<BoardInput, { readonly kind: "board-event-read" }>,
): void {
  const { board, boot, n, tMs, event } = input;
  const known = draft.durable.boards[board];
  if (known === undefined || known.boot !== boot) return;
  if (n > known.n) {
    const number = "channel" in event ? compartmentAt(draft.site, board, event.channel) : undefined;
    const before = number === undefined ? undefined : compartmentOf(draft.durable, number).door;
    const compartment = number === undefined ? {} : { compartment: number };
    record(draft, { kind: "board-event-recorded", board, boot, n, tMs, event, ...compartment });
    setBoard(draft, board, { readAtMonoMs: draft.at.monoMs });
    eventMeans(draft, event, { board, number, before });
    // All that a snapshot left to the events has been read: what they did not tell, the next one does.
    if (n === liveBoard(draft.live, board).newestEvent && draft.durable.grant?.board === board)
      perform(draft, { kind: "read-board", board });
  }
  perform(draft, { kind: "acknowledge-event", board, boot, n });
}

type Where = {
  readonly board: BoardId;
  readonly number: CompartmentNumber | undefined;
  readonly before: "open" | "closed" | "unknown" | undefined;
};

function eventMeans(draft: Draft, event: RecordedEvent, where: Where): void {
  switch (event.kind) {
    case "door":
      if (event.state === "open" && where.number !== undefined && isNews(draft, where))
        opened(draft, where.board, where.number, event.op);
      return;
    case "drive":
      return driveReported(draft, event.op, event.state);
    case "opfail":
      return notOpenedReported(draft, event.op);
    case "tamper":
      if (event.state === "on") raiseAlarm(draft, "tamper", { board: where.board });
      return;
    case "lost":
      return setBoard(draft, where.board, { doorsKnown: false });
    case "item":
      if (where.number !== undefined) itemMoved(draft, where.number, event.state);
      return;
    case "boot":
    case "vend":
    case "hostlost":
      return;
  }
}

/** A snapshot may have told of this opening before its event was read; after a gap nobody knows whether it closed between. */
const isNews = (draft: Draft, { board, before }: Where): boolean =>
  before !== "open" || !liveBoard(draft.live, board).doorsKnown;

/** How a grant ended whose door may still give way. */
const MAY_OPEN_LATE: ReadonlySet<string> = new Set(["not-opened", "unknown"]);

/** A door opened. Granted: the grant's opening. Its last grant did not open it: late. Anything else: nobody's. */
function opened(draft: Draft, board: BoardId, number: CompartmentNumber, op?: Op): void {
  if (draft.durable.grant?.compartment === number) return reactToOpening(draft);
  const { last } = compartmentOf(draft.durable, number);
  // After a restart RESULT may have told of this very opening before its event was read: that grant has ended with it.
  if (op !== undefined && last?.op === op && last.outcome === "opened") return;
  if (last !== undefined && MAY_OPEN_LATE.has(last.outcome)) {
    raiseAlarm(draft, "door-opened-late", { compartment: number });
    return doubt(draft, number, "opened-late");
  }
  otherDoorOpened(draft, number);
  raiseAlarm(draft, "door-opened-without-grant", { board, compartment: number });
  doubt(draft, number, "opened-without-grant");
  if (draft.durable.boards[board]?.stopped === undefined)
    record(draft, { kind: "bank-stopped", board, why: "door-opened-without-grant" });
}

function eventsMissed(
  draft: Draft,
  input: Extract<BoardInput, { readonly kind: "board-events-missed" }>,
): void {
  const { board, boot, fromN, toN } = input;
  const known = draft.durable.boards[board];
  if (known?.boot === boot && toN > known.n)
    record(draft, { kind: "board-was-blind", board, boot, fromN, toN });
  setBoard(draft, board, { doorsKnown: false });
}

/** A snapshot says how the doors are now. What differs from the ledger moved while nobody read it. */
function snapshotRead(draft: Draft, board: BoardId, snapshot: Snapshot): void {
  const known = draft.durable.boards[board];
  if (known === undefined) return;
  // Events that are still to be read tell of the granted door in their order; read now, an item that went before its door
  // closed would seem to have gone after it [LL-5.4].
  const told = known.n < snapshot.newestEvent ? draft.durable.grant?.compartment : undefined;
  for (const { number, channel, board: own } of draft.site.compartments.values())
    if (own === board && number !== told)
      readCompartment(draft, { board, number, channel }, snapshot);
  setBoard(draft, board, {
    presence: "good",
    doorsKnown: true,
    newestEvent: snapshot.newestEvent,
    readAtMonoMs: draft.at.monoMs,
  });
}

type Wired = {
  readonly board: BoardId;
  readonly number: CompartmentNumber;
  readonly channel: number;
};

/** The door first: an item that is gone behind a closed door proves nothing. */
function readCompartment(draft: Draft, at: Wired, snapshot: Snapshot): void {
  readDoor(draft, at, DOOR[readingOf(at.channel, snapshot.unknownDoors, snapshot.openDoors)]);
  readItem(draft, at, ITEM[readingOf(at.channel, snapshot.unknownItems, snapshot.presentItems)]);
}

const DOOR = { unknown: "unknown", yes: "open", no: "closed" } as const;
const ITEM = { unknown: "unknown", yes: "present", no: "absent" } as const;

function readDoor(draft: Draft, { board, number }: Wired, state: DoorState): void {
  const before = compartmentOf(draft.durable, number).door;
  if (state === before) return;
  record(draft, { kind: "door-read", compartment: number, state });
  // A door that nobody ever read before is found open, not opened.
  if (state === "open" && before === "closed") opened(draft, board, number);
}

function readItem(draft: Draft, { board, number }: Wired, state: ItemState): void {
  const { item: before, itemSeen } = compartmentOf(draft.durable, number);
  if (state === before) return;
  record(draft, { kind: "item-read", compartment: number, state });
  // Gone while nobody read it, behind a door that may have been open meanwhile: said, but a sensor alone suspends no code.
  if (state === "absent" && before === "present" && itemSeen && !isGranted(draft, number))
    raiseAlarm(draft, "item-missing", { board, compartment: number });
}

const isGranted = (draft: Draft, number: CompartmentNumber): boolean =>
  draft.durable.grant?.compartment === number;

/** Unknown is said, never guessed. */
function readingOf(
  channel: number,
  unknown: readonly number[],
  set: readonly number[],
): "unknown" | "yes" | "no" {
  if (unknown.includes(channel)) return "unknown";
  return set.includes(channel) ? "yes" : "no";
}

function lost(draft: Draft, board: BoardId): void {
  setBoard(draft, board, { presence: "lost", doorsKnown: false });
  if (draft.durable.boards[board]?.lost === true) return;
  record(draft, { kind: "board-lost", board });
  raiseAlarm(draft, "board-lost", { board });
}

/** A lost board is greeted first; one that was only silent for a moment just goes on. */
function returned(draft: Draft, board: BoardId): void {
  setBoard(draft, board, { presence: "good" });
  perform(draft, { kind: "read-board", board });
}

/** No more openings on this bank until staff have looked. */
function stopBank(draft: Draft, board: BoardId, why: AlarmKind): void {
  if (draft.durable.boards[board]?.stopped !== undefined) return;
  raiseAlarm(draft, why, { board });
  record(draft, { kind: "bank-stopped", board, why });
}
