// The host's place in a board's events: what was reported, what is durable, where numbers are missing [LL-5.4, LL-5.5, LL-3.6].
// What an event means for a door is the controller's; how it stands on the line is event-codec.ts.
import type { BusReport, HostAsk } from "./host-link-types.ts";
import type { BoardStep, EventCursor, HostBoard } from "./host-state.ts";
import type { BoardEvent, HelloReply } from "./messages.ts";

type CursorAsk = Extract<HostAsk, { kind: "ack" | "resume" }>;

/** Only what was reported under the boot the board has now can be acknowledged; anything else is too late or too early. */
export function acknowledge(board: HostBoard, { boot, n }: CursorAsk): HostBoard {
  const { events } = board;
  if (boot !== events.boot || n <= events.ackN || n > events.reportedN) return board;
  return { ...board, events: { ...events, durable: { boot, n }, ackN: n, ackWaiting: true } };
}

/** What an earlier run of the host made durable. It counts only until the board has been greeted. */
export function resume(board: HostBoard, { boot, n }: CursorAsk): HostBoard {
  if (board.health !== "unheard") return board;
  const events = { ...board.events, boot, durable: { boot, n } };
  return { ...board, events };
}

/**
 * Where polling goes on after a HELLO: under the same boot, or with `nvlog`, from what is durable; else from 0 [LL-3.6].
 * Never above the board's newest event: the board would refuse that `ack`.
 */
export function cursorAfter(events: EventCursor, hello: HelloReply): EventCursor {
  const { boot, newestEvent } = hello;
  const sameBoot = events.boot === boot;
  const goesOn = events.durable?.boot === boot || hello.caps.includes("nvlog");
  const durableN = goesOn ? (events.durable?.n ?? 0) : 0;
  const ackN = durableN <= newestEvent ? durableN : 0;
  const reportedN = sameBoot && events.reportedN <= newestEvent ? events.reportedN : ackN;
  return {
    ...events,
    boot,
    ackN,
    reportedN: Math.max(ackN, reportedN),
    newestN: newestEvent,
    ackWaiting: false,
  };
}

/**
 * The board keeps nothing after our `ack`, though its HELLO told of newer events: it gave them up to an earlier host, whose
 * ledger is not ours. They are missing like any others; the doors are unknown until STAT [LL-5.5].
 */
export function takeIdle(board: HostBoard, nowMs: number): BoardStep {
  const { addr, events } = board;
  const { boot, reportedN, newestN } = events;
  if (boot === undefined || newestN <= reportedN) return { board, outputs: [] };
  return {
    board: { ...board, statAtMs: nowMs, events: { ...events, reportedN: newestN } },
    outputs: [
      {
        kind: "report",
        report: { kind: "event-gap", addr, boot, fromN: reportedN + 1, toN: newestN },
      },
    ],
  };
}

/** Reports an event once, and before it the numbers that were never seen. Doors are then unknown until STAT [LL-5.5]. */
export function takeEvent(board: HostBoard, event: BoardEvent, nowMs: number): BoardStep {
  const { events, addr } = board;
  const { boot, reportedN } = events;
  if (boot === undefined || event.n <= reportedN) return { board, outputs: [] };
  const gap = { fromN: reportedN + 1, toN: event.n - 1 };
  const isGap = gap.toN >= gap.fromN;
  const reports: readonly BusReport[] = [
    ...(isGap ? [{ kind: "event-gap", addr, boot, ...gap } as const] : []),
    { kind: "board-event", addr, boot, event },
  ];
  return {
    board: {
      ...board,
      statAtMs: isGap || event.kind === "lost" ? nowMs : board.statAtMs,
      events: { ...events, reportedN: event.n },
    },
    outputs: reports.map((report) => ({ kind: "report", report })),
  };
}
