// The wall as a whole: its buses with their boards and lines, its scanner, its phone, and the pulses it has seen.
// Built from the configuration; how it looks from outside is wall-view.ts, what may be done to it wall-actions.ts.
import { resolve } from "node:path";
import { createBoard } from "../board/board.ts";
import type { BoardConfig, FittingConfig, Pulse } from "../board/state.ts";
import { createBus, type Bus } from "../bus.ts";
import { clockMs, realNeeds } from "../entropy.ts";
import { createBusReceiver } from "../lines/bus-receiver.ts";
import type { Line } from "../lines/line.ts";
import { createMqttLine } from "../lines/mqtt-line.ts";
import { createPtyLine } from "../lines/pty-line.ts";
import { createTcpLine } from "../lines/tcp-line.ts";
import { createPhone, type Phone } from "./phone.ts";
import { createPulseLog, type PulseLog } from "./pulse-log.ts";
import {
  readKey,
  type BoardEntry,
  type BusConfig,
  type CompartmentPlace,
  type Read,
  type ScannerConfig,
  type WallConfig,
} from "./wall-config.ts";

export type WallBus = {
  readonly id: string;
  readonly kind: BusConfig["kind"];
  readonly bus: Bus;
} & {
  readonly line: Line;
  plugged: boolean;
};

export type Wall = {
  readonly config: WallConfig;
  readonly data: string;
  readonly buses: readonly WallBus[];
  readonly scanner: Line | undefined;
  readonly phone: Phone;
  readonly pulses: PulseLog;
};

/** Springs differ a little from door to door. */
const springMs = { least: 100, spread: 100 } as const;
const laneStock = 10;
const scannerBaud = 115_200;

/** Nothing is plugged in yet; the sentence says which key file is missing. `data`: folder that relative paths start from. */
export async function buildWall(config: WallConfig, data: string): Promise<Read<Wall>> {
  const pulses = createPulseLog();
  const buses: WallBus[] = [];
  for (const entry of config.buses) {
    const bus = await buildBus(entry, { config, data, notePulse: pulses.noteFrom(entry.id) });
    if ("objection" in bus) return bus;
    buses.push(bus.value);
  }
  const scanner = config.scanner && scannerLine(config.scanner, data);
  return { value: { config, data, buses, scanner, phone: createPhone(), pulses } };
}

/** Plugs everything in; the first sentence of failure ends it. */
export async function plugWall(wall: Wall): Promise<string | undefined> {
  for (const bus of wall.buses) {
    const objection = await bus.line.plug();
    if (objection !== undefined) return `Bus ${bus.id}: ${objection}`;
    bus.plugged = true;
  }
  const objection = await wall.scanner?.plug();
  return objection === undefined ? undefined : `Scanner: ${objection}`;
}

export async function unplugWall(wall: Wall): Promise<void> {
  const lines = [...wall.buses.map(({ line }) => line), ...(wall.scanner ? [wall.scanner] : [])];
  await Promise.all(lines.map((line) => line.unplug()));
}

type Surroundings = {
  readonly config: WallConfig;
  readonly data: string;
  readonly notePulse: (pulse: Pulse) => void;
};

async function buildBus(entry: BusConfig, around: Surroundings): Promise<Read<WallBus>> {
  const needs = realNeeds(around.notePulse);
  const boards = [];
  for (const board of entry.boards) {
    const key = board.keyFile === undefined ? undefined : await readKey(around.data, board.keyFile);
    if (key && "objection" in key) return key;
    const places = around.config.compartments.filter(
      (place) => place.bus === entry.id && place.board === board.address,
    );
    boards.push(createBoard(boardConfig(board, places, key?.value), needs, clockMs()));
  }
  const bus = createBus(boards);
  const line: Line = busLine(entry, around, () =>
    createBusReceiver(bus, (bytes) => line.send(bytes)),
  );
  return { value: { id: entry.id, kind: entry.kind, bus, line, plugged: false } };
}

function boardConfig(
  entry: BoardEntry,
  places: readonly CompartmentPlace[],
  key: Uint8Array | undefined,
): BoardConfig {
  const fittings = Array.from({ length: entry.channels }, (_, index): FittingConfig => {
    const channel = index + 1;
    if (entry.lanes.includes(channel)) return { kind: "lane", stock: laneStock, dropSensor: true };
    const place = places.find((candidate) => candidate.channel === channel);
    return {
      kind: "lock",
      doorSensor: place?.doorSensor ?? true,
      itemSensor: place?.itemSensor ?? false,
      springMs: springMs.least + ((channel * 37) % springMs.spread),
    };
  });
  const address = Number.parseInt(entry.address, 16);
  return { address, fittings, key, nvlog: entry.nvlog ?? false };
}

function busLine(
  entry: BusConfig,
  { config, data }: Surroundings,
  connect: () => (bytes: Buffer) => void,
): Line {
  switch (entry.kind) {
    case "serial":
      return createPtyLine({ path: resolve(data, entry.path), baud: entry.baud }, connect);
    case "tcp":
      return createTcpLine(entry, connect);
    case "mqtt":
      return createMqttLine(
        { url: entry.url, terminal: config.terminal.id, bus: entry.id },
        connect,
      );
  }
}

/** A scanner listens to nobody. */
const deaf = () => () => undefined;

function scannerLine(config: ScannerConfig, data: string): Line {
  return config.kind === "serial"
    ? createPtyLine({ path: resolve(data, config.path), baud: scannerBaud }, deaf)
    : createTcpLine(config, deaf);
}
