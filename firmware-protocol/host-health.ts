// Is a board there: suspect after one unanswered request, lost after 8 s, back with one answer [LL-3.4].
// Also when the whole port is worth opening again. How often a silent board is asked stands in host-greeting.ts.
import { abandonExchange, resultUnanswered } from "./host-exchange.ts";
import type { HostLinkOutput } from "./host-link-types.ts";
import { refusePulses } from "./host-pulse.ts";
import {
  noWishes,
  type BoardStep,
  type HostBoard,
  type HostLink,
  type HostStep,
} from "./host-state.ts";

const LOST_AFTER_MS = 8000;
const REOPEN_DELAY_MS = { first: 10_000, longest: 160_000 };

/** Gives up what was asked; the board is suspect from its first unanswered request on. */
export function loseAnswer(board: HostBoard): BoardStep {
  const ended = abandonExchange(board);
  const suspect = becomeSuspect(ended.board);
  return { board: suspect.board, outputs: [...ended.outputs, ...suspect.outputs] };
}

function becomeSuspect(board: HostBoard): BoardStep {
  if (board.health === "suspect" || board.health === "lost") return { board, outputs: [] };
  return {
    board: { ...board, health: "suspect" },
    outputs: [{ kind: "report", report: { kind: "board-suspect", addr: board.addr } }],
  };
}

/** The port is gone and every session with it: what was sent is unanswered, what was not never will be. */
export function losePort(board: HostBoard, nowMs: number): BoardStep {
  const suspect = loseAnswer(board);
  const silentSinceMs = board.silentSinceMs ?? nowMs;
  const emptied = dropWishes({ ...suspect.board, silentSinceMs });
  return { board: emptied.board, outputs: [...suspect.outputs, ...emptied.outputs] };
}

/** Any answer that may be believed ends the silence. */
export function hearBoard(board: HostBoard): BoardStep {
  const wasAway = board.health === "suspect" || board.health === "lost";
  return {
    board: { ...board, health: "up", silentSinceMs: undefined },
    outputs: wasAway ? [{ kind: "report", report: { kind: "board-back", addr: board.addr } }] : [],
  };
}

/** When a suspect board will be called lost. */
export const lostAtMs = (board: HostBoard): number =>
  board.health === "suspect" && board.silentSinceMs !== undefined
    ? board.silentSinceMs + LOST_AFTER_MS
    : Number.POSITIVE_INFINITY;

/** Calls a board lost when its 8 s are over and answers everything that still waited for it. */
export function judgeSilence(board: HostBoard, nowMs: number): BoardStep {
  if (nowMs < lostAtMs(board)) return { board, outputs: [] };
  const emptied = dropWishes({ ...board, health: "lost" });
  const lost: HostLinkOutput = { kind: "report", report: { kind: "board-lost", addr: board.addr } };
  return { board: emptied.board, outputs: [lost, ...emptied.outputs] };
}

/** Nothing waits for a board that is not there: each ask gets its answer now. */
function dropWishes(board: HostBoard): BoardStep {
  const pulses = refusePulses(board, () => "lost");
  const results = board.wishes.results.map((op) => resultUnanswered(board, op));
  return {
    board: { ...pulses.board, wishes: noWishes },
    outputs: [...pulses.outputs, ...results],
  };
}

/** Asks for a fresh port only when no board on it answers, and less and less often [LL-3.4]. */
export function judgePort(link: HostLink, nowMs: number): HostStep {
  if (nowMs < reopenAtMs(link)) return { link, outputs: [] };
  const delayMs = Math.min(link.reopen.delayMs * 2, REOPEN_DELAY_MS.longest);
  return {
    link: { ...link, reopen: delayReopening({ delayMs }, nowMs) },
    outputs: [{ kind: "reopen-port" }],
  };
}

/** A port that has just been opened is given time to show whether anybody answers on it. */
export function delayReopening(
  { delayMs }: Pick<HostLink["reopen"], "delayMs">,
  nowMs: number,
): HostLink["reopen"] {
  const nextMs = Math.max(delayMs, REOPEN_DELAY_MS.first);
  return { atMs: nowMs + nextMs, delayMs: nextMs };
}

export const reopenAtMs = ({ portOpen, boards, reopen }: HostLink): number =>
  portOpen && boards.length > 0 && boards.every(({ health }) => health === "lost")
    ? reopen.atMs
    : Number.POSITIVE_INFINITY;
