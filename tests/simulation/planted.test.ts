// Proof that the judges see: bugs planted in the product, one per process, each caught within its stated lives; and nothing to
// complain of in the same lives of the product as it is.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plantedBugs } from "./planted/bugs.ts";
import { huntAll, huntOne } from "./planted/hunt.ts";
import type { Hunted } from "./planted/hunted.ts";
import { patched, patchedFiles } from "./planted/source-patch.ts";
import { figuresOf, tableOf } from "./planted/table.ts";

const DOCS = join(import.meta.dirname, "../../docs");
/** Of all lives in the table those with the most faults, and those with the most rogues. */
const CONTROLS = [
  "an unknown outcome leaves no doubt behind",
  "failures of a pickup are forgotten at the start",
];
const hunted: Hunted[] = [];
let hunts: ReturnType<typeof huntAll> = new Map();

beforeAll(() => {
  hunts = huntAll(
    plantedBugs.map(({ name }) => name),
    (each) => void hunted.push(each),
  );
});

afterAll(() => {
  const inOrder = plantedBugs.flatMap(
    ({ name }) => hunted.find((each) => each.name === name) ?? [],
  );
  process.stdout.write(`${tableOf(figuresOf(inOrder, []))}\n`);
});

describe("a planted bug is caught", () => {
  test.each(plantedBugs.map((bug) => [bug.name, bug] as const))("%s", async (name, { seeds }) => {
    const found = await hunts.get(name);
    expect(found?.caught, `none of the seeds ${seeds.join(", ")} showed it`).toBeDefined();
  });
});

test.each(CONTROLS)('the lives of "%s" bring no complaint without it', async (name) => {
  expect((await huntOne(name, "--healthy")).caught).toBeUndefined();
});

test("at least thirty bugs are planted, each once", () => {
  expect(plantedBugs.length).toBeGreaterThanOrEqual(30);
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
});

test("each patch fits its file once, and one that does not is refused in a sentence", () => {
  for (const { patches } of plantedBugs) expect(patchedFiles(patches).size).toBeGreaterThan(0);
  const patch = { file: "a.ts", find: "b", replace: "c" };
  expect(patched("abc", [patch])).toBe("acc");
  expect(() => patched("abcb", [patch])).toThrow("a.ts holds 2 times");
});

test("the document has the table of its figures, with every planted bug in it", () => {
  const text = readFileSync(join(DOCS, "figures/planted.json"), "utf8");
  // Written by tests/simulation/planted/measure.ts in this shape.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const figures = JSON.parse(text) as ReturnType<typeof figuresOf>;
  expect(figures.bugs.map(({ name }) => name)).toEqual(plantedBugs.map(({ name }) => name));
  expect(figures.bugs.filter(({ caughtBy }) => caughtBy === "nobody")).toEqual([]);
  expect(figures.healthy.complaints).toBe(0);
  expect(figures.healthy.lives).toBeGreaterThan(plantedBugs.length);
  const seenByJudges = figures.bugs.filter(({ caughtBy }) => caughtBy !== "assert");
  expect(seenByJudges.length).toBeGreaterThanOrEqual(15);
  expect(readFileSync(join(DOCS, "reliability.md"), "utf8")).toContain(tableOf(figures));
});
