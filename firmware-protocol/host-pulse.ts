// OPEN and VEND on the host's side: when one may be sent, its fence `by`, and what its end is called [LL-4.3, LL-4.4, LL-4.8].
// Each ask is sent in one exchange at most; only the controller may ask again, under its own rules.
import type { HostLinkOutput, OpenAnswer } from "./host-link-types.ts";
import type { BoardClock, BoardStep, HostBoard, HostLink, PulseAsk } from "./host-state.ts";
import type { Reply, Request } from "./messages.ts";

type Unsent = Extract<OpenAnswer, { kind: "unsent" }>["why"];
type PulseRequest = Extract<Request, { kind: "open" | "vend" }>;

const PULSES_WAITING_MAX = 8;
const CLOCK_AGE_MAX_MS = 60_000;
const FENCE_AHEAD_MAX_MS = 2000;
const BOARD_TIME_MODULUS = 2 ** 32;

export function askPulse(board: HostBoard, ask: PulseAsk): BoardStep {
  const { wishes } = board;
  if (wishes.pulses.length >= PULSES_WAITING_MAX) {
    return { board, outputs: [unsent(board, ask.op, "queue-full")] };
  }
  return {
    board: { ...board, wishes: { ...wishes, pulses: [...wishes.pulses, ask] } },
    outputs: [],
  };
}

/** Answers every waiting pulse that has a reason never to be sent; the others go on waiting. */
export function refusePulses(
  board: HostBoard,
  reasonOf: (ask: PulseAsk) => Unsent | undefined,
): BoardStep {
  const outputs: HostLinkOutput[] = [];
  const pulses = board.wishes.pulses.filter((ask) => {
    const why = reasonOf(ask);
    if (why !== undefined) outputs.push(unsent(board, ask.op, why));
    return why === undefined;
  });
  if (outputs.length === 0) return { board, outputs };
  return { board: { ...board, wishes: { ...board.wishes, pulses } }, outputs };
}

/** Why this pulse must not be sent now nor later, or undefined if it may or must wait for HELLO or STAT. */
export function reasonNotToSend(
  link: HostLink,
  board: HostBoard,
  nowMs: number,
): (ask: PulseAsk) => Unsent | undefined {
  const { session, health } = board;
  return (ask) => {
    if (link.secondHost) return "second-host";
    if (!link.portOpen || health === "lost") return "lost";
    if (session !== undefined && session.boot !== ask.boot) return "boot";
    if (session !== undefined && session.key === undefined && link.config.keyedOnly) {
      return "not-keyed";
    }
    if (nowMs < ask.byHostMs) return undefined;
    return session !== undefined && freshClock(board, nowMs) === undefined ? "no-clock" : "late";
  };
}

/** A reading of the board's `t` that is young enough to fence a pulse with. */
export const freshClock = ({ clock }: HostBoard, nowMs: number): BoardClock | undefined =>
  clock !== undefined && nowMs - clock.readAtMs <= CLOCK_AGE_MAX_MS ? clock : undefined;

/** The request as it goes on the line, its time fence in the board's own time, modulo 2^32 [LL-4.8]. */
export function pulseRequest(ask: PulseAsk, clock: BoardClock, nowMs: number): PulseRequest {
  const aheadMs = Math.min(ask.byHostMs - nowMs, FENCE_AHEAD_MAX_MS);
  const elapsedMs = Math.floor(nowMs - clock.readAtMs + aheadMs);
  const byMs = (clock.tMs + elapsedMs) % BOARD_TIME_MODULUS;
  const { channel, op, boot } = ask;
  if (ask.kind === "vend") return { kind: "vend", channel, op, boot, byMs };
  const wait = ask.waitMs === undefined ? {} : { waitMs: ask.waitMs };
  return { kind: "open", channel, op, pulseMs: ask.pulseMs, boot, byMs, ...wait };
}

/**
 * The board's word on a pulse. After a repeat, BOOT and SEQ say nothing about the first try: the board may have pulsed and then
 * been reset or taken over, so the answer is `unanswered` and RESULT has to tell.
 */
export function answerPulse(
  board: HostBoard,
  request: PulseRequest,
  { reply, tries }: { readonly reply: Reply; readonly tries: number },
): BoardStep {
  const { addr, highestOpSent } = board;
  const { op } = request;
  const answer = answerOf(reply, { firstSend: op > highestOpSent, repeated: tries > 1 });
  return {
    board: { ...board, highestOpSent: Math.max(highestOpSent, op) },
    outputs: [{ kind: "report", report: { kind: "open-answered", addr, op, answer } }],
  };
}

function answerOf(
  reply: Reply,
  { firstSend, repeated }: { readonly firstSend: boolean; readonly repeated: boolean },
): OpenAnswer {
  if (reply.kind === "accepted") return { kind: "accepted" };
  if (reply.kind === "duplicate") {
    return { kind: "duplicate", channel: reply.channel, result: reply.result, firstSend };
  }
  if (reply.kind !== "error") return { kind: "unanswered" };
  if (repeated && (reply.code === "BOOT" || reply.code === "SEQ")) return { kind: "unanswered" };
  const { kind: _, ...refusal } = reply;
  return { kind: "refused", ...refusal };
}

export const unsent = (
  { addr }: { readonly addr: number },
  op: number,
  why: Unsent,
): HostLinkOutput => ({
  kind: "report",
  report: { kind: "open-answered", addr, op, answer: { kind: "unsent", why } },
});
