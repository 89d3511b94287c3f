// The demo: a whole terminal on this machine. Starts broker, wall and controller in that order, stops them in the other.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inCheckout, node24 } from "./checkout.ts";
import { demoDocuments } from "./demo-documents.ts";
import { type DemoOptions, type Installation, makeInstallation } from "./demo-installation.ts";
import { registerDocuments } from "./demo-registration.ts";
import { prepareMosquitto } from "./mosquitto.ts";
import { type Objection, type Outcome, exitCode, unavailable } from "./outcome.ts";
import { type Crew, type Lost, type Member, createCrew } from "./process-crew.ts";
import { isPortAnswering } from "./tcp-port.ts";
import { answersOk, readJson, waitFor } from "./wait-for.ts";

export type Demo = {
  readonly data: string;
  readonly controllerUrl: string;
  readonly wallUrl: string;
  /** Ends the controller as a power cut does, waits for `meanwhile`, and starts it again on the same data. */
  readonly cutController: (meanwhile: () => Promise<void>) => Promise<Objection | undefined>;
  /** Settles when one of its processes ended without being asked. */
  readonly broken: Promise<Objection>;
  /** Ends every process; removes the data folder unless it was asked for by name. */
  readonly stop: () => Promise<void>;
};

const READY_MS = 30_000;
const LOG_TAIL_LINES = 8;

/** Up and answering, or the reason why not, with nothing left running. */
export async function startDemo(
  options: DemoOptions,
  stopAsked: Promise<void>,
): Promise<Outcome<Demo>> {
  const made = await makeInstallation(options).catch(diskFailed);
  if ("objection" in made) return made;
  const installation = made.value;
  const crew = createCrew();
  const stop = async (): Promise<void> => {
    await crew.stop();
    await installation.remove();
  };
  const broken = crew.lost.then(explainLoss);
  const objection = await Promise.race([
    bringUp(installation, crew).catch(diskFailed),
    broken,
    stopAsked.then(() => stoppedEarly),
  ]);
  if (objection) {
    await stop();
    return objection;
  }
  const cutController = async (meanwhile: () => Promise<void>): Promise<Objection | undefined> => {
    await crew.cut("controller");
    await meanwhile();
    return startController(installation, crew);
  };
  return {
    value: { data: installation.data, ...addresses(installation), cutController, broken, stop },
  };
}

const addresses = ({ port, wallPort }: Installation) => ({
  controllerUrl: `http://127.0.0.1:${port}`,
  wallUrl: `http://127.0.0.1:${wallPort}`,
});

async function bringUp(installation: Installation, crew: Crew): Promise<Objection | undefined> {
  const { data, configFile, brokerPort, wallPort } = installation;
  const { controllerUrl, wallUrl } = addresses(installation);
  if (brokerPort !== undefined) {
    crew.start(await prepareMosquitto(data, brokerPort));
    if (!(await isUp(() => isPortAnswering(brokerPort), crew))) return tooSlow("mosquitto", data);
  }
  const files = ["--config", configFile, "--data", data];
  crew.start(ours(data, "wall", "simulator/main.ts", [...files, "--port", String(wallPort)]));
  if (!(await isUp(() => answersOk(`${wallUrl}/api/wall`), crew))) return tooSlow("wall", data);
  const objection = await startController(installation, crew);
  if (objection) return objection;
  await writeFile(join(data, "demo.json"), JSON.stringify({ controllerUrl, wallUrl }));
  return installation.fresh ? registerDocuments(controllerUrl, data, demoDocuments) : undefined;
}

async function startController(
  installation: Installation,
  crew: Crew,
): Promise<Objection | undefined> {
  const { data, configFile } = installation;
  const files = ["--config", configFile, "--data", data];
  crew.start(ours(data, "controller", "controller/main.ts", files));
  const serving = await isUp(() => isServing(addresses(installation).controllerUrl), crew);
  return serving ? undefined : tooSlow("controller", data);
}

const ours = (data: string, name: string, program: string, args: readonly string[]): Member => ({
  name,
  command: node24,
  args: [inCheckout(program), name, ...args],
  logFile: logOf(data, name),
});

const logOf = (data: string, name: string): string => join(data, `${name}.log`);

const isUp = (probe: () => Promise<boolean>, { signal }: Crew): Promise<boolean> =>
  waitFor(probe, { timeoutMs: READY_MS, signal });

/** It answers from the start, and serves once it knows its doors; after a restore it waits for its clerk instead. */
async function isServing(controllerUrl: string): Promise<boolean> {
  const health = await readJson(`${controllerUrl}/api/health`);
  if (typeof health !== "object" || health === null || !("serving" in health)) return false;
  const waitsForClerk = "why" in health && String(health.why).startsWith("The ledger was restored");
  return health.serving === true || waitsForClerk;
}

async function tooSlow(name: string, data: string): Promise<Objection> {
  const tail = await tailOf(logOf(data, name));
  return unavailable(
    `the ${name} was not ready within ${READY_MS / 1000} s; its last lines:\n${tail}`,
  );
}

async function explainLoss({ member, how }: Lost): Promise<Objection> {
  const tail = await tailOf(member.logFile);
  return unavailable(`the ${member.name} ${how}; its last lines:\n${tail}`);
}

const tailOf = async (file: string): Promise<string> => {
  const text = await readFile(file, "utf8").catch(() => "(none)");
  return text.trimEnd().split("\n").slice(-LOG_TAIL_LINES).join("\n");
};

const stoppedEarly: Objection = { objection: "stopped before it was up.", exitCode: exitCode.ok };

/** All that throws in here is reading and writing files of the data folder. */
const diskFailed = (error: unknown): Objection => ({
  objection: `the demo's files: ${error instanceof Error ? error.message : String(error)}`,
  exitCode: exitCode.inputOutput,
});
