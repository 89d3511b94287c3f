// The figures of a run of simulated lives as they are kept in a file: written while it goes on, so that a night that was cut short
// is not lost, and never half.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { PlanOptions } from "./plan.ts";
import type { Totals } from "./totals.ts";

const Counts = z.record(z.string(), z.number());

const Figures = z.object({
  /** Every life was lived, and none broke a promise. */
  passed: z.boolean(),
  seed: z.string(),
  command: z.string(),
  options: z.object({ days: z.number(), faultsPerDay: z.number(), documentsPerDay: z.number() }),
  totals: z.object({
    lives: z.number(),
    years: z.number(),
    faultsInAll: z.number(),
    faults: Counts,
    happenings: Counts,
    mishaps: Counts,
    exchanges: z.object({ executed: z.number(), jumped: z.number() }),
    rows: z.number(),
    violations: z.number(),
    failed: z.array(
      z.object({
        seed: z.string(),
        violation: z.object({
          invariant: z.string(),
          by: z.string(),
          what: z.string(),
          atMs: z.number(),
        }),
      }),
    ),
  }),
  /** Lives that were lived twice and came out the same. */
  checked: z.number(),
  cpuMs: z.number(),
  yearsPerCpuMinute: z.number(),
});
export type Figures = z.infer<typeof Figures>;

export type Run = {
  readonly seed: string;
  readonly command: string;
  readonly options: PlanOptions;
  readonly checked: number;
  readonly ended: boolean;
};

export function figuresOf(totals: Totals, run: Run): Figures {
  const { user, system } = process.cpuUsage();
  const cpuMs = Math.round((user + system) / 1000);
  const { ended, options, ...about } = run;
  const { days, faultsPerDay, documentsPerDay } = options;
  return {
    passed: ended && totals.violations === 0,
    ...about,
    options: { days, faultsPerDay, documentsPerDay },
    totals: { ...totals, failed: [...totals.failed] },
    cpuMs,
    yearsPerCpuMinute: totals.years / (cpuMs / 60_000),
  };
}

/** First beside its place, then into it. */
export function writeFigures(path: string, figures: Figures): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(figures, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
}

export const readFigures = (path: string): Figures =>
  Figures.parse(JSON.parse(readFileSync(path, "utf8")));
