// `board`: one lock board on a line of its own, for any host that speaks LockerLine.
import { resolve } from "node:path";
import { createBoard } from "./board/board.ts";
import type { FittingConfig } from "./board/state.ts";
import { createBus } from "./bus.ts";
import { clockMs, realNeeds } from "./entropy.ts";
import { createBusReceiver } from "./lines/bus-receiver.ts";
import type { Line } from "./lines/line.ts";
import { createPtyLine } from "./lines/pty-line.ts";
import { createTcpLine } from "./lines/tcp-line.ts";
import { exitCodes, type Running } from "./running.ts";
import { readKey } from "./wall/wall-config.ts";

export type BoardCommand = {
  /** 0: a new board whose install button is held [LL-2.5]. */
  readonly address: number;
  readonly channels: number;
  readonly carrier:
    | { readonly kind: "pty"; readonly path: string | undefined }
    | { readonly kind: "tcp"; readonly host: string; readonly port: number };
  /** 64 hex digits; a path from the working directory. */
  readonly keyFile: string | undefined;
  /** Doors spring open when unlatched; without it they stay where they are. */
  readonly spring: boolean;
  /** Somebody shuts every open door after this long; undefined: nobody does. */
  readonly closeAfterMs: number | undefined;
};

const springMs = 150;
const baud = 115_200;

export async function runBoard(command: BoardCommand): Promise<Running> {
  const key = command.keyFile === undefined ? undefined : await readKey(".", command.keyFile);
  if (key && "objection" in key) return { ...key, exitCode: exitCodes.badConfig };
  const fitting: FittingConfig = {
    kind: "lock",
    doorSensor: true,
    itemSensor: true,
    springMs: command.spring ? springMs : undefined,
    closeAfterMs: command.closeAfterMs,
  };
  const config = {
    address: command.address,
    installButtonHeld: command.address === 0,
    fittings: Array.from({ length: command.channels }, () => fitting),
    key: key?.value,
  };
  const bus = createBus([
    createBoard(
      config,
      realNeeds(() => undefined),
      clockMs(),
    ),
  ]);
  const receiver = () => createBusReceiver(bus, (bytes) => line.send(bytes));
  const line: Line = openLine(command.carrier, receiver);
  const objection = await line.plug();
  if (objection !== undefined) return { objection, exitCode: exitCodes.unavailable };
  console.log(line.where());
  return { stop: () => line.unplug() };
}

function openLine(carrier: BoardCommand["carrier"], connect: () => (bytes: Buffer) => void): Line {
  if (carrier.kind === "tcp") return createTcpLine(carrier, connect);
  const path = carrier.path === undefined ? {} : { path: resolve(carrier.path) };
  return createPtyLine({ ...path, baud }, connect);
}
