// One terminal's folder: a configuration that the controller itself reads, the key of its board, and a ledger in which two
// documents already wait behind doors 1 and 2.
import { randomBytes } from "node:crypto";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { existsSync } from "node:fs";
import { quietPort } from "./quiet-port.ts";
import type { BusKind } from "./bus-kind.ts";

export const TERMINAL = "trials";
export const CHANNELS = 4;
/**
 * What the controller is told: the slowest there is [LL-1.1], so that it leaves each answer the most time on a machine that
 * serves dozens of lines at once. The simulated line itself is faster.
 */
const BAUD = 9600;

export type Place = {
  readonly kind: BusKind;
  readonly folder: string;
  readonly configFile: string;
  readonly screenPort: number;
  /** Of the device server or the broker. */
  readonly linePort: number;
  /** The pseudo-terminal that the serial bus opens. */
  readonly devicePath: string;
  readonly boardKey: Uint8Array;
  readonly remove: () => Promise<void>;
};

/** What stands outside the controller's process: 9 is the port of the protocol that throws everything away. */
export type Outside = { readonly scannerPort: number; readonly gatewayPort: number };
export const nobodyOutside: Outside = { scannerPort: 9, gatewayPort: 9 };

/** In memory where there is such a disk: a trial is about wires, and a thousand ledgers at once would only wait for it. */
const scratch = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export async function layPlace(
  kind: BusKind,
  from: string | undefined,
  outside: Outside,
): Promise<Place> {
  const folder = await mkdtemp(join(scratch, "loket24-trial-"));
  if (from !== undefined) await cp(from, folder, { recursive: true });
  const place: Place = {
    kind,
    folder,
    configFile: join(folder, "config.yaml"),
    screenPort: await quietPort(),
    linePort: await quietPort(),
    devicePath: join(folder, "dev/bus-a"),
    boardKey: randomBytes(32),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  await mkdir(join(folder, "keys"), { recursive: true, mode: 0o700 });
  const key = `${Buffer.from(place.boardKey).toString("hex")}\n`;
  await writeFile(join(folder, "keys/a-01"), key, { mode: 0o600 });
  await writeFile(place.configFile, configOf(place, outside));
  return place;
}

const configOf = (place: Place, { scannerPort, gatewayPort }: Outside): string => `configVersion: 1
terminal: { id: ${TERMINAL}, name: Stadhuis, address: Markt 1, phone: "056", undoMinutes: 0, languages: [nl] }
screen: { port: ${place.screenPort} }
commissioning: not-required
buses:
  - ${busOf(place)}
compartments:
${Array.from({ length: CHANNELS }, (_, at) => compartmentOf(at + 1)).join("\n")}
scanner: { kind: tcp, host: 127.0.0.1, port: ${scannerPort} }
messages: { url: "http://127.0.0.1:${gatewayPort}/" }
policies: [attest]
`;

const compartmentOf = (number: number): string =>
  `  - { number: ${number}, bus: a, board: "01", channel: ${number}, column: 1, row: ${number}, heightMm: ${1600 - 200 * number}, size: small, itemSensor: true }`;

/** Over a broker nothing opens without a key [LL-8.2]; the other two go without, so that the other fences have to hold. */
function busOf({ kind, linePort }: Place): string {
  const board = `address: "01", channels: ${CHANNELS}`;
  switch (kind) {
    case "serial":
      return `{ id: a, kind: serial, path: dev/bus-a, baud: ${BAUD}, boards: [{ ${board} }] }`;
    case "tcp":
      return `{ id: a, kind: tcp, host: 127.0.0.1, port: ${linePort}, boards: [{ ${board} }] }`;
    case "mqtt":
      return `{ id: a, kind: mqtt, url: "mqtt://127.0.0.1:${linePort}", boards: [{ ${board}, keyFile: keys/a-01 }] }`;
  }
}
