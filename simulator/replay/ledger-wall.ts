// What the ledger says of doors, boards and alarms: the rows that change how the wall is drawn.
// Rows that only tell of people and pickups are in ledger-life.ts.
import { z } from "zod";
import type { Change, Told } from "./happening.ts";
import { eventTelling } from "./ledger-event.ts";
import {
  Board,
  Door,
  itemOf,
  type LiveGrant,
  Op,
  place,
  positionOf,
  say,
  type Tellings,
  telling,
  Word,
} from "./telling.ts";

const alarmWords: Readonly<Record<string, string>> = {
  "door-opened-without-grant": "opened, and nobody was allowed to open it",
  "door-opened-late": "opened after its grant had ended",
  "door-left-open": "was left open",
  "door-not-opened": "did not open",
  "outcome-unknown": "may have opened or not: nobody can tell",
  "reported-empty": "was empty, says who stood before it",
  "duplicate-never-sent": "answered an order that was never sent",
  "second-host": "hears a second host on its line",
  "board-lost": "does not answer any more",
  "ledger-behind-board": "knows a later ledger than this one",
  "wiring-mismatch": "has no such channel as the configuration says",
  "item-missing": "has lost its document while nobody could look",
  tamper: "was tampered with",
};

const Alarm = z.object({
  alarm: Word,
  board: Board.optional(),
  compartment: Door.optional(),
  reference: Word.default(""),
});

function tellAlarm({ alarm, board, compartment, reference }: z.infer<typeof Alarm>): Told {
  const where = place(compartment, board);
  const number = reference === "" ? "" : ` (number ${reference})`;
  return {
    text: `Alarm: ${where} ${alarmWords[alarm] ?? say(alarm)}${number}`,
    tone: "alarm",
    door: compartment,
    board,
    changes:
      compartment === undefined
        ? []
        : [{ kind: "door-flagged", door: compartment, why: say(alarm) }],
  };
}

const Authority = z.object({ kind: Word }).loose();

