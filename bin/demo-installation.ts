// Lays down a demo terminal in a data folder: configuration, board keys, a clerk and documents. Starts nothing that stays.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { inCheckout } from "./checkout.ts";
import { addClerk } from "./demo-clerk.ts";
import { type BusKind, demoConfig } from "./demo-config.ts";
import { demoDocuments } from "./demo-documents.ts";
import { type Objection, type Outcome, unavailable } from "./outcome.ts";
import { findFreePort, isPortFree } from "./tcp-port.ts";

export type DemoOptions = {
  readonly bus: BusKind;
  /** 0: any free one. */
  readonly port: number;
  readonly wallPort: number;
  /** Kept at the end; without it a fresh folder that is removed. */
  readonly data: string | undefined;
  /** The terminal it is, if not config/demo.yaml; a file of the same form. */
  readonly site?: string;
};

export type Installation = {
  readonly data: string;
  readonly configFile: string;
  readonly port: number;
  readonly wallPort: number;
  readonly brokerPort: number | undefined;
  /** The documents are not yet announced to the controller. */
  readonly fresh: boolean;
  readonly remove: () => Promise<void>;
};

const OWNER_ONLY = 0o600;
/** More buses than any demo has. */
const LINE_PORTS = 4;

export async function makeInstallation(options: DemoOptions): Promise<Outcome<Installation>> {
  const port = await choosePort("--port", options.port);
  if ("objection" in port) return port;
  const wallPort = await choosePort("--wall-port", options.wallPort);
  if ("objection" in wallPort) return wallPort;
  const linePorts = await Promise.all(Array.from({ length: LINE_PORTS }, findFreePort));

  const { data, remove } = await makeDataFolder(options.data);
  const configFile = join(data, "config.yaml");
  const ports = { port: port.value, wallPort: wallPort.value };
  const config = demoConfig(
    await readFile(options.site ?? inCheckout("config/demo.yaml"), "utf8"),
    {
      bus: options.bus,
      ...ports,
      linePorts,
    },
  );
  await writeFile(configFile, config.text);
  for (const keyFile of config.keyFiles) await makeKey(join(data, keyFile));

  const fresh = !existsSync(pocketFile(data));
  const objection = fresh ? await fillPocket(data) : undefined;
  if (objection) {
    await remove();
    return objection;
  }
  const brokerPort = options.bus === "mqtt" ? linePorts[0] : undefined;
  return { value: { data, configFile, ...ports, brokerPort, fresh, remove } };
}

async function choosePort(option: string, wanted: number): Promise<Outcome<number>> {
  if (wanted === 0) return { value: await findFreePort() };
  if (await isPortFree(wanted)) return { value: wanted };
  return unavailable(
    `port ${wanted} on 127.0.0.1 is in use: stop what uses it, or choose another with ${option}.`,
  );
}

async function makeDataFolder(
  wanted: string | undefined,
): Promise<{ readonly data: string; readonly remove: () => Promise<void> }> {
  if (wanted === undefined) {
    const data = await mkdtemp(join(tmpdir(), "loket24-demo-"));
    return { data, remove: () => rm(data, { recursive: true, force: true }) };
  }
  const data = resolve(wanted);
  await mkdir(data, { recursive: true, mode: 0o700 });
  return { data, remove: async () => {} };
}

/** 32 random bytes as 64 hex digits [LL-6.1]; one that is there is kept. */
async function makeKey(file: string): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${randomBytes(32).toString("hex")}\n`, { mode: OWNER_ONLY });
}

const pocketFile = (data: string): string => join(data, "pocket.json");

/** What the wall's people carry: the clerk's badge and authenticator, and the documents on the desk. */
async function fillPocket(data: string): Promise<Objection | undefined> {
  const clerk = await addClerk(data);
  if ("objection" in clerk) return clerk;
  const documents = demoDocuments.map(({ reference, product, holder }) => ({
    reference,
    product,
    holder,
  }));
  const pocket = JSON.stringify({ clerk: clerk.value, documents }, undefined, 2);
  await writeFile(pocketFile(data), `${pocket}\n`, { mode: OWNER_ONLY });
  return undefined;
}
