// A terminal of a test's own making: its configuration as text, its data folder, and the processes that the test asks for.
// Nothing is started here that the test did not name; everything is gone after it.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type Program, startController, startSimulator } from "./system-programs.ts";
import { until } from "./system-wait.ts";

/** A folder that is gone when the running test is over. */
export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), "loket24-system-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Place = {
  readonly data: string;
  readonly configFile: string;
  readonly port: number;
};

/** @param config everything but terminal, screen and policies */
export function layDown(data: string, port: number, config: string): Place {
  const configFile = join(data, "config.yaml");
  writeFileSync(
    configFile,
    `configVersion: 1
terminal: { id: test, name: Stadhuis, address: Markt 1, phone: "056", undoMinutes: 0, languages: [nl, en] }
screen: { port: ${port} }
policies: [attest]
commissioning: not-required
${config}`,
  );
  return { data, configFile, port };
}

export function putKey(data: string, file: string): void {
  mkdirSync(dirname(join(data, file)), { recursive: true, mode: 0o700 });
  writeFileSync(join(data, file), `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
}

export const filesOf = ({ configFile, data }: Place): readonly string[] => [
  "--config",
  configFile,
  "--data",
  data,
];

/** Up as soon as it answers, whether it serves or not. Ended with the running test. */
export async function controllerOn(place: Place): Promise<Program> {
  const program = startController("controller", ...filesOf(place));
  onTestFinished(() => program.stop());
  await answering(`http://127.0.0.1:${place.port}/api/health`, program);
  return program;
}

export async function wallOn(place: Place, port: number): Promise<Program> {
  const program = startSimulator("wall", ...filesOf(place), "--port", String(port));
  onTestFinished(() => program.stop());
  await answering(`http://127.0.0.1:${port}/api/wall`, program);
  return program;
}

async function answering(url: string, program: Program): Promise<void> {
  const early = program.ended.then(({ stderr }) => `it ended: ${stderr}`);
  const up = until(`an answer of ${url}`, async () => {
    const answer = await fetch(url).catch(() => undefined);
    return answer?.ok === true ? "up" : undefined;
  });
  const first = await Promise.race([up, early]);
  if (first !== "up") throw new Error(first);
}