export const wallTellings: Tellings = {
  "alarm-raised": telling(Alarm, tellAlarm),
  "board-event-recorded": eventTelling,
  "board-greeted": telling(z.object({ board: Board, boot: Word }), ({ board, boot }) => ({
    text: `Board ${board} answers, boot ${boot}`,
    board,
    changes: [{ kind: "board-read", board }],
  })),
  "board-was-blind": telling(z.object({ board: Board }), ({ board }) => ({
    text: `Board ${board} has events that nobody read: what happened then is not known`,
    tone: "warning",
    board,
    changes: [{ kind: "board-unread", board, why: "events of its board were lost" }],
  })),
  "board-lost": telling(z.object({ board: Board }), ({ board }) => ({
    text: `Board ${board} has not answered for 8 s`,
    tone: "warning",
    board,
    changes: [{ kind: "board-unread", board, why: "its board does not answer" }],
  })),
  "bank-stopped": telling(z.object({ board: Board, why: Word }), ({ board, why }) => ({
    text: `Board ${board} is stopped: no door of it opens before staff have looked (${say(why)})`,
    tone: "warning",
    board,
    changes: [{ kind: "board-stopped", board, why: say(why) }],
  })),
  "bank-resumed": telling(z.object({ board: Board }), ({ board }) => ({
    text: `Board ${board} may open its doors again`,
    board,
    changes: [{ kind: "board-resumed", board }],
  })),
  "door-read": telling(z.object({ compartment: Door, state: Word }), ({ compartment, state }) => {
    const position = positionOf(state);
    return {
      text:
        position === "unknown"
          ? `Door ${compartment} cannot be read: open or closed is not known`
          : `Door ${compartment} is found ${position}`,
      tone: position === "unknown" ? "warning" : "plain",
      door: compartment,
      changes: [{ kind: "door-stood", door: compartment, position }],
    };
  }),
  "item-read": telling(z.object({ compartment: Door, state: Word }), ({ compartment, state }) => {
    const item = itemOf(state);
    const words = {
      present: "an item inside",
      absent: "no item",
      unknown: "no item sensor to read",
    };
    return {
      text: `Door ${compartment}: ${words[item]}`,
      door: compartment,
      changes: [{ kind: "item-stood", door: compartment, item }],
    };
  }),
  "door-granted": telling(
    z.object({
      compartment: Door,
      board: Board,
      channel: z.int().min(1).max(48),
      op: Op,
      attempt: z.number().default(1),
      authority: Authority,
    }),
    ({ compartment, board, channel, op, attempt, authority }) => ({
      text: `Door ${compartment} may open once: ${say(authority.kind)}, operation ${op}${attempt > 1 ? `, try ${attempt}` : ""}`,
      door: compartment,
      board,
      changes: [{ kind: "door-granted", door: compartment, why: say(authority.kind) }],
      wiring: [{ door: compartment, board, channel }],
    }),
  ),
  "grant-accepted": telling(z.object({ op: Op }), ({ op }, grant) => ({
    text: `${ofGrant(op, grant)}: the board took the order`,
    door: doorOfGrant(op, grant),
  })),
  "grant-driven": telling(z.object({ op: Op }), ({ op }, grant) => ({
    text: `${ofGrant(op, grant)}: the coil was driven, and no sensor says what the door did`,
    door: doorOfGrant(op, grant),
    tone: "warning",
  })),
  "grant-ended": telling(
    z.object({ op: Op, outcome: Word, detail: Word.optional() }),
    ({ op, outcome, detail }, grant) => ({
      text: `${ofGrant(op, grant)}: its grant ended, ${say(outcome)}${detail === undefined ? "" : ` (${detail})`}`,
      tone: outcome === "opened" ? "plain" : "warning",
      door: doorOfGrant(op, grant),
      changes: [{ kind: "grant-over" }],
    }),
  ),
  "compartment-doubted": telling(
    z.object({ compartment: Door, doubt: Word }),
    ({ compartment, doubt }) => ({
      text: `Door ${compartment} waits for a clerk to look: ${say(doubt)}`,
      tone: "warning",
      door: compartment,
      changes: [{ kind: "door-flagged", door: compartment, why: say(doubt) }],
    }),
  ),
  "compartment-inspected": telling(
    z.object({ compartment: Door, found: Word }),
    ({ compartment, found }) => ({
      text: `Door ${compartment}: a clerk has looked, ${found}`,
      door: compartment,
      changes: [{ kind: "door-cleared", door: compartment }],
    }),
  ),
  "compartment-disabled": telling(
    z.object({ compartment: Door, reason: Word }),
    ({ compartment, reason }) => ({
      text: `Door ${compartment} is taken out of use: ${reason}`,
      door: compartment,
      changes: [{ kind: "door-flagged", door: compartment, why: "out of use" }],
    }),
  ),
  "compartment-enabled": telling(z.object({ compartment: Door }), ({ compartment }) => ({
    text: `Door ${compartment} is in use again`,
    door: compartment,
    changes: [{ kind: "door-cleared", door: compartment }],
  })),
  "ledger-restored": telling(
    z.object({ epoch: z.number(), compartments: z.array(Door).max(10_000) }),
    ({ epoch, compartments }) => ({
      text: `The ledger was restored from a copy (epoch ${epoch}): all ${compartments.length} doors wait for a clerk to look`,
      tone: "warning",
      doors: compartments,
      changes: [
        { kind: "all-unread", why: "the ledger was restored from an older copy" },
        { kind: "grant-over" },
        ...compartments.map((door): Change => ({ kind: "door-flagged", door, why: "restored" })),
      ],
    }),
  ),
};

const doorOfGrant = (op: number, grant: LiveGrant): string | undefined =>
  grant?.op === op ? grant.door : undefined;

const ofGrant = (op: number, grant: LiveGrant): string =>
  grant?.op === op ? `Door ${grant.door}` : `Operation ${op}`;
