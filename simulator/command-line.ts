// The simulator's commands as they are typed: from arguments to what is to be run, or to one sentence that says what is wrong.
// Nothing is started here.
import { parseArgs } from "node:util";
import type { BoardCommand } from "./board-command.ts";
import type { ReplayCommand } from "./replay-command.ts";
import type { WallCommand } from "./wall-command.ts";

export type Command =
  | { readonly kind: "wall"; readonly wall: WallCommand }
  | { readonly kind: "board"; readonly board: BoardCommand }
  | { readonly kind: "replay"; readonly replay: ReplayCommand }
  | { readonly kind: "misuse"; readonly why: string };

export const usage = `Usage:
  node simulator/main.ts wall --config FILE --data DIR [--port N]
  node simulator/main.ts board --address 01 --channels N (--pty [--path LINK] | --tcp HOST:PORT)
                               [--key-file FILE] [--spring] [--close-after SECONDS]
  node simulator/main.ts replay FILE [--config FILE] [--port N]`;

const wallPort = 2425;
/** Beside a demo that runs. */
const replayPort = 2426;
const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const wallOptions = { config: text, data: text, port: text };
const replayOptions = { config: text, port: text };
const boardOptions = {
  address: text,
  channels: text,
  pty: flag,
  path: text,
  tcp: text,
  "key-file": text,
  spring: flag,
  "close-after": text,
};

export function parseCommand([name, ...args]: readonly string[]): Command {
  try {
    if (name === "wall") return parseWall(args);
    if (name === "board") return parseBoard(args);
    if (name === "replay") return parseReplay(args);
    return misuse(name === undefined ? "No command was given" : `There is no command ${name}`);
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error));
  }
}

function parseWall(args: string[]): Command {
  const { values } = parseArgs({ args, options: wallOptions });
  const { config, data } = values;
  const port = portOf(values.port, wallPort);
  if (config === undefined || data === undefined) return misuse("wall needs --config and --data");
  if (port === undefined) return misuse(badPort);
  return { kind: "wall", wall: { config, data, port } };
}

function parseReplay(args: string[]): Command {
  const { values, positionals } = parseArgs({
    args,
    options: replayOptions,
    allowPositionals: true,
  });
  const [file, second] = positionals;
  const port = portOf(values.port, replayPort);
  if (file === undefined || second !== undefined) return misuse("replay needs one FILE");
  if (port === undefined) return misuse(badPort);
  return { kind: "replay", replay: { file, config: values.config, port } };
}

const badPort = "--port must be a number from 0 to 65535";
const portOf = (digits: string | undefined, otherwise: number): number | undefined =>
  integer(digits ?? String(otherwise), 0, 65_535);

function parseBoard(args: string[]): Command {
  const { values } = parseArgs({ args, options: boardOptions });
  const address = /^([0-6][0-9A-F]|7[0-9A-E])$/.exec(values.address ?? "")?.[0];
  const channels = integer(values.channels ?? "", 1, 48);
  const closeAfterSeconds = integer(values["close-after"] ?? "0", 0, 86_400);
  const carrier = parseCarrier(values);
  if (address === undefined) return misuse("--address must be two hex digits from 00 to 7E");
  if (channels === undefined) return misuse("--channels must be a number from 1 to 48");
  if (closeAfterSeconds === undefined) return misuse("--close-after must be a number of seconds");
  if (!carrier) return misuse("Give either --pty or --tcp HOST:PORT");
  const board: BoardCommand = {
    address: Number.parseInt(address, 16),
    channels,
    carrier,
    keyFile: values["key-file"],
    spring: values.spring ?? false,
    closeAfterMs: closeAfterSeconds > 0 ? closeAfterSeconds * 1000 : undefined,
  };
  return { kind: "board", board };
}

type CarrierValues = {
  readonly pty?: boolean | undefined;
  readonly path?: string | undefined;
  readonly tcp?: string | undefined;
};

function parseCarrier({ pty, path, tcp }: CarrierValues): BoardCommand["carrier"] | undefined {
  if (pty && tcp !== undefined) return undefined;
  if (pty) return { kind: "pty", path };
  const [, host, portText = ""] = /^(.+):(\d+)$/.exec(tcp ?? "") ?? [];
  const port = integer(portText, 0, 65_535);
  return host === undefined || port === undefined ? undefined : { kind: "tcp", host, port };
}

function integer(digits: string, least: number, most: number): number | undefined {
  const value = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

const misuse = (why: string): Command => ({ kind: "misuse", why });
