// The lines of a terminal as its configuration names them: buses of any kind side by side, and the scanner.
import { readFileSync } from "node:fs";
import { type CaptureWorld, createCaptureFile } from "#adapters/bus/capture-file.ts";
import type { BusCapture } from "#adapters/bus/captured-carrier.ts";
import type { BusOptions, BusWorld, LineBus } from "#adapters/bus/line-bus.ts";
import { nodeTimers } from "#adapters/bus/timers.ts";
import { createMqttBus } from "#adapters/mqtt/mqtt-bus.ts";
import type { ScannerWorld } from "#adapters/scanner/scanner-loop.ts";
import { createSerialScanner } from "#adapters/scanner/serial-scanner.ts";
import { createTcpScanner } from "#adapters/scanner/tcp-scanner.ts";
import { createSerialBus } from "#adapters/serial/serial-bus.ts";
import { createTcpBus } from "#adapters/tcp/tcp-bus.ts";
import type { Bus } from "#config/buses.ts";
import type { LoadedConfig } from "#config/load-config.ts";
import type { Scanner } from "#runtime/ports.ts";
import { type OrExit, exitCode, stop } from "./exit.ts";
import { inData, why } from "./data-folder.ts";

const KEY_FORM = /^[0-9a-fA-F]{64}\s*$/u;

export function buildBuses(
  config: LoadedConfig,
  folder: string,
  world: BusWorld,
): OrExit<readonly LineBus[]> {
  const buses: LineBus[] = [];
  for (const bus of config.buses) {
    const built = buildBus(bus, { config, folder, world });
    if (!built.ok) return built;
    buses.push(built.value);
  }
  return { ok: true, value: buses };
}

/** One file for all buses, so that they can be read side by side. Its last lines are written when the buses stop. */
export const openCapture = (
  path: string | undefined,
  world: Omit<CaptureWorld, "timers">,
): BusCapture | undefined =>
  path === undefined ? undefined : createCaptureFile({ path }, { ...world, timers: nodeTimers });

type Site = { readonly config: LoadedConfig; readonly folder: string; readonly world: BusWorld };

function buildBus(bus: Bus, site: Site): OrExit<LineBus> {
  const { config, folder, world } = site;
  const boards = boardsOf(bus, folder);
  if (!boards.ok) return boards;
  const options: BusOptions = {
    id: bus.id,
    boards: boards.value,
    idlePollMs: config.polling.idleMs,
    watchPollMs: config.polling.watchMs,
  };
  switch (bus.kind) {
    case "serial":
      return {
        ok: true,
        value: createSerialBus(
          { ...options, path: inData(folder, bus.path), baud: bus.baud },
          world,
        ),
      };
    case "tcp":
      return {
        ok: true,
        value: createTcpBus({ ...options, host: bus.host, port: bus.port }, world),
      };
    case "mqtt":
      return mqttBus(bus, options, site);
  }
}

function mqttBus(
  bus: Extract<Bus, { readonly kind: "mqtt" }>,
  options: BusOptions,
  site: Site,
): OrExit<LineBus> {
  const { config, folder, world } = site;
  const texts: Record<string, string> = {};
  for (const [name, path] of [
    ["username", bus.usernameFile],
    ["password", bus.passwordFile],
    ["ca", bus.caFile],
  ] as const) {
    if (path === undefined) continue;
    const text = readSecret(inData(folder, path), `the ${name} of bus ${bus.id}`);
    if (!text.ok) return text;
    texts[name] = text.value;
  }
  const { ca, ...account } = texts;
  const tls = ca === undefined ? {} : { tls: { ca } };
  return {
    ok: true,
    value: createMqttBus(
      { ...options, ...account, ...tls, url: bus.url, terminal: config.terminal.id },
      world,
    ),
  };
}

function boardsOf(bus: Bus, folder: string): OrExit<BusOptions["boards"]> {
  const boards: { addr: number; key?: Uint8Array }[] = [];
  for (const { address, keyFile } of bus.boards) {
    const addr = Number.parseInt(address, 16);
    const key =
      keyFile === undefined ? undefined : readKey(inData(folder, keyFile), `${bus.id}:${address}`);
    if (key?.ok === false) return key;
    boards.push(key === undefined ? { addr } : { addr, key: key.value });
  }
  return { ok: true, value: boards };
}

function readKey(path: string, board: string): OrExit<Uint8Array> {
  const text = readSecret(path, `the key of board ${board}`);
  if (!text.ok) return text;
  return KEY_FORM.test(text.value)
    ? { ok: true, value: Uint8Array.from(Buffer.from(text.value.trim(), "hex")) }
    : stop(
        exitCode.config,
        `The key file ${path} of board ${board} does not hold 64 hex digits: put the board's key there.`,
      );
}

const HEADER_LINE = /^([A-Za-z0-9-]{1,64}):\s*([\x20-\x7e]{1,500})$/u;

/** The gateway's headers: the open ones of the configuration and the secret ones of their file, `Name: value` a line. */
export function headersOf(
  { messages }: LoadedConfig,
  folder: string,
): OrExit<Readonly<Record<string, string>>> {
  const headers: Record<string, string> = { ...messages.headers };
  if (messages.headersFile === undefined) return { ok: true, value: headers };
  const path = inData(folder, messages.headersFile);
  const text = readSecret(path, "the headers of the message gateway");
  if (!text.ok) return text;
  for (const [index, line] of text.value.split("\n").entries()) {
    const [, name, value] = HEADER_LINE.exec(line.trim()) ?? [];
    if (name === undefined || value === undefined)
      return stop(
        exitCode.config,
        `Line ${index + 1} of ${path} is no header: write "Name: value".`,
      );
    headers[name] = value;
  }
  return { ok: true, value: headers };
}

function readSecret(path: string, what: string): OrExit<string> {
  try {
    return { ok: true, value: readFileSync(path, "utf8").trim() };
  } catch (error) {
    return stop(
      exitCode.config,
      `The file with ${what} cannot be read (${why(error)}): correct its path or its rights.`,
    );
  }
}

export function buildScanner(config: LoadedConfig, folder: string, world: ScannerWorld): Scanner {
  const { scanner } = config;
  return scanner.kind === "tcp"
    ? createTcpScanner(scanner, world)
    : createSerialScanner({ path: inData(folder, scanner.path), baud: scanner.baud }, world);
}
