// Many lives on several threads: each thread takes the next life when it has ended one. In which order they end depends on the
// machine; what becomes of each does not.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { LifeReport } from "./chronicle.ts";
import { type LifeJob, lifeSeed } from "./life-job.ts";
import { CALM_MS, type PlanOptions } from "./plan.ts";
import { DAY } from "./faults/fault.ts";

export const YEAR_DAYS = 365.25;

/** How many lives of this kind make up so many years, at least one. */
export const livesIn = (years: number, { days }: PlanOptions): number =>
  Math.max(1, Math.ceil((years * YEAR_DAYS) / (days + CALM_MS / DAY)));

export function* jobsOf(
  seed: string,
  count: number,
  life: Omit<LifeJob, "seed">,
): Generator<LifeJob, undefined> {
  for (let number = 1; number <= count; number += 1)
    yield { seed: lifeSeed(seed, number), ...life };
  return undefined;
}

/** `heard` gets each report as soon as its life has ended; answering false starts no further life. */
export async function liveAll(
  jobs: Iterator<LifeJob, undefined>,
  threads: number,
  heard: (report: LifeReport) => boolean,
): Promise<void> {
  let goesOn = true;
  const next = (): LifeJob | undefined => (goesOn ? jobs.next().value : undefined);
  const hear = (report: LifeReport): void => {
    goesOn &&= heard(report);
  };
  await Promise.all(Array.from({ length: threads }, () => liveOnThread(next, hear)));
}

async function liveOnThread(
  next: () => LifeJob | undefined,
  hear: (report: LifeReport) => void,
): Promise<void> {
  const worker = new Worker(new URL("./life-worker.ts", import.meta.url));
  try {
    for (let job = next(); job !== undefined; job = next()) {
      const answered = once(worker, "message");
      worker.postMessage(job, []);
      // The thread answers reports and nothing else.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const [report] = (await answered) as [LifeReport];
      hear(report);
    }
  } finally {
    await worker.terminate();
  }
}
