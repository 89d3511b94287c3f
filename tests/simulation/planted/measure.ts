// `node tests/simulation/planted/measure.ts`: hunts every planted bug and writes what came of it into docs/figures/planted.json
// and docs/reliability.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plantedBugs } from "./bugs.ts";
import { huntAll } from "./hunt.ts";
import { figuresOf, withPlantedTable } from "./table.ts";

const DOCS = join(import.meta.dirname, "../../../docs");
const DOCUMENT = join(DOCS, "reliability.md");

const hunts = huntAll(
  plantedBugs.map(({ name }) => name),
  ({ name, caught, cpuMs }) =>
    process.stdout.write(`${name}: ${caught?.by ?? "NOBODY"} after ${cpuMs} ms\n`),
);
const figures = figuresOf(await Promise.all(hunts.values()));
writeFileSync(join(DOCS, "figures/planted.json"), `${JSON.stringify(figures, undefined, 2)}\n`);
writeFileSync(DOCUMENT, withPlantedTable(readFileSync(DOCUMENT, "utf8"), figures));
