// The events of one board as somebody who only listens to the wire understands them [LL-5].
// An opening that carries no operation was asked for by nobody, unless the door only bounced.
import type { BoardEvent } from "#protocol/messages.ts";
import { doorAt, type HeardBoard, unread } from "./capture-board.ts";
import type { Change, Told } from "./happening.ts";
import { say, spanText } from "./telling.ts";

/** A door that opens again so soon after it closed only bounced. */
const BOUNCE_MS = 2000;
/** An event that was read later than this is told with its delay. */
const LATE_MS = 2000;
const BOARD_TIME_MODULO = 2 ** 32;

/** The same event again, because its acknowledgement was lost, tells nothing. */
export function eventRead(board: HeardBoard, event: BoardEvent, tMs: number): readonly Told[] {
  const last = board.n;
  if (last !== undefined && event.n <= last) return [];
  board.n = event.n;
  const missed = last !== undefined && event.n > last + 1;
  const gap: Told = {
    text: `Board ${board.name}: events ${(last ?? 0) + 1} to ${event.n - 1} were never read`,
    tone: "warning",
    board: board.name,
    changes: missed ? unread(board, "events of its board were lost") : [],
  };
  const told = tellEvent(board, event, tMs);
  const late = lateness(board, event, tMs);
  return [...(missed ? [gap] : []), { ...told, text: told.text + late, board: board.name }];
}

function lateness({ clock }: HeardBoard, event: BoardEvent, tMs: number): string {
  if (clock === undefined) return "";
  const nowMs = clock.boardMs + (tMs - clock.tMs);
  const ago = (nowMs - event.tMs + BOARD_TIME_MODULO) % BOARD_TIME_MODULO;
  return ago > LATE_MS && ago < BOARD_TIME_MODULO / 2
    ? `, ${spanText(ago)} before it was read`
    : "";
}

function tellEvent(board: HeardBoard, event: BoardEvent, tMs: number): Told {
  const subject = `Board ${board.name}`;
  switch (event.kind) {
    case "door":
      return event.state === "open"
        ? tellOpening(board, event, tMs)
        : tellClosing(board, event, tMs);
    case "item": {
      const door = doorAt(board, event.channel);
      board.items.set(event.channel, event.state);
      return {
        text: `Door ${door} ${event.state === "present" ? "holds an item now" : "holds no item any more"}`,
        door,
        changes: [{ kind: "item-stood", door, item: event.state }],
      };
    }
    case "drive": {
      const door = doorAt(board, event.channel);
      return event.state === "ok"
        ? {
            text: `Door ${door} got its coil pulse (operation ${event.op})`,
            door,
            changes: [{ kind: "coil-pulsed", door }],
          }
        : {
            text: `Door ${door} got no proper pulse: coil ${say(event.state)}`,
            tone: "alarm",
            door,
            changes: [{ kind: "door-flagged", door, why: `coil ${say(event.state)}` }],
          };
    }
    case "opfail": {
      const door = doorAt(board, event.channel);
      return { text: `Door ${door} stayed shut after its pulse`, tone: "warning", door };
    }
    case "vend":
      return { text: `Lane ${doorAt(board, event.channel)}: ${event.state}` };
    case "boot":
      return { text: `${subject} had started (${event.reason})`, tone: "warning" };
    case "tamper":
      return event.state === "on"
        ? { text: `${subject} had its lid opened`, tone: "alarm" }
        : { text: `${subject} has its lid closed`, tone: "warning" };
    case "hostlost":
      return { text: `${subject} had heard no controller for 10 s`, tone: "warning" };
    case "lost":
      return {
        text: `${subject} forgot ${event.count} events: it had no room`,
        tone: "warning",
        changes: unread(board, "events of its board were lost"),
      };
  }
}

type DoorEvent = Extract<BoardEvent, { readonly kind: "door" }>;

/** The edge of an operation carries its number; a later one is a bounce, or somebody opened the door without us [LL-5.2]. */
function tellOpening(board: HeardBoard, { channel, op }: DoorEvent, tMs: number): Told {
  const door = doorAt(board, channel);
  const closedTMs = board.asked.get(channel);
  board.positions.set(channel, "open");
  const stood: Change = { kind: "door-stood", door, position: "open" };
  if (op !== undefined) {
    board.asked.set(channel, undefined);
    return { text: `Door ${door} opened (operation ${op})`, door, changes: [stood] };
  }
  if (closedTMs !== undefined && tMs - closedTMs < BOUNCE_MS)
    return { text: `Door ${door} bounced open`, door, changes: [stood] };
  board.asked.delete(channel);
  return {
    text: `Door ${door} opened, and no order had asked for it`,
    tone: "alarm",
    door,
    changes: [stood, { kind: "door-flagged", door, why: "opened without an order" }],
  };
}

function tellClosing(board: HeardBoard, { channel }: DoorEvent, tMs: number): Told {
  const door = doorAt(board, channel);
  board.positions.set(channel, "closed");
  if (board.asked.has(channel)) board.asked.set(channel, tMs);
  return {
    text: `Door ${door} closed`,
    door,
    changes: [
      { kind: "door-stood", door, position: "closed" },
      { kind: "door-cleared", door },
    ],
  };
}
