// A line arrives at the host: echo, second host, noise, or the answer that is waited for [LL-2.3, LL-2.4, LL-3.1, LL-6.3].
// What the answer then changes is host-reply.ts; nothing here writes to the bus.
import { sessionOf, takeGreeting } from "./host-greeting.ts";
import { isAbout, takeReply } from "./host-reply.ts";
import {
  boardInFlight,
  inOrder,
  onBoard,
  type Exchange,
  type HostBoard,
  type HostLink,
  type HostStep,
} from "./host-state.ts";
import { type Frame, hexOf, parseLine } from "./line.ts";
import type { Reply } from "./messages.ts";
import { replyIn } from "./reply-codec.ts";
import { isSignedBy, signerOf } from "./session.ts";

const REFUSED_SAID_EVERY_MS = 1000;
const SEQ_ERRORS_WITHIN_MS = 60_000;

/** `line` is whole and without LF, as the splitter gave it. */
export function hearLine(link: HostLink, line: string, nowMs: number): HostStep {
  if (isEcho(link, line)) return hearEcho(link, line);
  const frame = parseLine(line);
  if (!frame.ok) return refuseLine(link, `it is not a valid line (${frame.error})`, nowMs);
  if (frame.value.direction === "to-board") return hearSecondHost(link, line);
  const board = boardInFlight(link);
  if (board?.exchange === undefined) return hearLate(link, frame.value);
  const { exchange } = board;
  return hearReply(link, { line, frame: frame.value, board, exchange }, nowMs);
}

/** On a bus that never echoed only the very last line can be one; on one that does, an echo may come late [LL-2.4]. */
const isEcho = ({ echoes, echoSaid }: HostLink, line: string): boolean =>
  echoSaid ? echoes.includes(line) : echoes.at(-1) === line;

/** Each line sent comes back once at most; one that was said again while its echo was late comes back twice. */
function hearEcho(link: HostLink, line: string): HostStep {
  const echoes = link.echoes.toSpliced(link.echoes.indexOf(line), 1);
  return {
    link: { ...link, echoes, echoSaid: true },
    outputs: link.echoSaid ? [] : [{ kind: "report", report: { kind: "echo-heard" } }],
  };
}

function hearSecondHost(link: HostLink, line: string): HostStep {
  return {
    link: { ...link, secondHost: true },
    outputs: link.secondHost
      ? []
      : [{ kind: "report", report: { kind: "second-host-heard", line } }],
  };
}

/**
 * A late or repeated reply: its own request has been settled, this one has another address or sequence. One says something
 * all the same: a greeting of another boot than the session's. Every HELLO has the number 0000, so one of the two was the
 * answer to an older HELLO, and only the board can tell which. In a keyed session its nonce has told already [LL-6.1].
 */
function hearLate(link: HostLink, frame: Frame): HostStep {
  const { addr, seq } = frame;
  const late = replyIn(frame, { addr, seq, asked: "hello" });
  if (!late.ok || late.value.reply.kind !== "hello-reply") return unchanged(link);
  const { boot } = late.value.reply;
  return onBoard(link, addr, (board) => {
    const doubted =
      board.session !== undefined && board.session.key === undefined && board.session.boot !== boot;
    return { board: doubted ? { ...board, session: undefined } : board, outputs: [] };
  });
}

type Heard = {
  readonly line: string;
  readonly frame: Frame;
  readonly board: HostBoard;
  readonly exchange: Exchange;
};

function hearReply(link: HostLink, heard: Heard, nowMs: number): HostStep {
  const { frame, board, exchange } = heard;
  const { addr } = board;
  const decoded = replyIn(frame, { addr, seq: exchange.seq, asked: exchange.request.kind });
  if (!decoded.ok) {
    const { kind } = decoded.error;
    if (kind === "other-address" || kind === "other-sequence") return hearLate(link, frame);
    return refuseLine(link, `board ${hexOf(addr, 2)} answered with ${kind}`, nowMs);
  }
  const { reply } = decoded.value;
  if (reply.kind === "hello-reply") return hearGreeting(link, heard, { reply, nowMs });
  const doubt = doubtOf(link, heard, reply);
  if (doubt !== undefined) return refuseLine(link, `board ${hexOf(addr, 2)}: ${doubt}`, nowMs);
  return inOrder(
    link,
    (next) => onBoard(next, addr, (asked) => takeReply(asked, exchange, reply, nowMs)),
    (next) => (isSequenceError(reply) ? hearSequenceError(next, heard, nowMs) : unchanged(next)),
    forgetReopening,
  );
}

/** Why a well-formed reply is still no answer: wrong subject, no session yet, not signed. */
function doubtOf(
  link: HostLink,
  { line, board, exchange }: Heard,
  reply: Reply,
): string | undefined {
  if (reply.kind === "error" && reply.code === "AUTH")
    return "it asks for a key, or for another key";
  if (exchange.request.kind === "hello") return "it refuses HELLO";
  if (board.key !== undefined && !isSigned(link, board, line)) {
    return "its reply is not signed with the session's key";
  }
  return isAbout(reply, exchange.request) ? undefined : "its reply is about another operation";
}

function isSigned(link: HostLink, { session }: HostBoard, line: string): boolean {
  return session?.key !== undefined && isSignedBy(signerOf(link.config.hmac, session.key), line);
}

function hearGreeting(
  link: HostLink,
  { line, board }: Heard,
  {
    reply,
    nowMs,
  }: { readonly reply: Extract<Reply, { kind: "hello-reply" }>; readonly nowMs: number },
): HostStep {
  const session = sessionOf(board, reply, { line, hmac: link.config.hmac });
  if (!session.ok)
    return refuseLine(link, `board ${hexOf(board.addr, 2)}: ${session.error}`, nowMs);
  return inOrder(
    link,
    (next) =>
      onBoard(next, board.addr, (greeted) =>
        takeGreeting(greeted, reply, { session: session.value, nowMs }),
      ),
    forgetReopening,
  );
}

const isSequenceError = (reply: Reply): boolean => reply.kind === "error" && reply.code === "SEQ";

/** Twice in a minute somebody else counts on this bus too [LL-3.2]. */
function hearSequenceError(link: HostLink, { line, board }: Heard, nowMs: number): HostStep {
  const { addr, seqErrorAtMs } = board;
  const again = seqErrorAtMs !== undefined && nowMs - seqErrorAtMs <= SEQ_ERRORS_WITHIN_MS;
  return inOrder(
    link,
    (next) =>
      onBoard(next, addr, (asked) => ({ board: { ...asked, seqErrorAtMs: nowMs }, outputs: [] })),
    (next) => (again ? hearSecondHost(next, line) : unchanged(next)),
  );
}

/** Somebody answers: the next time that nobody does starts with the short delay. */
const forgetReopening = (link: HostLink): HostStep =>
  unchanged(link.reopen.delayMs === 0 ? link : { ...link, reopen: { atMs: 0, delayMs: 0 } });

const unchanged = (link: HostLink): HostStep => ({ link, outputs: [] });

/** Said at most once a second, so that a noisy cable fills no log. */
function refuseLine(link: HostLink, cause: string, nowMs: number): HostStep {
  const { refusedSaidAtMs } = link;
  if (refusedSaidAtMs !== undefined && nowMs - refusedSaidAtMs < REFUSED_SAID_EVERY_MS) {
    return unchanged(link);
  }
  const why = `A line on the bus was ignored: ${cause}. Check wiring, termination, baud rate and keys.`;
  return {
    link: { ...link, refusedSaidAtMs: nowMs },
    outputs: [{ kind: "report", report: { kind: "line-refused", why } }],
  };
}
