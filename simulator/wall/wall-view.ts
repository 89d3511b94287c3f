// How the wall looks from outside at one moment, as plain JSON: the same that the page draws and a test reads.
import { hexOf } from "#protocol/line.ts";
import { advanceBoard, lightOf, type Board } from "../board/board.ts";
import { clockMs } from "../entropy.ts";
import type { Wall } from "./wall.ts";
import type { CompartmentPlace } from "./wall-config.ts";

export type CompartmentView = {
  readonly number: number;
  readonly bus: string;
  readonly board: string;
  readonly channel: number;
  readonly column: number;
  readonly row: number;
  readonly heightMm?: number;
  readonly size?: string;
  readonly door: "open" | "closed";
  readonly latched: boolean;
  readonly item: "present" | "absent";
  readonly jammed: boolean;
  readonly light: "off" | "on" | "slow" | "fast";
};
export type BoardView = {
  readonly bus: string;
  readonly address: string;
  readonly channels: number;
  readonly plugged: boolean;
  readonly boot?: string;
  readonly keyed: boolean;
  readonly lid: "open" | "closed";
};
export type BusView = {
  readonly id: string;
  readonly kind: "serial" | "tcp" | "mqtt";
  readonly where: string;
  readonly plugged: boolean;
};
export type WallView = {
  readonly terminal: { readonly id: string; readonly name?: string };
  /** Of the terminal's page on this machine, where the configuration says it. */
  readonly screenPort: number | undefined;
  readonly compartments: readonly CompartmentView[];
  readonly boards: readonly BoardView[];
  readonly buses: readonly BusView[];
  /** Where the scanner is found; absent: this wall has none. */
  readonly scanner?: string;
  readonly pulses: number;
};

export function viewWall(wall: Wall): WallView {
  const nowMs = clockMs();
  for (const { bus } of wall.buses) for (const board of bus.boards) advanceBoard(board, nowMs);
  const { id, name } = wall.config.terminal;
  return {
    terminal: name === undefined ? { id } : { id, name },
    screenPort: wall.config.screen?.port,
    compartments: wall.config.compartments.flatMap((place) => viewCompartment(wall, place) ?? []),
    boards: wall.buses.flatMap((bus) => bus.bus.boards.map((board) => viewBoard(bus.id, board))),
    buses: wall.buses.map((bus) => ({
      id: bus.id,
      kind: bus.kind,
      where: bus.line.where(),
      plugged: bus.plugged,
    })),
    ...(wall.scanner && { scanner: wall.scanner.where() }),
    pulses: wall.pulses.total(),
  };
}

/** The board of a compartment; addresses are unique on their bus only. */
export function boardAt(wall: Wall, bus: string, address: string): Board | undefined {
  const boards = wall.buses.find(({ id }) => id === bus)?.bus.boards ?? [];
  return boards.find((board) => hexOf(board.address, 2) === address);
}

function viewCompartment(wall: Wall, place: CompartmentPlace): CompartmentView | undefined {
  const board = boardAt(wall, place.bus, place.board);
  const fitting = board?.fittings[place.channel - 1];
  if (!board || fitting?.kind !== "lock") return undefined;
  const { doorOpen, latched, item, jammed } = fitting.compartment;
  const { heightMm, size } = place;
  return {
    number: place.number,
    bus: place.bus,
    board: place.board,
    channel: place.channel,
    column: place.column,
    row: place.row,
    ...(heightMm !== undefined && { heightMm }),
    ...(size !== undefined && { size }),
    door: doorOpen ? "open" : "closed",
    latched,
    item: item ? "present" : "absent",
    jammed,
    light: lightOf(board, place.channel),
  };
}

function viewBoard(bus: string, board: Board): BoardView {
  return {
    bus,
    address: hexOf(board.address, 2),
    channels: board.fittings.length,
    plugged: board.life !== undefined,
    ...(board.life && { boot: board.life.memory.boot }),
    keyed: board.config.key !== undefined,
    lid: board.lidOpen ? "open" : "closed",
  };
}
