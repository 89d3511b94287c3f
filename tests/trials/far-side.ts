// What hangs on the terminal's one bus: a simulated board of four locks behind a real carrier (pseudo-terminal, TCP socket or
// Mosquitto), and the hands of people at its doors. It knows nothing of the controller.
import { type MqttClient, connectAsync } from "mqtt";
import { type Board, createBoard, resetBoard, touchDoor } from "#simulator/board/board.ts";
import type { DoorAction } from "#simulator/board/physics.ts";
import type { Pulse, ResetReason } from "#simulator/board/state.ts";
import { createBus } from "#simulator/bus.ts";
import { type WireFault, planFault } from "#simulator/wire-faults.ts";
import { clockMs, realNeeds } from "#simulator/entropy.ts";
import type { Line, Receiver } from "#simulator/lines/line.ts";
import { createMqttLine } from "#simulator/lines/mqtt-line.ts";
import { createPtyLine } from "#simulator/lines/pty-line.ts";
import { createTcpLine } from "#simulator/lines/tcp-line.ts";
import { lock } from "../support/bench-board.ts";
import { type Broker, startMosquitto } from "../support/mosquitto.ts";
import { CHANNELS, type Place, TERMINAL } from "./place.ts";
import { type Wire, createWire } from "./wire.ts";

const LINE_BAUD = 921_600;

export type FarSide = {
  readonly wire: Wire;
  readonly board: Board;
  /** Every current pulse through any coil, oldest first. */
  readonly pulses: readonly Pulse[];
  /** How far the board's clock runs ahead of this machine's, in ms. */
  aheadMs: number;
  readonly touch: (door: number, action: DoorAction) => void;
  /** A fault of the simulator's own on the next so many answers. */
  readonly befall: (fault: WireFault, count: number) => void;
  readonly reset: (reason: ResetReason) => void;
  /** The adapter is pulled out, the device server or the broker is gone. */
  readonly vanish: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  /** The same line comes once more: from a third client of the broker, elsewhere out of the carrier at the board's end. */
  readonly repeat: (line: string) => Promise<void>;
  /** What a broker keeps, both ways, for whoever comes next; `undefined`: this carrier keeps nothing. */
  readonly retain: ((way: "down" | "up", line: string) => Promise<void>) | undefined;
  readonly stop: () => Promise<void>;
};

/** @param filled doors behind which a document lies */
export async function raiseFarSide(place: Place, filled: readonly number[]): Promise<FarSide> {
  const pulses: Pulse[] = [];
  const nowMs = (): number => clockMs() + far.aheadMs;
  const board = loadedBoard(place, filled, (pulse) => void pulses.push(pulse));
  const bus = createBus([board]);
  const wire = createWire(bus, {
    nowMs,
    send: (bytes) => carried.line.send(bytes),
  });
  const carried = await carry(place, () => wire.connect());
  const far: FarSide = {
    wire,
    board,
    pulses,
    aheadMs: 0,
    touch(door, action) {
      const objection = touchDoor(board, door, action, nowMs());
      if (objection !== undefined) throw new Error(`door ${door}: ${objection}`);
    },
    befall(fault, count) {
      bus.faults = planFault(bus.faults, fault, count);
    },
    reset: (reason) => resetBoard(board, reason, nowMs()),
    vanish: carried.vanish,
    comeBack: carried.comeBack,
    repeat:
      carried.publish === undefined
        ? async (line) => wire.arrive(line)
        : async (line) => carried.publish?.("down", line, false),
    retain:
      carried.publish && ((way, line) => carried.publish?.(way, line, true) ?? Promise.resolve()),
    stop: carried.stop,
  };
  return far;
}

/** Powered on after the documents were put in: its sensors read them from the start. */
function loadedBoard(
  { kind, boardKey }: Place,
  filled: readonly number[],
  notePulse: (pulse: Pulse) => void,
): Board {
  const key = kind === "mqtt" ? boardKey : undefined;
  const fittings = Array.from({ length: CHANNELS }, () => lock);
  const board = createBoard({ address: 1, fittings, key }, realNeeds(notePulse), clockMs());
  for (const door of filled) {
    const fitting = board.fittings[door - 1];
    if (fitting?.kind === "lock") fitting.compartment.item = true;
  }
  resetBoard(board, "power", clockMs());
  return board;
}

type Carried = {
  readonly line: Line;
  readonly vanish: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly publish?: (way: "down" | "up", line: string, retain: boolean) => Promise<void>;
  readonly stop: () => Promise<void>;
};

function carry(place: Place, connect: () => Receiver): Promise<Carried> {
  switch (place.kind) {
    case "serial":
      return plugged(createPtyLine({ path: place.devicePath, baud: LINE_BAUD }, connect));
    case "tcp":
      return plugged(createTcpLine({ host: "127.0.0.1", port: place.linePort }, connect));
    case "mqtt":
      return overBroker(place, connect);
  }
}

async function plugged(line: Line): Promise<Carried> {
  const comeBack = async (): Promise<void> => {
    const objection = await line.plug();
    if (objection !== undefined) throw new Error(objection);
  };
  await comeBack();
  return { line, comeBack, vanish: line.unplug, stop: line.unplug };
}

/** The broker is what vanishes: the board and the third client find it again by themselves. */
async function overBroker(place: Place, connect: () => Receiver): Promise<Carried> {
  let broker: Broker | undefined = await startMosquitto(place.linePort);
  const { url } = broker;
  const { line } = await plugged(createMqttLine({ url, terminal: TERMINAL, bus: "a" }, connect));
  let third: MqttClient | undefined;
  const vanish = async (): Promise<void> => {
    await broker?.stop();
    broker = undefined;
  };
  return {
    line,
    vanish,
    async comeBack() {
      broker = await startMosquitto(place.linePort);
    },
    async publish(way, text, retain) {
      third ??= await connectAsync(url, { reconnectPeriod: 100 });
      await third.publishAsync(`loket24/${TERMINAL}/bus/a/${way}`, text, { qos: 1, retain });
    },
    async stop() {
      await third?.endAsync(true);
      await line.unplug();
      await vanish();
    },
  };
}
