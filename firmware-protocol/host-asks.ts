// What the controller wants of the bus, put where the schedule will find it. Every queue has an end; a full one says so.
// Nothing is sent from here, and an ask for a board that is not on this bus is answered as lost.
import { acknowledge, resume } from "./host-events.ts";
import { resultUnanswered } from "./host-exchange.ts";
import type { HostAsk, HostLinkOutput } from "./host-link-types.ts";
import { askPulse, unsent } from "./host-pulse.ts";
import {
  onBoard,
  onEveryBoard,
  type BoardStep,
  type HostBoard,
  type HostLink,
  type HostStep,
} from "./host-state.ts";
import { CHANNEL_MAX } from "./text-forms.ts";

const RESULTS_WAITING_MAX = 32;

type BoardAsk = Exclude<HostAsk, { kind: "watch" | "clear-second-host" }>;

export function takeAsk(link: HostLink, ask: HostAsk, nowMs: number): HostStep {
  if (ask.kind === "clear-second-host") return clearSecondHost(link);
  if (ask.kind === "watch") return watch(link, ask.addr, nowMs);
  if (link.boards.every(({ addr }) => addr !== ask.addr)) {
    return { link, outputs: answerForNobody(ask) };
  }
  return onBoard(link, ask.addr, (board) => takeBoardAsk(board, ask, nowMs));
}

function takeBoardAsk(board: HostBoard, ask: BoardAsk, nowMs: number): BoardStep {
  switch (ask.kind) {
    case "open":
    case "vend":
      return askPulse(board, ask);
    case "result":
      return askResult(board, ask.op);
    case "ack":
      return { board: acknowledge(board, ask), outputs: [] };
    case "resume":
      return { board: resume(board, ask), outputs: [] };
    case "stat":
      return { board: { ...board, statAtMs: nowMs }, outputs: [] };
    case "led":
      return { board: askLed(board, ask), outputs: [] };
    case "ident":
      return {
        board: isAway(board) ? board : { ...board, wishes: { ...board.wishes, ident: true } },
        outputs: [],
      };
  }
}

/** A board that is lost answers nothing; its lights are dark and the controller sets them again when it is back. */
const isAway = ({ health }: HostBoard): boolean => health === "lost";

function askResult(board: HostBoard, op: number): BoardStep {
  const { wishes } = board;
  if (wishes.results.includes(op)) return { board, outputs: [] };
  if (isAway(board) || wishes.results.length >= RESULTS_WAITING_MAX) {
    return { board, outputs: [resultUnanswered(board, op)] };
  }
  return {
    board: { ...board, wishes: { ...wishes, results: [...wishes.results, op] } },
    outputs: [],
  };
}

/** One wish per channel, the latest: the map never outgrows the board. */
function askLed(
  board: HostBoard,
  { channel, pattern }: Extract<HostAsk, { kind: "led" }>,
): HostBoard {
  if (isAway(board) || channel < 1 || channel > CHANNEL_MAX) return board;
  const leds = new Map(board.wishes.leds).set(channel, pattern);
  return { ...board, wishes: { ...board.wishes, leds } };
}

function watch(link: HostLink, addr: number | undefined, nowMs: number): HostStep {
  const watching = { ...link, watchedAddr: addr };
  if (addr === undefined) return { link: watching, outputs: [] };
  return onBoard(watching, addr, (board) => ({
    board: { ...board, pollAtMs: Math.min(board.pollAtMs, nowMs) },
    outputs: [],
  }));
}

/** A technician has looked: old sequence errors count no more either [LL-2.4]. */
const clearSecondHost = (link: HostLink): HostStep =>
  onEveryBoard({ ...link, secondHost: false }, (board) => ({
    board: { ...board, seqErrorAtMs: undefined },
    outputs: [],
  }));

function answerForNobody(ask: BoardAsk): readonly HostLinkOutput[] {
  if (ask.kind === "open" || ask.kind === "vend") return [unsent(ask, ask.op, "lost")];
  if (ask.kind !== "result") return [];
  const { addr, op } = ask;
  return [{ kind: "report", report: { kind: "result-answered", addr, op, boot: "" } }];
}
