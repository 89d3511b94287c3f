// What the two lock boards report, as verbs: honest events with their own numbering, and the answers a test wants to hear.
// Nothing here opens a door by itself; the domain's own asks are answered only by a verb.
import type { Op, BoardId } from "#domain/ids.ts";
import type { BoardInput, BoardResult, OpenAnswer, Snapshot } from "#domain/inputs.ts";
import type { RecordedEvent } from "#domain/facts.ts";
import type { CompartmentSite } from "#domain/site.ts";
import { boardA, boardB, door, site } from "./domain-site.ts";
import type { Act, TestTerminal } from "./domain-terminal.ts";

const report = (terminal: TestTerminal, input: BoardInput): void =>
  terminal.feed({ kind: "board", input });

const bootOf = (terminal: TestTerminal, board: BoardId): string =>
  terminal.knobs.boards.get(board)?.boot ?? "";

function wiringOf(number: number): { readonly board: BoardId; readonly channel: number } {
  const wired = site.compartments.get(door(number));
  if (wired === undefined) throw new Error(`the small terminal has no door ${number}`);
  return wired;
}

/** The number of the operation that was fired last. */
function lastOp(terminal: TestTerminal): Op {
  const fired = terminal.steps.flatMap(({ effects }) =>
    effects.filter((effect) => effect.kind === "fire-lock"),
  );
  return fired.at(-1)?.op ?? 0;
}
const lastBoard = (terminal: TestTerminal): BoardId =>
  terminal.state().durable.grant?.board ?? boardA;

function event(terminal: TestTerminal, board: BoardId, recorded: RecordedEvent): void {
  const told = terminal.knobs.boards.get(board);
  if (told === undefined) return;
  told.n += 1;
  const tMs = Math.floor(terminal.now().monoMs);
  report(terminal, {
    kind: "board-event-read",
    board,
    boot: told.boot,
    n: told.n,
    tMs,
    event: recorded,
  });
}

// ---- greeting and snapshots -----------------------------------------------------------------------------------------

export const greets =
  (board: BoardId, highestOp: Op = 0, channels = 4): Act =>
  (terminal) =>
    report(terminal, {
      kind: "board-greeted",
      board,
      boot: bootOf(terminal, board),
      channels,
      highestOp,
    });

/** The wall as it is, unless said otherwise; items only where the site has sensors for them. */
export const snapshot =
  (board: BoardId, seen: Partial<Snapshot> = {}): Act =>
  (terminal) => {
    const { boards, open, filled } = terminal.knobs;
    const doors = [...site.compartments.values()].filter((each) => each.board === board);
    const channels = (which: (each: CompartmentSite) => boolean): readonly number[] =>
      doors.filter(which).map(({ channel }) => channel);
    report(terminal, {
      kind: "board-snapshot-read",
      board,
      boot: bootOf(terminal, board),
      snapshot: {
        newestEvent: boards.get(board)?.n ?? 0,
        openDoors: channels(({ number }) => open.has(number)),
        unknownDoors: [],
        presentItems: channels(({ number, itemSensor }) => itemSensor && filled.has(number)),
        unknownItems: channels(({ itemSensor }) => !itemSensor),
        ...seen,
      },
    });
  };

export const boardUp =
  (board: BoardId): Act =>
  (terminal) => {
    greets(board)(terminal);
    snapshot(board)(terminal);
  };
export const boardsUp: Act = (terminal) => {
  boardUp(boardA)(terminal);
  boardUp(boardB)(terminal);
};

/** A reset: another boot, no memory of operations or events. */
export const boardResets =
  (board: BoardId, boot = "0000FFFF"): Act =>
  (terminal) => {
    terminal.knobs.boards.set(board, { boot, n: 0 });
    greets(board)(terminal);
  };

const boardReports =
  (kind: "board-suspected" | "board-lost" | "board-returned" | "second-host-heard") =>
  (board: BoardId): Act =>
  (terminal) =>
    report(terminal, { kind, board });
export const boardIsSuspected = boardReports("board-suspected");
export const boardIsLost = boardReports("board-lost");
export const boardReturns = boardReports("board-returned");
export const secondHostIsHeard = boardReports("second-host-heard");

