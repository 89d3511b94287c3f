// What many lives come to: years, faults, exchanges, rows and broken promises, added up in bounded memory as the lives end.
import type { LifeReport, Violation } from "./chronicle.ts";
import { DAY } from "./faults/fault.ts";
import { YEAR_DAYS } from "./lives.ts";

export type FailedLife = { readonly seed: string; readonly violation: Violation };

export type Totals = {
  readonly lives: number;
  readonly years: number;
  readonly faultsInAll: number;
  /** How often each kind of fault struck. */
  readonly faults: Readonly<Record<string, number>>;
  readonly happenings: Readonly<Record<string, number>>;
  readonly mishaps: Readonly<Record<string, number>>;
  readonly exchanges: { readonly executed: number; readonly jumped: number };
  readonly rows: number;
  readonly violations: number;
  /** The first of them. */
  readonly failed: readonly FailedLife[];
};

export const noLives: Totals = {
  lives: 0,
  years: 0,
  faultsInAll: 0,
  faults: {},
  happenings: {},
  mishaps: {},
  exchanges: { executed: 0, jumped: 0 },
  rows: 0,
  violations: 0,
  failed: [],
};

const FAILED_KEPT = 100;

export function withLife(totals: Totals, report: LifeReport): Totals {
  const { seed, violation, exchanges } = report;
  const failed = violation === undefined ? [] : [{ seed, violation }];
  return {
    lives: totals.lives + 1,
    years: totals.years + report.simulatedMs / DAY / YEAR_DAYS,
    faultsInAll: totals.faultsInAll + sum(report.faults),
    faults: added(totals.faults, report.faults),
    happenings: added(totals.happenings, report.happenings),
    mishaps: added(totals.mishaps, report.mishaps),
    exchanges: {
      executed: totals.exchanges.executed + exchanges.executed,
      jumped: totals.exchanges.jumped + exchanges.jumped,
    },
    rows: totals.rows + report.rows,
    violations: totals.violations + failed.length,
    failed: [...totals.failed, ...failed].slice(0, FAILED_KEPT),
  };
}

type Counts = Readonly<Record<string, number>>;

const sum = (counts: Counts): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** Names in their alphabetical order, so that totals do not tell in which order lives ended. */
function added(left: Counts, right: Counts): Counts {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].toSorted();
  return Object.fromEntries(names.map((name) => [name, (left[name] ?? 0) + (right[name] ?? 0)]));
}
