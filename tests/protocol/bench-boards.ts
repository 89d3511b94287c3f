// The boards of a bench: each a real board link in front of a fake device. A line goes in, their answers come out.
import {
  initialBoardLink,
  receiveAtBoard,
  type BoardContext,
  type BoardLink,
} from "#protocol/board-link.ts";
import type { Capability } from "#protocol/messages.ts";
import { createFakeDevice, type FakeDevice } from "./fake-device.ts";
import { nodeHmac } from "./node-hmac.ts";

/** `hostKey`: what the host believes the key is, if that is another one or none. */
export type BenchBoard = {
  readonly addr: number;
  readonly key?: Uint8Array;
  readonly hostKey?: Uint8Array | "none";
  readonly caps?: readonly Capability[];
};

export type BenchBoards = {
  readonly device: (addr: number) => FakeDevice;
  /** A silent board is unplugged: it neither hears nor answers. */
  readonly silence: (addr: number, silent: boolean) => void;
  /** Power off and on: the link forgets its session, the device its operations. */
  readonly reset: (addr: number) => void;
  readonly hear: (line: string) => readonly string[];
};

type Station = {
  readonly addr: number;
  readonly device: FakeDevice;
  readonly context: BoardContext;
  link: BoardLink;
  silent: boolean;
};

export function createBenchBoards(boards: readonly BenchBoard[], nowMs: () => number): BenchBoards {
  const stations = boards.map((board) => stationOf(board, nowMs));
  const at = (addr: number): Station => {
    const station = stations.find((each) => each.addr === addr);
    if (station === undefined) throw new Error(`no board ${addr} on this bench`);
    return station;
  };
  return {
    device: (addr) => at(addr).device,
    silence: (addr, silent) => {
      at(addr).silent = silent;
    },
    reset: (addr) => {
      at(addr).device.reset();
      at(addr).link = initialBoardLink;
    },
    hear: (line) =>
      stations
        .filter(({ silent }) => !silent)
        .map((station) => answerOf(station, line))
        .filter((reply) => reply !== undefined),
  };
}

function stationOf({ addr, key, caps = ["door"] }: BenchBoard, nowMs: () => number): Station {
  const name = String.fromCharCode(addr);
  const device = createFakeDevice(nowMs, { keyed: key !== undefined, name, caps });
  const config = { hmac: nodeHmac, ...(key === undefined ? {} : { key }) };
  const context = { addr, device, config, installButtonHeld: false };
  return { addr, device, context, link: initialBoardLink, silent: false };
}

function answerOf(station: Station, line: string): string | undefined {
  const step = receiveAtBoard(station.link, line, station.context);
  station.link = step.link;
  return step.reply;
}
