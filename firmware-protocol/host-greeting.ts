// HELLO on the host's side: when it is said, how often to a silent board, and what session it opens [LL-3.2, LL-3.4, LL-6].
// A host that holds a key for an address accepts no other session from it [LL-6.3].
import { cursorAfter } from "./host-events.ts";
import { startExchange } from "./host-exchange.ts";
import { hearBoard } from "./host-health.ts";
import type { HostLinkConfig } from "./host-link-types.ts";
import type { BoardStep, HostBoard, Session } from "./host-state.ts";
import type { HelloReply, Nonce } from "./messages.ts";
import { failure, success, type Result } from "./result.ts";
import { deriveSessionKey, isSignedBy, signerOf } from "./session.ts";

const SEQ_MAX = 0xffff;
const GREET_EVERY_MS = { first: 1000, longest: 8000 };

/** A board without a session, or whose `seq` has run out, hears nothing but HELLO [LL-3.2]. */
export const needsGreeting = ({ session }: HostBoard): boolean =>
  session === undefined || session.seq === SEQ_MAX;

export const mayGreet = ({ key, greeting }: HostBoard, nowMs: number): boolean =>
  nowMs >= greeting.atMs && (key === undefined || greeting.nonce !== undefined);

/** Asks once for the random number that the next keyed HELLO needs; no number is used twice [LL-6.1]. */
export function askNonce(board: HostBoard): BoardStep {
  const { key, greeting, exchange } = board;
  const has = greeting.nonce !== undefined || greeting.nonceAsked;
  if (key === undefined || has || exchange !== undefined || !needsGreeting(board)) {
    return { board, outputs: [] };
  }
  return {
    board: { ...board, greeting: { ...greeting, nonceAsked: true } },
    outputs: [{ kind: "need-nonce", addr: board.addr }],
  };
}

/** A number that nobody asked for is not kept. */
export const takeNonce = (board: HostBoard, nonce: Nonce): HostBoard =>
  board.greeting.nonceAsked
    ? { ...board, greeting: { ...board.greeting, nonce, nonceAsked: false } }
    : board;

/** At most one new HELLO a second; to a lost board less and less often. */
export function startGreeting(board: HostBoard, config: HostLinkConfig, nowMs: number): HostBoard {
  const { nonce, probes } = board.greeting;
  const isLost = board.health === "lost";
  const { first, longest } = GREET_EVERY_MS;
  const intervalMs = isLost ? Math.min(first * 2 ** probes, longest) : first;
  const greeting = {
    atMs: nowMs + intervalMs,
    probes: isLost ? Math.min(probes + 1, 8) : 0,
    nonce: undefined,
    nonceAsked: false,
  };
  const request =
    nonce === undefined ? ({ kind: "hello" } as const) : ({ kind: "hello", nonce } as const);
  return startExchange({ ...board, greeting, session: undefined }, request, config);
}

/** The session that this reply opens, or why it opens none. */
export function sessionOf(
  board: HostBoard,
  hello: HelloReply,
  { line, hmac }: { readonly line: string; readonly hmac: HostLinkConfig["hmac"] },
): Result<Session, string> {
  const { boot } = hello;
  const request = board.exchange?.request;
  if (board.key === undefined) return success({ boot, seq: 0, key: undefined });
  const hostNonce = request?.kind === "hello" ? request.nonce : undefined;
  if (hello.nonce === undefined || hostNonce === undefined) {
    return failure("it offers a session without a key");
  }
  const parts = { addr: board.addr, hostNonce, boardNonce: hello.nonce, boot };
  const key = deriveSessionKey(hmac, board.key, parts);
  if (!isSignedBy(signerOf(hmac, key), line))
    return failure("its HELLO is signed with another key");
  return success({ boot, seq: 0, key });
}

/** Takes the session, finds the place in the board's events and asks for a snapshot of its doors [LL-3.6]. */
export function takeGreeting(
  board: HostBoard,
  hello: HelloReply,
  { session, nowMs }: { readonly session: Session; readonly nowMs: number },
): BoardStep {
  const { addr } = board;
  const back = hearBoard({
    ...board,
    session,
    exchange: undefined,
    clock: undefined,
    greeting: { ...board.greeting, probes: 0 },
    events: cursorAfter(board.events, hello),
    pollAtMs: nowMs,
    statAtMs: nowMs,
  });
  const newBoot = board.events.boot !== hello.boot;
  const keyed = session.key !== undefined;
  return {
    board: back.board,
    outputs: [
      { kind: "report", report: { kind: "board-greeted", addr, hello, newBoot, keyed } },
      ...back.outputs,
    ],
  };
}
