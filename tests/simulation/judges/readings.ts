// Judges what the controller takes a board's word for, by the bytes on the wire: no door is promised on a board whose doors nobody
// has read since they became unknown [LL-5.5], and no event is given up before it is durable [LL-5.4].
import type { Fact } from "#domain/facts.ts";
import { hexOf } from "#protocol/line.ts";
import { decodeRequest } from "#protocol/request-codec.ts";
import type { CreateJudge, WireLine } from "../watch.ts";
import { type ReadRow, followRows } from "./row-reading.ts";

/** `<aa ssss STAT`: the verb of a line stands here. */
const VERB_AT = 9;

type Known = {
  /** Why its doors are unknown, until a snapshot was on the wire. */
  unread: string | undefined;
  lost: boolean;
  /** The newest event that is durable, of any boot. */
  durableN: number;
};

export const createReadingsJudge: CreateJudge = ({ nowMs, complain }) => {
  const rows = followRows();
  const boards = new Map<string, Known>();
  /** Where only one end of the wire is heard, nobody can tell whether a board was read. */
  let hearsBoards = false;

  const boardOf = (id: string): Known => {
    const known = boards.get(id) ?? { unread: "it was never read", lost: false, durableN: 0 };
    boards.set(id, known);
    return known;
  };

  const noteRow = ({ seq, fact }: ReadRow): void => {
    if (fact.kind === "terminal-started")
      for (const known of boards.values()) known.unread = "the controller has just started";
    if (fact.kind === "door-granted") judgeGrant(seq, fact);
    if (!("board" in fact) || fact.board === undefined) return;
    const known = boardOf(fact.board);
    const why = unreadBecause(fact);
    if (why !== undefined) known.unread = why;
    if (fact.kind === "board-lost") known.lost = true;
    if (fact.kind === "board-greeted") known.lost = false;
    if (fact.kind === "board-event-recorded") known.durableN = Math.max(known.durableN, fact.n);
    if (fact.kind === "board-was-blind")
      known.durableN = Math.max(known.durableN, fact.toN ?? known.durableN);
  };

  const judgeGrant = (seq: number, { board, compartment }: FactOf<"door-granted">): void => {
    const { unread, lost } = boardOf(board);
    const isUnread = hearsBoards && unread !== undefined;
    if (!lost && !isUnread) return;
    const why = lost ? "is lost" : `is not read: ${unread}`;
    complain(
      "I1",
      `row ${seq} at ${nowMs()} ms grants compartment ${compartment}, and its board ${board} ${why}`,
    );
  };

  const judgePoll = (board: string, ack: number): void => {
    const { durableN } = boardOf(board);
    if (ack > durableN)
      complain(
        "I4",
        `at ${nowMs()} ms board ${board} is told that event ${ack} is durable, and the ledger ends at ${durableN}`,
      );
  };

  return {
    name: "readings",
    acknowledged: (acknowledged) => rows.take(acknowledged).forEach(noteRow),
    opened: (all) => rows.take(all).forEach(noteRow),
    restored: (all) => rows.goBackTo(all.at(-1)?.seq ?? 0),
    heard({ bus, line }: WireLine) {
      hearsBoards ||= line.startsWith("<");
      if (line.startsWith("<") && line.startsWith("STAT ", VERB_AT))
        boardOf(`${bus}:${line.slice(1, 3)}`).unread = undefined;
      if (!line.startsWith(">") || !line.startsWith("POLL ", VERB_AT)) return;
      const read = decodeRequest(line);
      if (read.ok && read.value.request.kind === "poll")
        judgePoll(`${bus}:${hexOf(read.value.addr, 2)}`, read.value.request.ack);
    },
  };
};

type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;

/** A gap, an overflow, a new boot, or silence. */
function unreadBecause(fact: Fact): string | undefined {
  if (fact.kind === "board-was-blind") return "events are missing";
  if (fact.kind === "board-lost") return "it was lost";
  if (fact.kind === "board-greeted") return "it was greeted anew";
  const isOverflow = fact.kind === "board-event-recorded" && fact.event.kind === "lost";
  return isOverflow ? "its ring overflowed" : undefined;
}
