// Hunts planted bugs, each in a process of its own, two at a time. A child that does not end in time is ended, and that is said.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Hunted } from "./hunted.ts";

const CHILD = join(import.meta.dirname, "child.ts");
const AT_A_TIME = 2;
/** Only so that a hung child holds nobody up: a hunt takes some seconds. */
const TIMEOUT_MS = 100_000;
const run = promisify(execFile);

/** @param mode "--healthy": the same lives of the product as it is */
export async function huntOne(name: string, mode?: "--healthy"): Promise<Hunted> {
  const args = [CHILD, name, ...(mode === undefined ? [] : [mode])];
  const { stdout } = await run(process.execPath, args, { timeout: TIMEOUT_MS });
  // Its own child wrote it in the shape that both know.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(stdout) as Hunted;
}

/** Each hunt's outcome, by name; `told` hears of each as it ends. */
export function huntAll(
  names: readonly string[],
  told: (hunted: Hunted) => void,
  mode?: "--healthy",
): ReadonlyMap<string, Promise<Hunted>> {
  const lanes: Promise<unknown>[] = Array.from({ length: AT_A_TIME }, () => Promise.resolve());
  const hunts = names.map((name, index) => {
    const lane = index % AT_A_TIME;
    const hunting = Promise.resolve(lanes[lane]).then(async () => {
      const hunted = await huntOne(name, mode);
      told(hunted);
      return hunted;
    });
    // One hunt that fails is for its own test to tell; the next one goes on.
    lanes[lane] = hunting.catch(() => undefined);
    return [name, hunting] as const;
  });
  return new Map(hunts);
}
