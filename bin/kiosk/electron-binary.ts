// Finds Electron's binary, or has it fetched the way its own package does. Nothing else here needs it, so no install brings it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../bootstrap/run.mjs";
import { node24 } from "../checkout.ts";
import { type Outcome, unavailable } from "../outcome.ts";

/** @param folder of the npm package `electron` @param given value of ELECTRON_BIN, which goes before */
export async function findElectron(folder: string, given: string): Promise<Outcome<string>> {
  if (given !== "") return existsSync(given) ? { value: given } : noSuchFile(given);
  const installed = binaryIn(folder) ?? (await fetchInto(folder));
  return installed === undefined ? notFetched : { value: installed };
}

/** Its installer writes down where in `dist` the program is. */
function binaryIn(folder: string): string | undefined {
  const note = join(folder, "path.txt");
  if (!existsSync(note)) return undefined;
  const binary = join(folder, "dist", readFileSync(note, "utf8").trim());
  return existsSync(binary) ? binary : undefined;
}

async function fetchInto(folder: string): Promise<string | undefined> {
  console.error("Fetching Electron's binary, about 120 MB, once …");
  const code = await run(node24, [join(folder, "install.js")], { cwd: folder });
  return code === 0 ? binaryIn(folder) : undefined;
}

const noSuchFile = (given: string): Outcome<never> =>
  unavailable(`ELECTRON_BIN names ${given}, which is not there: correct it or unset it.`);

const notFetched: Outcome<never> = unavailable(
  "Electron's binary could not be fetched (its lines are above): reach github.com, or name one with ELECTRON_BIN, or show the page in Chromium with --chromium.",
);
