// One bus: every board on it hears every line, the addressed one answers, and the wire may spoil it [LL-1.3].
// Pure: lines in, sendings out, time passed in. Carriers (lines/) move the bytes.
import { parseLine } from "#protocol/line.ts";
import { receiveLine, resetBoard, type Board } from "./board/board.ts";
import {
  spoil,
  strike,
  type FaultPlan,
  type Random,
  type Sending,
  type WireFault,
} from "./wire-faults.ts";

const rememberedOpens = 100;

export type Bus = {
  readonly boards: readonly Board[];
  faults: FaultPlan;
  /** The OPEN lines heard so far, oldest first. */
  opens: readonly string[];
};

export type Replay = { readonly line: string; readonly reply: string | undefined };

export function createBus(boards: readonly Board[]): Bus {
  return { boards, faults: [], opens: [] };
}

/** One whole line from the host, without LF. Nothing comes back for noise or for nobody here [LL-2.3]. */
export function hearLine(
  bus: Bus,
  line: string,
  nowMs: number,
  random: Random,
): readonly Sending[] {
  const parsed = parseLine(line);
  if (!parsed.ok || parsed.value.direction !== "to-board") return [];
  const { verb, addr } = parsed.value;
  if (verb === "OPEN") bus.opens = [...bus.opens, line].slice(-rememberedOpens);
  const target = bus.boards.find((board) => board.address === addr);
  const { plan, fault } = strike(bus.faults, target && verb);
  bus.faults = plan;
  return suffer(bus, { line, target, fault }, nowMs, random);
}

/** The `nth` OPEN heard so far (negative: from the end) reaches the boards once more, as if the wire had held it. */
export function replayOpen(bus: Bus, nth: number, nowMs: number): Replay | undefined {
  const line = bus.opens.at(nth);
  return line === undefined ? undefined : { line, reply: replyTo(bus, line, nowMs) };
}

type Struck = {
  readonly line: string;
  readonly target: Board | undefined;
  readonly fault: WireFault | undefined;
};

/** Faults that befall the board itself, before or after it did what it was asked. */
function suffer(
  bus: Bus,
  { line, target, fault }: Struck,
  nowMs: number,
  random: Random,
): readonly Sending[] {
  const reset = (): void => {
    if (target?.life) resetBoard(target, "brownout", nowMs);
  };
  if (fault?.kind === "drop-request") return [];
  if (fault?.kind === "reset-before") {
    reset();
    return [];
  }
  const reply = replyTo(bus, line, nowMs);
  if (fault?.kind === "reset-after") reset();
  return reply === undefined ? [] : spoil(fault, reply, random);
}

function replyTo(bus: Bus, line: string, nowMs: number): string | undefined {
  const replies = bus.boards.map((board) => receiveLine(board, line, nowMs));
  return replies.find((reply) => reply !== undefined);
}
