// The board's end of the line [LL-3, LL-6]: whose line it is, which sequence, which stored reply, which session.
// Pure: one line in, at most one line out. Locks, events and operations belong to the device behind it.
import type { BoardDevice, BoardLinkConfig } from "./board-link-types.ts";
import { EVERY_BOARD, UNADDRESSED, parseLine, type Frame, type Signer } from "./line.ts";
import type { Reply, Request } from "./messages.ts";
import { encodeReply } from "./reply-codec.ts";
import { readRequest } from "./request-codec.ts";
import { deriveSessionKey, isSignedBy, signerOf } from "./session.ts";

/** What the board remembers of its last exchange; `undefined` after a reset, until the first HELLO [LL-3.6]. */
export type BoardLink = {
  readonly last: Exchange | undefined;
  readonly sessionKey: Uint8Array | undefined;
};
type Exchange = { readonly seq: number; readonly line: string; readonly reply: string };

/** `addr` is the board's own, 00 before it was given one. The button matters only then [LL-2.5]. */
export type BoardContext = {
  readonly addr: number;
  readonly device: BoardDevice;
  readonly config: BoardLinkConfig;
  readonly installButtonHeld: boolean;
};

/** `heardHost`: a valid `>` line, to whomever: it feeds the watchdog [LL-7.1]. No `reply`: silence. */
export type BoardStep = {
  readonly link: BoardLink;
  readonly reply?: string;
  readonly heardHost: boolean;
};

const SEQ_MAX = 0xffff;

export const initialBoardLink: BoardLink = { last: undefined, sessionKey: undefined };

/** Takes one line without LF, as the splitter gave it. */
export function receiveAtBoard(link: BoardLink, line: string, context: BoardContext): BoardStep {
  const parsed = parseLine(line);
  if (!parsed.ok || parsed.value.direction !== "to-board") return { link, heardHost: false };
  const frame = parsed.value;
  if (frame.addr === EVERY_BOARD) obeyBroadcast(frame, context.device);
  if (!isForThisBoard(frame, context)) return { link, heardHost: true };
  return { ...answer(link, { line, frame }, context), heardHost: true };
}

type Received = { readonly line: string; readonly frame: Frame };
type Answer = Omit<BoardStep, "heardHost">;

/** Only what harms nobody is obeyed without an answer, and it leaves no trace in the exchange [LL-2.5]. */
function obeyBroadcast(frame: Frame, device: BoardDevice): void {
  const request = readRequest(frame);
  if (!request.ok) return;
  if (request.value.kind === "led" || request.value.kind === "ident") device.execute(request.value);
}

function isForThisBoard(frame: Frame, { addr, installButtonHeld }: BoardContext): boolean {
  if (frame.addr === EVERY_BOARD || frame.addr !== addr) return false;
  return addr !== UNADDRESSED || installButtonHeld;
}

function answer(link: BoardLink, received: Received, context: BoardContext): Answer {
  const { line, frame } = received;
  // A repeat is answered byte for byte, whatever it asked, and nothing is done again [LL-3.3].
  if (line === link.last?.line) return { link, reply: link.last.reply };
  if (frame.verb === "HELLO") return greet(link, received, context);
  if (link.last === undefined) return refuse(link, frame, bootError(context.device));
  const sign = signerOfLink(link, context);
  if (sign !== undefined && !isSignedBy(sign, line)) {
    return refuse(link, frame, { kind: "error", code: "AUTH" });
  }
  if (link.last.seq === SEQ_MAX || frame.seq !== link.last.seq + 1) {
    return refuse(link, frame, { kind: "error", code: "SEQ" }, sign);
  }
  return keep(link, received, encode(frame, obey(frame, context), sign));
}

/** Any new HELLO starts a new session, whatever came before it [LL-3.3]. Events and operations stay [LL-3.6]. */
function greet(link: BoardLink, received: Received, context: BoardContext): Answer {
  const { frame } = received;
  const { device, config } = context;
  const request = readRequest(frame);
  if (frame.seq !== 0) return refuse(link, frame, { kind: "error", code: "SEQ" });
  if (!request.ok || request.value.kind !== "hello") {
    return refuse(link, frame, { kind: "error", code: "ARGS" });
  }
  const hostNonce = request.value.nonce;
  if (config.key !== undefined && hostNonce === undefined) {
    return refuse(link, frame, { kind: "error", code: "AUTH" });
  }
  const boot = device.boot();
  const hello: Reply = { kind: "hello-reply", boot, ...device.hello(hostNonce) };
  if (config.key === undefined || hostNonce === undefined) {
    return keep(initialBoardLink, received, encode(frame, hello));
  }
  if (hello.nonce === undefined) throw new TypeError("a keyed board draws a nonce for every HELLO");
  const parts = { addr: frame.addr, hostNonce, boardNonce: hello.nonce, boot };
  const sessionKey = deriveSessionKey(config.hmac, config.key, parts);
  const reply = encode(frame, hello, signerOf(config.hmac, sessionKey));
  return keep({ last: undefined, sessionKey }, received, reply);
}

/** An accepted request: its sequence is used up even if the answer is an error [LL-3.2]. */
function obey(frame: Frame, { addr, device }: BoardContext): Reply {
  const request = readRequest(frame);
  if (!request.ok) {
    return { kind: "error", code: request.error.kind === "unknown-verb" ? "VERB" : "ARGS" };
  }
  if (request.value.kind === "hello" || isMisplaced(request.value, addr)) {
    return { kind: "error", code: "VERB" };
  }
  const reply = device.execute(request.value);
  const tellsNoBoot = reply.kind === "error" && reply.code === "BOOT" && reply.boot === undefined;
  return tellsNoBoot ? bootError(device) : reply;
}

/** ADDR is only for a board that has no address yet [LL-4 ADDR]. */
const isMisplaced = (request: Request, addr: number): boolean =>
  request.kind === "address" && addr !== UNADDRESSED;

const bootError = (device: BoardDevice): Reply => ({
  kind: "error",
  code: "BOOT",
  boot: device.boot(),
});

const signerOfLink = (link: BoardLink, { config }: BoardContext): Signer | undefined =>
  link.sessionKey === undefined ? undefined : signerOf(config.hmac, link.sessionKey);

/** Answers without taking part: sequence, stored reply and session stay as they were [LL-3.2, LL-6.3]. */
const refuse = (link: BoardLink, frame: Frame, reply: Reply, sign?: Signer): Answer => ({
  link,
  reply: encode(frame, reply, sign),
});

const keep = (link: BoardLink, { line, frame }: Received, reply: string): Answer => ({
  link: { ...link, last: { seq: frame.seq, line, reply } },
  reply,
});

const encode = ({ addr, seq }: Frame, reply: Reply, sign?: Signer): string =>
  encodeReply({ addr, seq, reply }, sign);
