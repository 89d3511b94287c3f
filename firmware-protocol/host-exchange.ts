// One request and its tries: how it starts, how long it waits, what is left when nobody answered [LL-3.1, LL-3.4].
// What goes first is host-schedule.ts; what an answer means is host-reply.ts.
import type { HostLink, HostBoard, BoardStep, Exchange } from "./host-state.ts";
import type { HostLinkConfig, HostLinkOutput } from "./host-link-types.ts";
import { LINE_LENGTH_MAX } from "./line.ts";
import type { Request } from "./messages.ts";
import { encodeRequest } from "./request-codec.ts";
import { signerOf } from "./session.ts";

/** The first transmission and at most three repeats [LL-3.4]. */
export const TRIES_MAX = 4;
const SERIAL_WAIT_MS = 50;
const NETWORK_WAIT_MS = 1000;
const BITS_PER_BYTE = 10;

/** Writes the request under the session's next `seq`, HELLO under 0000 [LL-3.2]. */
export function startExchange(
  board: HostBoard,
  request: Request,
  config: HostLinkConfig,
): HostBoard {
  const session = request.kind === "hello" ? undefined : board.session;
  const seq = session === undefined ? 0 : session.seq + 1;
  const sign = session?.key === undefined ? undefined : signerOf(config.hmac, session.key);
  const line = encodeRequest({ addr: board.addr, seq, request }, sign);
  return {
    ...board,
    session: session === undefined ? undefined : { ...session, seq },
    exchange: { request, seq, line, tries: 0, deadlineMs: undefined },
  };
}

/** Puts the line on the wire, the first time or again, always the identical bytes. */
export function transmit(link: HostLink, exchange: Exchange, nowMs: number): Exchange {
  const deadlineMs = nowMs + waitMs(link.config, exchange.line);
  return { ...exchange, tries: exchange.tries + 1, deadlineMs };
}

/** Line time covers the request and the longest reply there is [LL-3.4]. */
function waitMs({ carrier, baud }: HostLinkConfig, line: string): number {
  if (carrier !== "serial") return NETWORK_WAIT_MS;
  const bytes = line.length + 1 + LINE_LENGTH_MAX + 1;
  return SERIAL_WAIT_MS + (bytes * BITS_PER_BYTE * 1000) / baud;
}

/** A board that already failed gets one try at a time; a pulse is not repeated beside a second host [LL-2.4]. */
export function mayTryAgain(board: HostBoard, exchange: Exchange, secondHost: boolean): boolean {
  if (secondHost && isPulse(exchange.request)) return false;
  const failing = board.health === "suspect" || board.health === "lost";
  return exchange.tries < (failing ? 1 : TRIES_MAX);
}

export const isPulse = (request: Request): request is Extract<Request, { kind: "open" | "vend" }> =>
  request.kind === "open" || request.kind === "vend";

/**
 * Ends the exchange without an answer. What became of a pulse is then unknown, and so is the board's `seq`:
 * the session ends too, and the next thing said is HELLO.
 */
export function abandonExchange(board: HostBoard): BoardStep {
  const request = board.exchange?.request;
  const ended: HostBoard = { ...board, exchange: undefined, session: undefined };
  if (request === undefined) return { board: ended, outputs: [] };
  if (request.kind === "result") {
    return { board: ended, outputs: [resultUnanswered(board, request.op)] };
  }
  if (!isPulse(request)) return { board: ended, outputs: [] };
  const { addr } = board;
  return {
    board: { ...ended, highestOpSent: Math.max(board.highestOpSent, request.op) },
    outputs: [
      {
        kind: "report",
        report: { kind: "open-answered", addr, op: request.op, answer: { kind: "unanswered" } },
      },
    ],
  };
}

export const resultUnanswered = ({ addr, events }: HostBoard, op: number): HostLinkOutput => ({
  kind: "report",
  report: { kind: "result-answered", addr, op, boot: events.boot ?? "" },
});
