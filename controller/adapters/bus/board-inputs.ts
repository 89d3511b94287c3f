// From what the link reports to what the domain hears, and nothing else: addresses become boards, masks become channels.
import type { RecordedEvent } from "#domain/facts.ts";
import type { BoardId } from "#domain/ids.ts";
import type { BoardInput, OpenAnswer, Snapshot } from "#domain/inputs.ts";
import type { BusReport, OpenAnswer as LinkAnswer } from "#protocol/host-link-types.ts";
import { channelsOf } from "#protocol/mask.ts";
import type { BoardEvent, StatReply } from "#protocol/messages.ts";

/** A report about one board. What concerns the whole bus has no address. */
export type BoardReport = Extract<BusReport, { readonly addr: number }>;

export function boardInputOf(board: BoardId, report: BoardReport): BoardInput {
  switch (report.kind) {
    case "board-greeted": {
      const { boot, channels, highestOp } = report.hello;
      return { kind: "board-greeted", board, boot, channels, highestOp };
    }
    case "board-snapshot": {
      const { boot, stat } = report;
      return { kind: "board-snapshot-read", board, boot, snapshot: snapshotOf(stat) };
    }
    case "board-event": {
      const { boot, event } = report;
      const { n, tMs } = event;
      return { kind: "board-event-read", board, boot, n, tMs, event: recordedEventOf(event) };
    }
    case "event-gap": {
      const { boot, fromN, toN } = report;
      return { kind: "board-events-missed", board, boot, fromN, toN };
    }
    case "open-answered":
      return { kind: "open-answered", board, op: report.op, answer: openAnswerOf(report.answer) };
    case "result-answered": {
      const { kind, addr: _addr, ...answer } = report;
      return { kind, board, ...answer };
    }
    case "board-suspect":
      return { kind: "board-suspected", board };
    case "board-back":
      return { kind: "board-returned", board };
    case "board-lost":
      return { kind: "board-lost", board };
  }
}

/** Unknown wins: a channel without a good reading is neither open nor closed, neither present nor absent. */
function snapshotOf(stat: StatReply): Snapshot {
  const unknownDoors = channelsOf(stat.unknownDoors);
  const unknownItems = channelsOf(stat.unknownItems);
  return {
    openDoors: channelsOf(stat.doors).filter((channel) => !unknownDoors.includes(channel)),
    unknownDoors,
    presentItems: channelsOf(stat.items).filter((channel) => !unknownItems.includes(channel)),
    unknownItems,
    newestEvent: stat.newestEvent,
  };
}

/** The ledger keeps an event as it was read, without its number and time, which stand beside it. */
function recordedEventOf(event: BoardEvent): RecordedEvent {
  switch (event.kind) {
    case "boot":
      return { kind: "boot", reason: event.reason };
    case "opfail":
      return { kind: "opfail", channel: event.channel, op: event.op };
    case "drive":
    case "door":
    case "item":
    case "vend":
    case "tamper":
    case "hostlost":
    case "lost": {
      const { n: _n, tMs: _tMs, ...recorded } = event;
      return recorded;
    }
  }
}

function openAnswerOf(answer: LinkAnswer): OpenAnswer {
  switch (answer.kind) {
    case "duplicate":
      return { kind: "duplicate", firstSend: answer.firstSend, result: answer.result };
    case "refused":
      return { kind: "refused", code: answer.code };
    case "accepted":
    case "unanswered":
    case "unsent":
      return answer;
  }
}
