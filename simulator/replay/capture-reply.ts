// What each answer of a board tells whoever listens to the wire [LL-4]. Which request it belongs to was found out before.
import type { LedPattern, Reply, Request } from "#protocol/messages.ts";
import { doorAt, greeted, type HeardBoard, statRead } from "./capture-board.ts";
import { eventRead } from "./capture-event.ts";
import type { Told } from "./happening.ts";
import { say } from "./telling.ts";

export function replyTold(
  board: HeardBoard,
  reply: Reply,
  request: Request,
  tMs: number,
): readonly Told[] {
  switch (reply.kind) {
    case "hello-reply":
      return greeted(board, reply, tMs);
    case "stat-reply":
      return statRead(board, reply, tMs);
    case "event":
      return eventRead(board, reply.event, tMs);
    case "accepted":
      return [{ text: `Board ${board.name} takes operation ${reply.op}`, board: board.name }];
    case "duplicate":
      return [
        {
          text: `Board ${board.name} had operation ${reply.op} already (${say(reply.result)}): no second pulse`,
          tone: "warning",
          board: board.name,
        },
      ];
    case "result-reply":
      return [
        {
          text: `Operation ${reply.op} on board ${board.name}: ${say(reply.result)}`,
          board: board.name,
        },
      ];
    case "error":
      return [
        {
          text: `Board ${board.name} refuses ${request.kind.toUpperCase()}: ${reply.code}`,
          tone: "warning",
          board: board.name,
        },
      ];
    case "ok":
      return request.kind === "led" ? lightTold(board, request.channel, request.pattern) : [];
    case "idle":
      return [];
  }
}

function lightTold(board: HeardBoard, channel: number, pattern: LedPattern): readonly Told[] {
  const door = doorAt(board, channel);
  return [
    {
      text: `The light of door ${door}: ${pattern}`,
      door,
      changes: [{ kind: "light-set", door, pattern }],
    },
  ];
}
