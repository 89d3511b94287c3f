// The wall as steel and paper: simulated boards, their doors, and which document really lies where.
// It knows no ledger: what the controller believes is compared with this.
import type { DoorAction } from "#simulator/board/physics.ts";
import {
  type Board,
  createBoard,
  cutPower,
  resetBoard,
  touchDoor,
} from "#simulator/board/board.ts";
import type { FittingConfig, Pulse, ResetReason } from "#simulator/board/state.ts";
import { type Bus, createBus } from "#simulator/bus.ts";
import { boardNeeds, lock } from "./bench-board.ts";
import { CHANNELS, siteOfDoor } from "./virtual-site.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type VirtualWall = {
  readonly bus: Bus;
  /** Every current pulse through any coil, oldest first. */
  readonly pulses: readonly Pulse[];
  readonly board: (name: string) => Board;
  readonly isOpen: (door: number) => boolean;
  /** The document in this compartment, by its letter. */
  readonly inside: (door: number) => string | undefined;
  readonly doorOf: (document: string) => number | undefined;
  readonly touch: (door: number, action: Exclude<DoorAction, "put" | "take">) => void;
  readonly put: (document: string, door: number) => void;
  readonly take: (document: string) => void;
  readonly reset: (board: string, reason: ResetReason) => void;
  readonly powerOff: (board: string) => void;
};

const BOARDS = ["a:01", "a:02"] as const;

export function createVirtualWall(
  time: VirtualTime,
  pulsed: (door: number, op: number) => void = () => undefined,
): VirtualWall {
  const pulses: Pulse[] = [];
  const documents = new Map<number, string>();
  const needs = {
    ...boardNeeds([]),
    notePulse: (pulse: Pulse) => {
      pulses.push(pulse);
      pulsed((pulse.board - 1) * CHANNELS + pulse.channel, pulse.op);
    },
  };
  const boards = BOARDS.map((_name, at) =>
    createBoard({ address: at + 1, fittings: fittingsOf(at + 1) }, needs, time.nowMs()),
  );
  const board = (name: string): Board => {
    const found = boards.find(({ address }) => name === `a:0${address}`);
    if (found === undefined) throw new Error(`there is no board ${name}`);
    return found;
  };
  const touch = (door: number, action: DoorAction): void => {
    const site = siteOfDoor(door);
    const objection = touchDoor(board(site.board), site.channel, action, time.nowMs());
    if (objection !== undefined) throw new Error(`door ${door}: ${objection}`);
  };
  const doorOf = (document: string): number | undefined =>
    [...documents].find(([, inside]) => inside === document)?.[0];
  return {
    bus: createBus(boards),
    pulses,
    board,
    touch,
    doorOf,
    inside: (door) => documents.get(door),
    isOpen(door) {
      const site = siteOfDoor(door);
      const fitting = board(site.board).fittings[site.channel - 1];
      return fitting?.kind === "lock" && fitting.compartment.doorOpen;
    },
    put(document, door) {
      touch(door, "put");
      documents.set(door, document);
    },
    take(document) {
      const door = doorOf(document);
      if (door === undefined) throw new Error(`document ${document} is in no compartment`);
      touch(door, "take");
      documents.delete(door);
    },
    reset: (name, reason) => resetBoard(board(name), reason, time.nowMs()),
    powerOff: (name) => cutPower(board(name), time.nowMs()),
  };
}

function fittingsOf(board: number): readonly FittingConfig[] {
  const itemSensor = siteOfDoor((board - 1) * CHANNELS + 1).itemSensor;
  return Array.from({ length: CHANNELS }, () => ({ ...lock, itemSensor }));
}
