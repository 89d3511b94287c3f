// Whose turn it is, what that board is asked, and when the host must wake up next [LL-3.1, LL-3.4, LL-3.5].
// Pulses, results and acknowledgements go before polls; nobody is served twice while another board waits.
import { TRIES_MAX, isPulse, startExchange, transmit } from "./host-exchange.ts";
import { mayGreet, needsGreeting, startGreeting } from "./host-greeting.ts";
import { lostAtMs, reopenAtMs } from "./host-health.ts";
import { freshClock, pulseRequest } from "./host-pulse.ts";
import { boardInFlight, type HostBoard, type HostLink, type HostStep } from "./host-state.ts";
import type { Request } from "./messages.ts";

/** What a board would be asked now. A repeat is never urgent: the others are served in between [LL-3.4]. */
type Work = {
  readonly board: HostBoard;
  readonly request: Request | "repeat";
  readonly urgent: boolean;
};

/** Sends one line if the bus is free and anything is due. */
export function sendNext(link: HostLink, nowMs: number): HostStep {
  if (!link.portOpen || boardInFlight(link) !== undefined) return { link, outputs: [] };
  const work = chooseWork(link, nowMs);
  if (work === undefined) return { link, outputs: [] };
  const begun = begin(link, work, nowMs);
  if (begun.exchange === undefined) return { link, outputs: [] };
  const exchange = transmit(link, begun.exchange, nowMs);
  const silentSinceMs = begun.silentSinceMs ?? nowMs;
  const turn = link.turn + 1;
  const board: HostBoard = { ...begun, exchange, silentSinceMs, servedTurn: turn };
  const boards = link.boards.map((each) => (each.addr === board.addr ? board : each));
  return {
    link: { ...link, boards, turn, echoes: [...link.echoes, exchange.line].slice(-TRIES_MAX) },
    outputs: [{ kind: "send-line", line: exchange.line }],
  };
}

/** Who has waited longest; before it, of those with something urgent, who has waited longest and was not served just now. */
function chooseWork(link: HostLink, nowMs: number): Work | undefined {
  let longest: Work | undefined;
  let urgent: Work | undefined;
  for (const board of link.boards) {
    const work = workOf(board, nowMs);
    if (work === undefined) continue;
    longest = earlier(longest, work);
    if (work.urgent && board.servedTurn !== link.turn) urgent = earlier(urgent, work);
  }
  return urgent ?? longest;
}

const earlier = (work: Work | undefined, other: Work): Work =>
  work === undefined || other.board.servedTurn < work.board.servedTurn ? other : work;

function workOf(board: HostBoard, nowMs: number): Work | undefined {
  if (board.exchange !== undefined) return { board, request: "repeat", urgent: false };
  if (needsGreeting(board)) {
    return mayGreet(board, nowMs)
      ? { board, request: { kind: "hello" }, urgent: false }
      : undefined;
  }
  const urgent = urgentRequest(board, nowMs);
  if (urgent !== undefined) return { board, request: urgent, urgent: true };
  const request = routineRequest(board, nowMs);
  return request === undefined ? undefined : { board, request, urgent: false };
}

function urgentRequest(board: HostBoard, nowMs: number): Request | undefined {
  const { wishes, events } = board;
  const [pulse] = wishes.pulses;
  const [op] = wishes.results;
  if (pulse !== undefined) {
    const clock = freshClock(board, nowMs);
    return clock === undefined ? { kind: "stat" } : pulseRequest(pulse, clock, nowMs);
  }
  if (op !== undefined) return { kind: "result", op };
  return events.ackWaiting ? { kind: "poll", ack: events.ackN } : undefined;
}

function routineRequest(board: HostBoard, nowMs: number): Request | undefined {
  const { wishes, events } = board;
  const [led] = wishes.leds;
  if (nowMs >= board.statAtMs) return { kind: "stat" };
  if (nowMs >= board.pollAtMs) return { kind: "poll", ack: events.ackN };
  if (led !== undefined) return { kind: "led", channel: led[0], pattern: led[1] };
  return wishes.ident ? { kind: "ident" } : undefined;
}

/** Starts the exchange and takes what it carries from the queue: an ask is sent in one exchange at most. */
function begin(link: HostLink, { board, request }: Work, nowMs: number): HostBoard {
  const { config } = link;
  if (request === "repeat") return board;
  if (request.kind === "hello") return startGreeting(board, config, nowMs);
  const begun = startExchange(board, request, config);
  const { wishes, events } = board;
  if (isPulse(request)) return { ...begun, wishes: { ...wishes, pulses: wishes.pulses.slice(1) } };
  if (request.kind === "result") {
    return { ...begun, wishes: { ...wishes, results: wishes.results.slice(1) } };
  }
  if (request.kind !== "poll") return begun;
  const intervalMs = link.watchedAddr === board.addr ? config.watchPollMs : config.idlePollMs;
  return { ...begun, pollAtMs: nowMs + intervalMs, events: { ...events, ackWaiting: false } };
}

/** The earliest moment at which this link has something to do without being asked; infinity: never. */
export function nextWakeMs(link: HostLink): number {
  const busy = boardInFlight(link)?.exchange?.deadlineMs;
  let wakeMs = Math.min(busy ?? Number.POSITIVE_INFINITY, reopenAtMs(link));
  for (const board of link.boards) {
    wakeMs = Math.min(wakeMs, lostAtMs(board));
    for (const { byHostMs } of board.wishes.pulses) wakeMs = Math.min(wakeMs, byHostMs);
    if (busy === undefined && link.portOpen) wakeMs = Math.min(wakeMs, nextWorkMs(board));
  }
  return wakeMs;
}

function nextWorkMs(board: HostBoard): number {
  if (!needsGreeting(board)) return Math.min(board.pollAtMs, board.statAtMs);
  const waitsForNonce = board.key !== undefined && board.greeting.nonce === undefined;
  return waitsForNonce ? Number.POSITIVE_INFINITY : board.greeting.atMs;
}
