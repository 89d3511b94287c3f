// `node tests/simulation/planted/measure.ts`: hunts every planted bug, lives the same lives of the product as it is, and writes what
// came of both into docs/figures/planted.json and docs/reliability.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plantedBugs } from "./bugs.ts";
import { huntAll } from "./hunt.ts";
import { figuresOf, withPlantedTable } from "./table.ts";

const DOCS = join(import.meta.dirname, "../../../docs");
const DOCUMENT = join(DOCS, "reliability.md");

const names = plantedBugs.map(({ name }) => name);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const hunts = huntAll(names, ({ name, caught, cpuMs }) =>
  say(`${name}: ${caught?.by ?? "NOBODY"} after ${cpuMs} ms`),
);
const hunted = await Promise.all(hunts.values());
const controls = huntAll(
  names,
  ({ name, caught }) => {
    if (caught !== undefined)
      say(`the lives of "${name}" brought a complaint without it: ${caught.what}`);
  },
  "--healthy",
);
const figures = figuresOf(hunted, await Promise.all(controls.values()));
writeFileSync(join(DOCS, "figures/planted.json"), `${JSON.stringify(figures, undefined, 2)}\n`);
writeFileSync(DOCUMENT, withPlantedTable(readFileSync(DOCUMENT, "utf8"), figures));
