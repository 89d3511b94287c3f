// The host's end of one bus as one pure machine: an input and the time in, lines and reports out [LL-3].
// This file only says in which order a step happens; each rule stands in the host-*.ts file named for it.
import { takeAsk } from "./host-asks.ts";
import { abandonExchange, mayTryAgain } from "./host-exchange.ts";
import { askNonce, takeNonce } from "./host-greeting.ts";
import { hearLine } from "./host-hear.ts";
import { delayReopening, judgePort, judgeSilence, loseAnswer, losePort } from "./host-health.ts";
import type { HostLinkConfig, HostLinkInput } from "./host-link-types.ts";
import { reasonNotToSend, refusePulses } from "./host-pulse.ts";
import { nextWakeMs, sendNext } from "./host-schedule.ts";
import {
  inOrder,
  noWishes,
  onBoard,
  onEveryBoard,
  type BoardStep,
  type HostBoard,
  type HostLink,
  type HostStep,
} from "./host-state.ts";

export const initialHostLink = (config: HostLinkConfig): HostLink => ({
  config,
  portOpen: false,
  boards: config.boards.map(({ addr, key }) => initialBoard(addr, key)),
  watchedAddr: undefined,
  turn: 0,
  echoes: [],
  echoSaid: false,
  secondHost: false,
  refusedSaidAtMs: undefined,
  reopen: { atMs: 0, delayMs: 0 },
  wakeAtMs: undefined,
});

const initialBoard = (addr: number, key: Uint8Array | undefined): HostBoard => ({
  addr,
  key,
  health: "unheard",
  silentSinceMs: undefined,
  session: undefined,
  exchange: undefined,
  greeting: { atMs: 0, probes: 0, nonce: undefined, nonceAsked: false },
  clock: undefined,
  events: {
    boot: undefined,
    durable: undefined,
    ackN: 0,
    reportedN: 0,
    newestN: 0,
    ackWaiting: false,
  },
  pollAtMs: 0,
  statAtMs: 0,
  wishes: noWishes,
  highestOpSent: 0,
  seqErrorAtMs: undefined,
  servedTurn: 0,
});

/** `nowMs` is a monotonic clock of the host, never the wall clock. Every input is answered in every state. */
export function stepHostLink(link: HostLink, input: HostLinkInput, nowMs: number): HostStep {
  return inOrder(
    link,
    (next) => takeInput(next, input, nowMs),
    (next) => onEveryBoard(next, (board) => endTry(next, board, nowMs)),
    (next) => onEveryBoard(next, (board) => judgeSilence(board, nowMs)),
    (next) =>
      onEveryBoard(next, (board) => refusePulses(board, reasonNotToSend(next, board, nowMs))),
    (next) => judgePort(next, nowMs),
    (next) => (next.portOpen ? onEveryBoard(next, askNonce) : { link: next, outputs: [] }),
    (next) => sendNext(next, nowMs),
    nameWake,
  );
}

function takeInput(link: HostLink, input: HostLinkInput, nowMs: number): HostStep {
  switch (input.kind) {
    case "port-opened":
      return openPort(link, nowMs);
    case "port-closed":
      return onEveryBoard({ ...link, portOpen: false, echoes: [] }, (board) =>
        losePort(board, nowMs),
      );
    case "line-received":
      return link.portOpen ? hearLine(link, input.line, nowMs) : { link, outputs: [] };
    case "asked":
      return takeAsk(link, input.ask, nowMs);
    case "woke":
      return { link: { ...link, wakeAtMs: undefined }, outputs: [] };
    case "nonce-drawn":
      return onBoard(link, input.addr, (board) => ({
        board: takeNonce(board, input.nonce),
        outputs: [],
      }));
  }
}

/** Every board is greeted anew: nothing said before the port opened still counts. */
const openPort = (link: HostLink, nowMs: number): HostStep =>
  onEveryBoard({ ...link, portOpen: true, reopen: delayReopening(link.reopen, nowMs) }, (board) =>
    abandonExchange({ ...board, greeting: { ...board.greeting, atMs: nowMs } }),
  );

/** A try without an answer waits for its repeat, after the last one the request is given up [LL-3.4]. */
function endTry(link: HostLink, board: HostBoard, nowMs: number): BoardStep {
  const { exchange } = board;
  const running = exchange?.deadlineMs !== undefined && nowMs < exchange.deadlineMs;
  if (exchange === undefined || running) return { board, outputs: [] };
  if (!mayTryAgain(board, exchange, link.secondHost)) return loseAnswer(board);
  return { board: { ...board, exchange: { ...exchange, deadlineMs: undefined } }, outputs: [] };
}

/** Named only when it changes; after `woke` it is named again, since the timer is used up. */
function nameWake(link: HostLink): HostStep {
  const atMs = nextWakeMs(link);
  if (atMs === link.wakeAtMs || atMs === Number.POSITIVE_INFINITY) return { link, outputs: [] };
  return { link: { ...link, wakeAtMs: atMs }, outputs: [{ kind: "wake-at", atMs }] };
}
