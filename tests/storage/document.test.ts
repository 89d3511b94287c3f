// What docs/reliability.md says of power cuts and broken disks is what the last soak left in its figures, and that soak passed.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isPlainObject } from "#runtime/canonical.ts";
import { counted, withStorageTable } from "./document.ts";

const DOCS = join(import.meta.dirname, "../../docs");
const document = readFileSync(join(DOCS, "reliability.md"), "utf8");

function figuresOf(name: string): Readonly<Record<string, unknown>> {
  const path = join(DOCS, "figures", `${name}.json`);
  const figures: unknown = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  if (!isPlainObject(figures))
    throw new Error(`run "bin/loket24 soak ${name}": ${path} is missing`);
  return figures;
}

/** The numbers called `images`, `runs` or `cycles`, wherever they stand. */
function amountsIn(figures: unknown): readonly number[] {
  if (!isPlainObject(figures)) return [];
  return Object.entries(figures).flatMap(([name, value]) =>
    ["images", "runs", "cycles"].includes(name) ? [Number(value)] : amountsIn(value),
  );
}

describe.each(["storage", "terminal-disk"])("the figures of %s", (name) => {
  test("are of a soak that passed, and stand in the document as they are", () => {
    const figures = figuresOf(name);
    expect(figures["passed"]).toBe(true);
    const amounts = amountsIn(figures);
    expect(amounts.length).toBeGreaterThan(1);
    for (const amount of amounts) expect(document).toContain(`${counted(amount)} `);
  });
});

test("the table is put between its marks and nowhere else; a document without them is refused", () => {
  const marked = "a\n<!-- x: written by `bin/loket24 soak x` -->\nold\n<!-- x end -->\nb\n";
  const text = withStorageTable(marked, "x", [["cut", "1,234 images", "0 lost"]]);
  expect(text).toContain("| cut | 1,234 images | 0 lost |");
  expect(text).not.toContain("old");
  expect(withStorageTable(text, "x", [["cut", "1,234 images", "0 lost"]])).toBe(text);
  expect(() => withStorageTable("a", "x", [])).toThrow("no place");
});
