// The figures of the longest run of simulated lives in docs/: as they were measured, and as a table between two marks.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Figures, writeFigures } from "./figures.ts";
import { faults } from "./faults/faults.ts";
import { mishaps } from "./mishaps.ts";

const DOCS = join(import.meta.dirname, "../../docs");
export const FIGURES = join(DOCS, "figures/simulation.json");
const DOCUMENT = join(DOCS, "reliability.md");

export const BEGIN = "<!-- simulation: written by `bin/loket24 sim --document` -->";
export const END = "<!-- simulation end -->";

export function documentFigures(figures: Figures): void {
  writeFigures(FIGURES, figures);
  const text = withSimulation(readFileSync(DOCUMENT, "utf8"), figures);
  writeFileSync(DOCUMENT, text);
}

/** The text with these figures in the place of those that are there. */
export function withSimulation(text: string, figures: Figures): string {
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from) throw new Error("the document has no place for the simulation");
  const lines = [...summary(figures), "", ...faultTable(figures), "", ...mishapTable(figures)].join(
    "\n",
  );
  return `${text.slice(0, from + BEGIN.length)}\n\n${lines}\n\n${text.slice(to)}`;
}

const counted = (count: number): string => Math.round(count).toLocaleString("en-US");

function summary({ totals, command, checked, yearsPerCpuMinute }: Figures): readonly string[] {
  const { years, lives, faultsInAll, exchanges, rows, violations } = totals;
  const { executed, jumped } = exchanges;
  return [
    "| What | How much |",
    "| --- | --- |",
    `| command | \`${command}\` |`,
    `| years of terminals | ${counted(years)} in ${counted(lives)} lives |`,
    `| broken promises | ${counted(violations)} |`,
    `| faults | ${counted(faultsInAll)} |`,
    `| exchanges on the lines | ${counted(executed)} executed, ${counted(jumped)} reckoned |`,
    `| rows in the ledgers | ${counted(rows)} |`,
    `| lives lived twice, to the same byte | ${counted(checked)} |`,
    `| years in a minute of one core | ${yearsPerCpuMinute.toFixed(1)} |`,
  ];
}

/** What people brought by themselves, beside the faults that struck. */
function mishapTable({ totals }: Figures): readonly string[] {
  return [
    "| By people | Row | Times |",
    "| --- | --- | --- |",
    ...mishaps.map(
      ({ name, row }) => `| ${name} | ${row} | ${counted(totals.mishaps[name] ?? 0)} |`,
    ),
  ];
}

/** Every kind, also one that never struck. */
function faultTable({ totals }: Figures): readonly string[] {
  return [
    "| Fault | Row | Struck |",
    "| --- | --- | --- |",
    ...faults.map(({ name, row }) => `| ${name} | ${row} | ${counted(totals.faults[name] ?? 0)} |`),
  ];
}
