// A lock board that is only its wire: power, reset, the protocol's link, and the device behind it.
// Pure: a line and a time go in, a line or silence comes out. No timers, clocks or randomness of its own.
import { initialBoardLink, receiveAtBoard, type BoardLink } from "#protocol/board-link.ts";
import type { BoardDevice } from "#protocol/board-link-types.ts";
import type { Hmac } from "#protocol/host-link-types.ts";
import type { Boot, LedPattern, Nonce } from "#protocol/messages.ts";
import { createDevice } from "./device.ts";
import { touch, type DoorAction, type Objection } from "./physics.ts";
import { advanceFittings, advanceMemory, nextDueMs, readSensors } from "./progress.ts";
import {
  createFittings,
  createMemory,
  report,
  type BoardConfig,
  type Fitting,
  type Memory,
  type Pulse,
  type ResetReason,
} from "./state.ts";

/** Where a board gets what it cannot make itself, and who hears of its pulses. */
export type BoardNeeds = {
  /** 8 hex digits, never twice [LL-4.4]. */
  readonly drawBoot: () => Boot;
  readonly drawNonce: () => Nonce;
  readonly hmac: Hmac;
  readonly notePulse: (pulse: Pulse) => void;
};

export type Board = {
  readonly config: BoardConfig;
  readonly needs: BoardNeeds;
  /** The things on the channels, channel 1 first; `advanceBoard` brings them up to a time. */
  readonly fittings: readonly Fitting[];
  address: number;
  lidOpen: boolean;
  /** What power keeps alive; undefined without it. */
  life: Life | undefined;
  /** The memory of the last life, for a board whose event log survives. */
  lastMemory: Memory | undefined;
};
type Life = { link: BoardLink; readonly memory: Memory; readonly device: BoardDevice };

/** A board with its doors closed, just powered on at `nowMs`. */
export function createBoard(config: BoardConfig, needs: BoardNeeds, nowMs: number): Board {
  const board: Board = {
    config,
    needs,
    fittings: createFittings(config.fittings),
    address: config.address,
    lidOpen: false,
    life: undefined,
    lastMemory: undefined,
  };
  startLife(board, "power", nowMs);
  return board;
}

/** One whole line without LF [LL-1.2]; the reply, or silence. */
export function receiveLine(board: Board, line: string, nowMs: number): string | undefined {
  advanceBoard(board, nowMs);
  const { life, config } = board;
  if (!life) return undefined;
  const step = receiveAtBoard(life.link, line, {
    addr: board.address,
    device: life.device,
    config: { hmac: board.needs.hmac, ...(config.key && { key: config.key }) },
    installButtonHeld: config.installButtonHeld ?? false,
  });
  life.link = step.link;
  if (step.heardHost) {
    life.memory.lastHeardMs = nowMs;
    life.memory.hostLost = false;
  }
  return step.reply;
}

/** Lets everything happen that is due; harmless at any time, since nothing is ever sent unasked [LL-1.3]. */
export function advanceBoard(board: Board, nowMs: number): void {
  if (board.life) advanceMemory(board.life.memory, nowMs);
  else advanceFittings(board.fittings, nowMs);
}

/** When the next thing will happen by itself; Infinity: never. */
export function boardDueMs({ life }: Board): number {
  return life ? nextDueMs(life.memory) : Infinity;
}

export function touchDoor(
  board: Board,
  channel: number,
  action: DoorAction,
  nowMs: number,
): Objection {
  advanceBoard(board, nowMs);
  const fitting = board.fittings[channel - 1];
  if (!fitting) return `there is no channel ${channel}`;
  if (fitting.kind === "lane") return touchLane(fitting, action);
  const objection = touch(fitting.compartment, action, nowMs);
  const powered = board.life?.memory.channels[channel - 1];
  if (powered) readSensors(powered, nowMs);
  return objection;
}

/** Somebody opens or closes the board's own housing. */
export function moveLid(board: Board, open: boolean, nowMs: number): void {
  advanceBoard(board, nowMs);
  if (board.lidOpen === open) return;
  board.lidOpen = open;
  if (!board.life) return;
  board.life.memory.lidOpen = open;
  report(board.life.memory, { kind: "tamper", state: open ? "on" : "off" });
}

/** A new boot: operations, session and, without `nvlog`, events are gone. Also brings a dead board back. */
export function resetBoard(board: Board, reason: ResetReason, nowMs: number): void {
  advanceBoard(board, nowMs);
  startLife(board, reason, nowMs);
}

export function cutPower(board: Board, nowMs: number): void {
  advanceBoard(board, nowMs);
  board.life = undefined;
}

export function lightOf({ life }: Board, channel: number): LedPattern {
  return life?.memory.channels[channel - 1]?.led ?? "off";
}

function startLife(board: Board, reason: ResetReason, nowMs: number): void {
  const { config, needs, lidOpen } = board;
  const keptRing = config.nvlog ? board.lastMemory?.ring : undefined;
  const boot = needs.drawBoot();
  const memory = createMemory(config, board.fittings, { boot, reason, nowMs, keptRing, lidOpen });
  const device = createDevice(memory, {
    config,
    drawNonce: needs.drawNonce,
    notePulse: (pulse) => needs.notePulse({ ...pulse, board: board.address }),
    takeAddress: (address) => {
      board.address = address;
    },
  });
  board.life = { link: initialBoardLink, memory, device };
  board.lastMemory = memory;
}

/** A lane has no door: it can only jam and be freed. */
function touchLane(fitting: Extract<Fitting, { kind: "lane" }>, action: DoorAction): Objection {
  if (action !== "jam" && action !== "free") return "a lane has no door";
  fitting.lane.jammed = action === "jam";
  return undefined;
}
