// What a believed reply changes for its board, one row per kind [LL-4]. Whether it may be believed was settled in host-hear.ts.
// HELLO replies are not here: host-greeting.ts opens the session.
import { takeEvent, takeIdle } from "./host-events.ts";
import { hearBoard } from "./host-health.ts";
import { isPulse, resultUnanswered } from "./host-exchange.ts";
import { answerPulse } from "./host-pulse.ts";
import type { HostLinkOutput } from "./host-link-types.ts";
import type { BoardStep, Exchange, HostBoard } from "./host-state.ts";
import { hexOf } from "./line.ts";
import type { Reply, Request, StatReply } from "./messages.ts";

const STAT_EVERY_MS = 30_000;
const STAT_AGAIN_MS = 1000;

type ErrorReply = Extract<Reply, { kind: "error" }>;
type ResultReply = Extract<Reply, { kind: "result-reply" }>;

/** A reply about another operation or another channel is no answer to this request [LL-4.5]. */
export function isAbout(reply: Reply, request: Request): boolean {
  if ("op" in reply && !("op" in request && request.op === reply.op)) return false;
  return reply.kind !== "duplicate" || ("channel" in request && request.channel === reply.channel);
}

/** Ends the exchange and does what its reply means. */
export function takeReply(
  board: HostBoard,
  exchange: Exchange,
  reply: Reply,
  nowMs: number,
): BoardStep {
  const heard = hearBoard({ ...board, exchange: undefined });
  const step = isPulse(exchange.request)
    ? answerPulse(heard.board, exchange.request, { reply, tries: exchange.tries })
    : answered(heard.board, exchange, reply, nowMs);
  const agrees = reply.kind !== "error" || !endsSession(exchange.request, reply);
  return {
    board: agrees ? step.board : { ...step.board, session: undefined },
    outputs: [...heard.outputs, ...step.outputs],
  };
}

function answered(board: HostBoard, exchange: Exchange, reply: Reply, nowMs: number): BoardStep {
  switch (reply.kind) {
    case "stat-reply":
      return takeSnapshot(board, reply, { tries: exchange.tries, nowMs });
    case "event":
      return takeEvent(board, reply.event, nowMs);
    case "result-reply":
      return takeResult(board, reply);
    case "ok":
      return { board: withoutWish(board, exchange.request), outputs: [] };
    case "error":
      return takeError(board, exchange.request, { reply, nowMs });
    case "idle":
      return takeIdle(board, nowMs);
    case "accepted":
    case "duplicate":
    case "hello-reply":
      return { board, outputs: [] };
  }
}

/**
 * The board's `t` is kept as its clock only if the first try was answered: a stored reply to a repeat carries an older `t`,
 * and a HELLO reply can be such a one after any time [LL-3.3, LL-4.8]. Otherwise STAT is asked again soon.
 */
function takeSnapshot(
  board: HostBoard,
  stat: StatReply,
  { tries, nowMs }: { readonly tries: number; readonly nowMs: number },
): BoardStep {
  const boot = board.events.boot ?? "";
  const read = tries === 1;
  return {
    board: {
      ...board,
      clock: read ? { tMs: stat.tMs, readAtMs: nowMs } : board.clock,
      statAtMs: nowMs + (read ? STAT_EVERY_MS : STAT_AGAIN_MS),
    },
    outputs: [{ kind: "report", report: { kind: "board-snapshot", addr: board.addr, boot, stat } }],
  };
}

function takeResult(board: HostBoard, { op, channel, result }: ResultReply): BoardStep {
  const { addr, events } = board;
  const where = result === "none" ? {} : { channel };
  const boot = events.boot ?? "";
  return {
    board,
    outputs: [
      { kind: "report", report: { kind: "result-answered", addr, op, boot, result, ...where } },
    ],
  };
}

function takeError(
  board: HostBoard,
  request: Request,
  { reply, nowMs }: { readonly reply: ErrorReply; readonly nowMs: number },
): BoardStep {
  // The question never reached the operations: it is asked again after HELLO.
  const unheard = reply.code === "BOOT" || reply.code === "SEQ";
  if (request.kind === "result" && unheard) {
    const results = [request.op, ...board.wishes.results];
    return { board: { ...board, wishes: { ...board.wishes, results } }, outputs: [] };
  }
  if (request.kind === "result") {
    return { board, outputs: [resultUnanswered(board, request.op)] };
  }
  if (unheard) return { board, outputs: [] };
  const statAtMs = request.kind === "stat" ? nowMs + STAT_EVERY_MS : board.statAtMs;
  return {
    board: withoutWish({ ...board, statAtMs }, request),
    outputs: [refusal(board, request, reply)],
  };
}

/** BOOT, SEQ, and an `ack` the board does not know: the ends disagree, and only HELLO brings them together [LL-3.2, LL-3.6]. */
const endsSession = ({ kind }: Request, { code }: ErrorReply): boolean =>
  code === "BOOT" || code === "SEQ" || (code === "ARGS" && kind === "poll");

function withoutWish(board: HostBoard, request: Request): HostBoard {
  const { wishes } = board;
  if (request.kind === "ident") return { ...board, wishes: { ...wishes, ident: false } };
  if (request.kind !== "led" || wishes.leds.get(request.channel) !== request.pattern) return board;
  const leds = new Map(wishes.leds);
  leds.delete(request.channel);
  return { ...board, wishes: { ...wishes, leds } };
}

const refusal = ({ addr }: HostBoard, request: Request, { code }: ErrorReply): HostLinkOutput => ({
  kind: "report",
  report: {
    kind: "line-refused",
    why: `Board ${hexOf(addr, 2)} refused ${request.kind} with ${code}: check its channel count and firmware against the configuration.`,
  },
});
