// What docs/reliability.md says of simulated years is what the longest run left in its figures, and that run broke no promise.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BEGIN, END, FIGURES, withSimulation } from "./document.ts";
import { faults } from "./faults/faults.ts";
import { figuresOf, readFigures } from "./figures.ts";
import { mishaps } from "./mishaps.ts";
import { usualLife } from "./plan.ts";
import { noLives } from "./totals.ts";

const document = readFileSync(join(import.meta.dirname, "../../docs/reliability.md"), "utf8");
const run = { seed: "1", command: "sim", options: usualLife, checked: 3, ended: true };
const figures = figuresOf({ ...noLives, lives: 2, years: 1234.5, faults: { vandal: 77_000 } }, run);

describe("the figures of the simulation", () => {
  test("are of a run that passed, and stand in the document as they are", () => {
    const kept = readFigures(FIGURES);
    expect(kept.passed).toBe(true);
    expect(withSimulation(document, kept)).toBe(document);
  });

  test("have their place in the document", () => {
    expect(withSimulation(document, figures)).toContain("| vandal | 5 | 77,000 |");
  });

  test("name every kind of fault with its row, also one that never struck", () => {
    const text = withSimulation(`a\n${BEGIN}\nwhat stood there\n${END}\nb\n`, figures);
    for (const { name, row } of faults) expect(text).toContain(`| ${name} | ${row} | `);
    for (const { name, row } of mishaps) expect(text).toContain(`| ${name} | ${row} | `);
    expect(text).toContain("| 1,235 in 2 lives |");
    expect(text).not.toContain("what stood there");
    expect(withSimulation(text, figures)).toBe(text);
    expect(() => withSimulation("a", figures)).toThrow("no place");
  });
});
