// Reckons what an idle bus would do instead of doing it: polls and snapshots follow each other in the schedule's own order, each
// takes its known time, and only counters and timers move [LL-3]. Done only while nothing can happen; a test compares the
// outcome with the executed one, field by field.
import type { HostBoard, HostLink } from "#protocol/host-state.ts";
import { encodeReply } from "#protocol/reply-codec.ts";
import { encodeRequest } from "#protocol/request-codec.ts";
import { nextWakeMs } from "#protocol/host-schedule.ts";
import type { Request } from "#protocol/messages.ts";
import type { Board } from "#simulator/board/board.ts";
import { nextMoveMs } from "#simulator/board/progress.ts";
import type { Cable } from "#simulator/world/cable.ts";

export type Jumped = { readonly link: HostLink; readonly exchanges: number };

const STAT_EVERY_MS = 30_000;
/** Before FFFF the host says HELLO again [LL-3.2]: that is done, not reckoned. */
const SEQ_LAST = 0xff_fe;
const MAC_LENGTH = " mac=0123456789ABCDEF".length;

/** One board's lane in the reckoning; times in ms of the host's clock. */
type Lane = {
  readonly host: HostBoard;
  readonly board: Board;
  readonly intervalMs: number;
  readonly poll: Cost;
  pollAtMs: number;
  statAtMs: number;
  seq: number;
  servedTurn: number;
  clock: HostBoard["clock"];
  /** Of the latest snapshot: it costs as much until the board's clock has a digit more. */
  read: (Cost & { readonly digits: number }) | undefined;
};
/** `thereMs` of `wholeMs` pass before the board has the request. */
type Cost = { readonly thereMs: number; readonly wholeMs: number };

/** Until when nothing can happen, by the host's clock; whether snapshots may be reckoned as well as polls. */
export type Until = {
  readonly horizonMs: number;
  /** The world's time at which the host's clock was 0. */
  readonly bootedMs: number;
  readonly mayRead: boolean;
};

/** The link after every exchange that ends before the horizon, or `undefined` if one is going on or none fits in. */
export function jumpIdle(link: HostLink, cable: Cable, until: Until): Jumped | undefined {
  if (!cable.isQuiet() || !link.portOpen || !isCalm(link, cable)) return undefined;
  const lanes = link.boards.flatMap((host) => {
    const board = boardOf(cable, host);
    return host.exchange === undefined && board !== undefined
      ? [laneOf(link, host, { board, cable })]
      : [];
  });
  if (lanes.length < link.boards.length) return undefined;
  const ran = run(lanes, { ...until, turn: link.turn, cable });
  if (ran.exchanges === 0) return undefined;
  for (const lane of lanes) settle(lane, ran.heardMs + until.bootedMs);
  const jumped: HostLink = { ...link, boards: lanes.map(hostAfter), turn: ran.turn };
  // Whoever is due while the last answer is still on the line is asked when it has passed.
  const wakeAtMs = Math.max(nextWakeMs(jumped), ran.freeAtMs);
  return { link: { ...jumped, wakeAtMs }, exchanges: ran.exchanges };
}

/** Nothing asked, nothing unanswered but a poll or a snapshot, nothing to tell or to acknowledge, on either end of the bus. */
export const isCalm = (link: HostLink, cable: Cable): boolean =>
  link.portOpen ? isPolling(link, cable) : link.boards.every(isLost);

/** Behind a closed port nothing happens but the next try to open it. */
const isLost = ({ health, wishes }: HostBoard): boolean =>
  health === "lost" && wishes.pulses.length + wishes.results.length === 0;

const isPolling = (link: HostLink, cable: Cable): boolean =>
  link.boards.every((host) => wantsNothing(host) && knowsAll(host, boardOf(cable, host)));

/** When a door, a sensor or a watch on this bus next does something by itself, in the world's time. */
export const nextMoveOn = ({ bus }: Cable): number =>
  Math.min(
    ...bus.boards.map(({ life }) => (life === undefined ? Infinity : nextMoveMs(life.memory))),
  );

const boardOf = ({ bus }: Cable, { addr }: HostBoard): Board | undefined =>
  bus.boards.find(({ address }) => address === addr);