export const eventsAreMissed =
  (board: BoardId, count: number): Act =>
  (terminal) => {
    const told = terminal.knobs.boards.get(board);
    if (told === undefined) return;
    const fromN = told.n + 1;
    told.n += count;
    const { boot, n: toN } = told;
    report(terminal, { kind: "board-events-missed", board, boot, fromN, toN });
  };

/** The ledger asks from the start, and the board has only what is to come. */
export const eventsAreForgotten =
  (board: BoardId): Act =>
  (terminal) => {
    const { boot, n: toN } = terminal.knobs.boards.get(board) ?? { boot: "", n: 0 };
    report(terminal, { kind: "board-events-missed", board, boot, fromN: 1, toN });
  };

// ---- doors and items ------------------------------------------------------------------------------------------------

const doorEvent =
  (state: "open" | "closed") =>
  (number: number, by: "nobody" | "the-last-operation" = "nobody"): Act =>
  (terminal) => {
    const { board, channel } = wiringOf(number);
    if (state === "open") terminal.knobs.open.add(number);
    else terminal.knobs.open.delete(number);
    const op = by === "nobody" ? {} : { op: lastOp(terminal) };
    event(terminal, board, { kind: "door", channel, state, ...op });
  };
export const doorOpens = doorEvent("open");
export const doorCloses = doorEvent("closed");

const itemEvent =
  (state: "present" | "absent") =>
  (number: number): Act =>
  (terminal) => {
    const { board, channel } = wiringOf(number);
    if (state === "present") terminal.knobs.filled.add(number);
    else terminal.knobs.filled.delete(number);
    event(terminal, board, { kind: "item", channel, state });
  };
export const itemAppears = itemEvent("present");
export const itemGoes = itemEvent("absent");

export const tamper =
  (board: BoardId): Act =>
  (terminal) =>
    event(terminal, board, { kind: "tamper", state: "on" });

// ---- what became of an operation ------------------------------------------------------------------------------------

const answers =
  (answer: OpenAnswer): Act =>
  (terminal) =>
    report(terminal, {
      kind: "open-answered",
      board: lastBoard(terminal),
      op: lastOp(terminal),
      answer,
    });
export const boardAccepts = answers({ kind: "accepted" });
export const boardStaysSilent = answers({ kind: "unanswered" });
export const boardRefuses = (code: string): Act => answers({ kind: "refused", code });
export const busSendsNothing = (why: string): Act => answers({ kind: "unsent", why });
export const boardSaysDuplicate = (firstSend: boolean): Act =>
  answers({ kind: "duplicate", firstSend, result: "opened" });

export const coilIs =
  (state: "ok" | "open-circuit" | "short"): Act =>
  (terminal) => {
    const { grant } = terminal.state().durable;
    if (grant !== undefined)
      event(terminal, grant.board, {
        kind: "drive",
        channel: grant.channel,
        state,
        op: lastOp(terminal),
      });
  };

export const doorJams: Act = (terminal) => {
  const { grant } = terminal.state().durable;
  if (grant !== undefined)
    event(terminal, grant.board, { kind: "opfail", channel: grant.channel, op: lastOp(terminal) });
};

/** The answer to RESULT; `boot` and `channel` of the grant unless said otherwise. */
export const resultIs =
  (
    result: BoardResult | undefined,
    { boot, channel }: { readonly boot?: string; readonly channel?: number } = {},
  ): Act =>
  (terminal) => {
    const { grant } = terminal.state().durable;
    const board = lastBoard(terminal);
    report(terminal, {
      kind: "result-answered",
      board,
      op: lastOp(terminal),
      boot: boot ?? bootOf(terminal, board),
      ...(result === "none" ? {} : { channel: channel ?? grant?.channel ?? 1 }),
      ...(result === undefined ? {} : { result }),
    });
  };

/** Accepted, driven, and the door moved. */
export const opens =
  (number: number): Act =>
  (terminal) => {
    boardAccepts(terminal);
    coilIs("ok")(terminal);
    doorOpens(number)(terminal);
  };
