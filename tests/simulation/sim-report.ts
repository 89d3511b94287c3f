// What a run of simulated lives says on the screen: sentences about figures, and how to see a failed life again.
import type { LifeReport } from "./chronicle.ts";
import type { PlanOptions } from "./plan.ts";
import type { Figures } from "./figures.ts";
import type { FailedLife } from "./totals.ts";

const counted = (count: number): string => Math.round(count).toLocaleString("en-US");

export function progressLine({ totals, cpuMs }: Figures, lives: number): string {
  const { years, faultsInAll, violations } = totals;
  const done = `${totals.lives} of ${lives} lives, ${years.toFixed(1)} years`;
  return `${done}, ${counted(faultsInAll)} faults, ${violations} violations, ${counted(cpuMs / 1000)} s of the processor`;
}

export function endLines({ totals, cpuMs, yearsPerCpuMinute }: Figures): readonly string[] {
  const { years, lives, faults, mishaps, faultsInAll, exchanges, rows, violations } = totals;
  return [
    `${years.toFixed(2)} years of terminals in ${counted(lives)} lives`,
    `exchanges: ${counted(exchanges.executed)} executed, ${counted(exchanges.jumped)} jumped`,
    `rows written: ${counted(rows)}`,
    `processor: ${counted(cpuMs / 1000)} s, ${yearsPerCpuMinute.toFixed(2)} years a minute`,
    `faults: ${counted(faultsInAll)}`,
    ...counts(faults),
    "by people:",
    ...counts(mishaps),
    `violations: ${violations}`,
  ];
}

const counts = (of: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(of).map(([name, count]) => `  ${name.padEnd(26)} ${counted(count)}`);

export function failedLines(
  { seed, violation }: FailedLife,
  options: PlanOptions,
): readonly string[] {
  return [
    `VIOLATION ${violation.invariant} in life ${seed} at ${violation.atMs} ms: ${violation.what}`,
    `  again: ${replayCommand(seed, options)}`,
  ];
}

const replayCommand = (seed: string, options: PlanOptions): string =>
  `bin/loket24 sim --life "${seed}" --days ${options.days} --faults-per-day ${options.faultsPerDay} ` +
  `--documents-per-day ${options.documentsPerDay} --trace`;

export function lifeLines(report: LifeReport): readonly string[] {
  const { violation, exchanges, faults, rows, ledgerHash, traceHash } = report;
  const struck = Object.entries(faults).map(([name, count]) => `${name} ${count}`);
  return [
    `life ${report.seed}: ${(report.simulatedMs / 86_400_000).toFixed(2)} days, ${rows} rows`,
    `exchanges: ${counted(exchanges.executed)} executed, ${counted(exchanges.jumped)} jumped`,
    `faults: ${struck.join(", ") || "none"}`,
    `ledger ${ledgerHash}`,
    `trace  ${traceHash}`,
    violation === undefined
      ? "no promise was broken"
      : `VIOLATION ${violation.invariant} at ${violation.atMs} ms: ${violation.what}`,
  ];
}