function wantsNothing({ wishes, health, session, exchange }: HostBoard): boolean {
  const { pulses, results, leds, ident } = wishes;
  const isServed =
    exchange === undefined || exchange.request.kind === "poll" || exchange.request.kind === "stat";
  return (
    isServed &&
    health === "up" &&
    session !== undefined &&
    !ident &&
    pulses.length + results.length + leds.size === 0
  );
}

/** A poll is answered IDLE, and that IDLE tells the host nothing: not of an event, nor that one is missing. */
function knowsAll({ events }: HostBoard, board: Board | undefined): boolean {
  const memory = board?.life?.memory;
  if (memory === undefined || memory.hostLost || memory.boot !== events.boot) return false;
  const isEmpty = memory.ring.events.length === 0 && events.ackN <= memory.ring.newest;
  return isEmpty && !events.ackWaiting && events.newestN <= events.reportedN;
}

function hostAfter({ host, pollAtMs, statAtMs, servedTurn, clock, seq }: Lane): HostBoard {
  const session = host.session && { ...host.session, seq };
  return { ...host, pollAtMs, statAtMs, servedTurn, clock, session };
}

function laneOf(
  link: HostLink,
  host: HostBoard,
  { board, cable }: { readonly board: Board; readonly cable: Cable },
): Lane {
  const { watchPollMs, idlePollMs } = link.config;
  return {
    host,
    board,
    intervalMs: link.watchedAddr === host.addr ? watchPollMs : idlePollMs,
    poll: costOf(host, cable, { kind: "poll", ack: host.events.ackN }, "IDLE".length),
    pollAtMs: host.pollAtMs,
    statAtMs: host.statAtMs,
    seq: host.session?.seq ?? SEQ_LAST,
    servedTurn: host.servedTurn,
    clock: host.clock,
    read: undefined,
  };
}

const FRAME_LENGTH = "<01 0000 *0000".length;

/** `bodyLength`: of the reply without address, sequence and CRC. */
function costOf(
  { addr, session }: HostBoard,
  cable: Cable,
  request: Request,
  bodyLength: number,
): Cost {
  const macLength = session?.key === undefined ? 0 : MAC_LENGTH;
  const thereMs = cable.lineMs(encodeRequest({ addr, seq: 1, request }).length + macLength);
  return { thereMs, wholeMs: thereMs + cable.lineMs(FRAME_LENGTH + bodyLength + macLength) };
}

/** `heardMs`: when the last request had come to its board; `freeAtMs`: when its answer had come to the host. */
type Rounds = {
  readonly turn: number;
  readonly freeAtMs: number;
  readonly heardMs: number;
  readonly exchanges: number;
};

type Span = Until & { readonly cable: Cable; readonly turn: number };

/** The schedule of an idle bus: whoever is due, the one served longest ago first, a snapshot before a poll. */
function run(lanes: readonly Lane[], span: Span): Rounds {
  let { turn } = span;
  let exchanges = 0;
  let freeAtMs = 0;
  let heardMs = 0;
  for (;;) {
    const rounds = runRounds(lanes, { ...span, turn, freeAtMs });
    if (rounds !== undefined) {
      ({ turn, freeAtMs, heardMs } = rounds);
      exchanges += rounds.exchanges;
    }
    let dueMs = Infinity;
    for (const { pollAtMs, statAtMs } of lanes) dueMs = Math.min(dueMs, pollAtMs, statAtMs);
    const sentMs = Math.max(freeAtMs, dueMs);
    const lane = nextLane(lanes, sentMs);
    if (lane === undefined || lane.seq >= SEQ_LAST) break;
    const reads = sentMs >= lane.statAtMs;
    if (reads && !span.mayRead) break;
    const cost = reads ? readCost(lane, span, sentMs) : lane.poll;
    const answeredMs = sentMs + cost.wholeMs;
    if (answeredMs >= span.horizonMs) break;
    turn += 1;
    exchanges += 1;
    lane.seq += 1;
    lane.servedTurn = turn;
    heardMs = sentMs + cost.thereMs;
    freeAtMs = answeredMs;
    if (reads) {
      lane.clock = { tMs: boardMs(lane.board, heardMs + span.bootedMs), readAtMs: answeredMs };
      lane.statAtMs = answeredMs + STAT_EVERY_MS;
    } else lane.pollAtMs = sentMs + lane.intervalMs;
  }
  return { exchanges, turn, heardMs, freeAtMs };
}

