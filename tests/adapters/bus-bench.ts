// A bus adapter on the bench: a simulated board at the far end of a real carrier, and everything the domain would hear.
// Events are acknowledged as the controller does once they are durable.
import { expect, vi } from "vitest";
import type { BusWorld, LineBus } from "#adapters/bus/line-bus.ts";
import { systemClock } from "#adapters/clock/system-clock.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { type BoardId, parseBoardId } from "#domain/ids.ts";
import type { BoardInput } from "#domain/inputs.ts";
import { type Board, createBoard } from "#simulator/board/board.ts";
import type { Pulse } from "#simulator/board/state.ts";
import { createBus } from "#simulator/bus.ts";
import { clockMs, realNeeds } from "#simulator/entropy.ts";
import { createBusReceiver } from "#simulator/lines/bus-receiver.ts";
import type { Line, Receiver } from "#simulator/lines/line.ts";
import { lock } from "../support/bench-board.ts";
import { createRecordingLog, type RecordingLog } from "./recording-log.ts";

export const polls = { idlePollMs: 50, watchPollMs: 20 };
export const key = Uint8Array.from({ length: 32 }, (_, at) => at);

export type SimulatedLine = {
  readonly line: Line;
  readonly board: Board;
  readonly pulses: readonly Pulse[];
};

/** A line with one board of four locks at address 01 behind it. */
export function simulatedLine(
  create: (connect: () => Receiver) => Line,
  boardKey?: Uint8Array,
): SimulatedLine {
  const pulses: Pulse[] = [];
  const needs = realNeeds((pulse) => pulses.push(pulse));
  const fittings = [lock, lock, lock, lock];
  const board = createBoard({ address: 1, fittings, key: boardKey }, needs, clockMs());
  const bus = createBus([board]);
  const line: Line = create(() => createBusReceiver(bus, (bytes) => line.send(bytes)));
  return { line, board, pulses };
}

export type Heard<Kind extends BoardInput["kind"]> = Extract<BoardInput, { readonly kind: Kind }>;
export type BusBench = {
  readonly bus: LineBus;
  readonly log: RecordingLog;
  readonly inputs: readonly BoardInput[];
  /** Waits for the next of this kind since the last wait, or since the start. */
  readonly next: <Kind extends BoardInput["kind"]>(kind: Kind) => Promise<Heard<Kind>>;
  /** A fresh answer from the board proves that the bus goes round. */
  readonly goesRound: () => Promise<void>;
};

export const boardA = boardId("a:01");

function boardId(text: string): BoardId {
  const parsed = parseBoardId(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

export function createBusBench(create: (world: BusWorld) => LineBus): BusBench {
  const inputs: BoardInput[] = [];
  const log = createRecordingLog();
  let seen = 0;
  function listener(input: BoardInput): void {
    inputs.push(input);
    if (input.kind === "board-event-read") bus.acknowledge(input.board, input.boot, input.n);
  }
  const bus = create({ clock: systemClock, random: systemRandom, log, listener });
  async function next<Kind extends BoardInput["kind"]>(kind: Kind): Promise<Heard<Kind>> {
    const isIt = (input: BoardInput): boolean => input.kind === kind;
    await vi.waitUntil(() => inputs.slice(seen).some(isIt), { timeout: 20_000, interval: 5 });
    seen += inputs.slice(seen).findIndex(isIt) + 1;
    return inputs[seen - 1] as Heard<Kind>;
  }
  return {
    bus,
    log,
    inputs,
    next,
    async goesRound() {
      seen = inputs.length;
      bus.readBoard(boardA);
      await next("board-snapshot-read");
    },
  };
}

/** HELLO, STAT, POLL, OPEN, RESULT: what a door needs, over whatever carries it. */
export async function opensADoor(bench: BusBench): Promise<void> {
  const { bus, next } = bench;
  await bus.start(new Map());
  const { boot, channels, highestOp } = await next("board-greeted");
  expect({ channels, highestOp }).toEqual({ channels: 4, highestOp: 0 });
  const { snapshot } = await next("board-snapshot-read");
  expect(snapshot).toMatchObject({ openDoors: [], unknownDoors: [] });

  bus.watch(boardA);
  const byMonoMs = systemClock.now().monoMs + 1500;
  bus.open({ board: boardA, channel: 2, op: 71, pulseMs: 100, waitMs: 1000, boot, byMonoMs });
  expect(await next("open-answered")).toMatchObject({ op: 71, answer: { kind: "accepted" } });
  expect(await next("board-event-read")).toMatchObject({ event: { kind: "drive", channel: 2 } });
  expect(await next("board-event-read")).toMatchObject({
    board: boardA,
    event: { kind: "door", channel: 2, state: "open", op: 71 },
  });
  bus.askResult(boardA, 71);
  expect(await next("result-answered")).toMatchObject({ op: 71, channel: 2, result: "opened" });
}
