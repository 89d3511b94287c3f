// What came of the mutants, counted per file of the domain, and the words in docs/reliability.md that say so.
import { relative } from "node:path";

import type { Figures } from "../soak.ts";

/** As much of one of Stryker's results as counts here. */
export type Mutant = {
  readonly fileName: string;
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string | undefined;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
};

export type Count = {
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly noCoverage: number;
};
export type Counts = Readonly<Record<string, Count>>;

const NONE: Count = { killed: 0, timeout: 0, survived: 0, noCoverage: 0 };
/** What is ignored or does not compile is no mutant. */
const COUNTED: Readonly<Record<string, keyof Count>> = {
  Killed: "killed",
  Timeout: "timeout",
  Survived: "survived",
  NoCoverage: "noCoverage",
};

export function countMutants(mutants: readonly Mutant[], domain: string): Counts {
  const counts: Record<string, Count> = {};
  for (const { fileName, status } of mutants) {
    const as = COUNTED[status];
    if (as === undefined) continue;
    const file = relative(domain, fileName);
    const count = counts[file] ?? NONE;
    counts[file] = { ...count, [as]: count[as] + 1 };
  }
  return counts;
}

export const total = (counts: Counts): Count =>
  Object.values(counts).reduce(
    (sum, each) => ({
      killed: sum.killed + each.killed,
      timeout: sum.timeout + each.timeout,
      survived: sum.survived + each.survived,
      noCoverage: sum.noCoverage + each.noCoverage,
    }),
    NONE,
  );

/** Percent of the mutants that an example noticed, to one decimal. */
export function scoreOf({ killed, timeout, survived, noCoverage }: Count): number {
  const noticed = killed + timeout;
  const all = noticed + survived + noCoverage;
  return all === 0 ? 100 : Math.floor((1000 * noticed) / all) / 10;
}

export const asFigures = (counts: Counts): Figures => ({
  score: scoreOf(total(counts)),
  ...total(counts),
  files: counts,
});

const line = (name: string, count: Count): string =>
  `| ${name} | ${count.killed} | ${count.timeout} | ${count.survived} | ${count.noCoverage} | ${scoreOf(count).toFixed(1)} |`;

/** One line per folder: per file they stand in docs/figures/mutation.json. */
export function tableOf(counts: Counts): string {
  const folders = new Map<string, Counts>();
  for (const [file, count] of Object.entries(counts)) {
    const folder = file.includes("/") ? file.slice(0, file.indexOf("/")) : "(the domain itself)";
    folders.set(folder, { ...folders.get(folder), [file]: count });
  }
  return [
    "| folder of `controller/domain` | killed | timed out | survived | not reached | score |",
    "|---|---|---|---|---|---|",
    ...[...folders]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([folder, own]) => line(folder, total(own))),
    line("**all**", total(counts)),
  ].join("\n");
}

/** One survivor per line, for whoever wants to write the example that is missing. */
export const survivorsOf = (mutants: readonly Mutant[], domain: string): readonly string[] =>
  mutants
    .filter(({ status }) => status === "Survived" || status === "NoCoverage")
    .map(({ fileName, location: { start }, mutatorName, replacement }) => {
      const where = `${relative(domain, fileName)}:${start.line}:${start.column}`;
      return `${where} ${mutatorName} → ${(replacement ?? "").replaceAll(/\s+/gu, " ").slice(0, 80)}`;
    })
    .toSorted();
