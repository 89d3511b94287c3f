// Years of terminals with faults of every kind, on as many threads as there are cores. Longer runs: `bin/loket24 sim`.
import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { faults } from "./faults/faults.ts";
import { mishaps } from "./mishaps.ts";
import { jobsOf, liveAll, livesIn } from "./lives.ts";
import type { PlanOptions } from "./plan.ts";
import { noLives, type Totals, withLife } from "./totals.ts";

const YEARS = 20;
const FAULTS_LEAST = 20_000;
const LIMIT_MS = 30 * 60_000;
const options: PlanOptions = { days: 26, faultsPerDay: 4, documentsPerDay: 4 };

async function liveYears(seed: string): Promise<Totals> {
  let totals = noLives;
  const jobs = jobsOf(seed, livesIn(YEARS, options), { options, mayJump: true });
  await liveAll(jobs, Math.min(2, availableParallelism()), (report) => {
    totals = withLife(totals, report);
    return totals.violations < 5;
  });
  return totals;
}

test(
  `${YEARS} years with ${FAULTS_LEAST} faults of every kind break no promise`,
  { timeout: LIMIT_MS },
  async () => {
    const totals = await liveYears("npm test");
    const { years, faultsInAll, exchanges, rows } = totals;
    console.log(
      `${years.toFixed(1)} years in ${totals.lives} lives, ${faultsInAll} faults, ${exchanges.executed} exchanges executed, ` +
        `${exchanges.jumped} jumped, ${rows} rows, ${totals.violations} violations`,
    );
    expect(totals.failed).toEqual([]);
    expect(years).toBeGreaterThanOrEqual(YEARS);
    expect(faultsInAll).toBeGreaterThanOrEqual(FAULTS_LEAST);
    expect(Object.keys(totals.faults)).toEqual(faults.map(({ name }) => name).toSorted());
    expect(Object.keys(totals.mishaps)).toEqual(mishaps.map(({ name }) => name).toSorted());
  },
);
