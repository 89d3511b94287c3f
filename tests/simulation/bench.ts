// A short run of simulated lives on this thread, for the benchmark of how many years a minute of the processor brings.
import { lifeSeed, liveJob } from "./life-job.ts";
import { usualLife } from "./plan.ts";
import { noLives, withLife } from "./totals.ts";

const LIVES = 12;

export async function simulateForBench(): Promise<{
  readonly years: number;
  /** Of the processor, user and system. */
  readonly cpuMs: number;
  /** Executed and jumped. */
  readonly exchanges: number;
}> {
  const before = process.cpuUsage();
  let totals = noLives;
  for (let number = 1; number <= LIVES; number += 1) {
    const job = { seed: lifeSeed("bench", number), options: usualLife, mayJump: true };
    totals = withLife(totals, await liveJob(job));
  }
  const { user, system } = process.cpuUsage(before);
  const { executed, jumped } = totals.exchanges;
  return { years: totals.years, cpuMs: (user + system) / 1000, exchanges: executed + jumped };
}
