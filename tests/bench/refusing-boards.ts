// The simulator's boards, which are busy whenever they are asked to open: nothing fires, the code stays good, and the
// next try need not wait for a door. By then the measured part of an OPEN is over.
import { parseLine } from "#protocol/line.ts";
import { emptySplitter, splitBytes } from "#protocol/splitter.ts";
import { type Board, createBoard, receiveLine } from "#simulator/board/board.ts";
import { clockMs, realNeeds } from "#simulator/entropy.ts";
import type { Answering, FarEndOptions } from "./far-end.ts";

export function createBoards({ boards, doors }: FarEndOptions): Answering {
  const onBus = Array.from({ length: boards }, (_, at) => busyBoard(at + 1, doors));
  let splitter = emptySplitter;
  return (bytes) => {
    const split = splitBytes(splitter, bytes);
    ({ splitter } = split);
    const [text] = split.lines;
    const frame = text === undefined ? undefined : parseLine(text);
    if (text === undefined || frame?.ok !== true) return undefined;
    const { addr: address, verb, fields } = frame.value;
    // Boards hear in parallel: only the addressed one may cost this process time.
    const board = onBus[address - 1];
    const reply = board && receiveLine(board, text, clockMs());
    if (reply === undefined) return undefined;
    const op = verb === "OPEN" ? Number(fields.get("op")) : undefined;
    return { address, verb, op, reply: Buffer.from(`${reply}\n`, "latin1") };
  };
}

function busyBoard(address: number, doors: number): Board {
  const fitting = { kind: "lock", doorSensor: true, itemSensor: true, springMs: 150 } as const;
  const fittings = Array.from({ length: doors }, () => fitting);
  const board = createBoard(
    { address, fittings },
    realNeeds(() => undefined),
    clockMs(),
  );
  const { life } = board;
  if (life !== undefined) {
    const { device } = life;
    board.life = {
      ...life,
      device: {
        ...device,
        execute: (request) =>
          request.kind === "open" ? { kind: "error", code: "BUSY" } : device.execute(request),
      },
    };
  }
  return board;
}