/**
 * Whole rounds of polls that touch neither each other nor a snapshot, at once: each lane is polled at its own moment in every
 * interval, in the same order, and the next round is the last one an interval later.
 */
function runRounds(
  lanes: readonly Lane[],
  span: Span & { readonly freeAtMs: number },
): Rounds | undefined {
  const inTurn = lanes.toSorted((left, right) => left.pollAtMs - right.pollAtMs);
  const [first, last] = [inTurn[0], inTurn.at(-1)];
  if (first === undefined || last === undefined || !areApart(inTurn, span.freeAtMs))
    return undefined;
  const { intervalMs } = first;
  let count = Math.floor((span.horizonMs - 1 - first.pollAtMs) / intervalMs);
  for (const { statAtMs, seq } of lanes)
    count = Math.min(count, Math.floor((statAtMs - first.pollAtMs) / intervalMs), SEQ_LAST - seq);
  if (count < 1) return undefined;
  const turn = span.turn + count * lanes.length;
  const sentMs = last.pollAtMs + (count - 1) * intervalMs;
  for (const [at, lane] of inTurn.entries()) {
    lane.pollAtMs += count * intervalMs;
    lane.seq += count;
    lane.servedTurn = turn - inTurn.length + at + 1;
  }
  const { thereMs, wholeMs } = last.poll;
  const exchanges = count * lanes.length;
  return { turn, exchanges, heardMs: sentMs + thereMs, freeAtMs: sentMs + wholeMs };
}

/** Each is answered before the next is due, the last before the first is due again. */
function areApart(inTurn: readonly Lane[], freeAtMs: number): boolean {
  let endMs = freeAtMs;
  for (const { pollAtMs, poll, intervalMs } of inTurn) {
    if (pollAtMs < endMs || intervalMs !== inTurn[0]?.intervalMs) return false;
    endMs = pollAtMs + poll.wholeMs;
  }
  const [first] = inTurn;
  return first !== undefined && endMs <= first.pollAtMs + first.intervalMs;
}

function nextLane(lanes: readonly Lane[], sentMs: number): Lane | undefined {
  let next: Lane | undefined;
  for (const lane of lanes) {
    if (sentMs < lane.pollAtMs && sentMs < lane.statAtMs) continue;
    if (next === undefined || lane.servedTurn < next.servedTurn) next = lane;
  }
  return next;
}

/** A snapshot grows by a digit whenever the board's clock does. */
function readCost(lane: Lane, { cable, bootedMs }: Span, sentMs: number): Cost {
  const { host, board, read } = lane;
  const request: Request = { kind: "stat" };
  const thereMs = read?.thereMs ?? costOf(host, cable, request, 0).thereMs;
  const tMs = boardMs(board, sentMs + thereMs + bootedMs);
  const digits = String(tMs).length;
  if (read?.digits === digits) return read;
  const stat = board.life?.device.execute(request);
  if (stat?.kind !== "stat-reply") throw new Error("a board answers STAT with a snapshot");
  const { length } = encodeReply({ addr: host.addr, seq: 1, reply: { ...stat, tMs } });
  lane.read = { ...costOf(host, cable, request, length - FRAME_LENGTH), digits };
  return lane.read;
}

function boardMs({ life }: Board, worldMs: number): number {
  return Math.floor(worldMs - (life?.memory.bootedAtMs ?? 0)) % 2 ** 32;
}

/** The board's end: it was heard, and its sequence went on. What the last line was is forgotten: nobody repeats a reckoned one. */
function settle({ board, host, seq }: Lane, heardMs: number): void {
  const { life } = board;
  if (life === undefined) return;
  life.memory.lastHeardMs = Math.max(life.memory.lastHeardMs, heardMs);
  if (seq !== host.session?.seq) life.link = { ...life.link, last: { seq, line: "", reply: "" } };
}
