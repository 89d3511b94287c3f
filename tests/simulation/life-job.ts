// One life as it is asked for and answered between processes and threads: plain data both ways. Whoever asks draws nothing; a
// life that ends in an exception is answered like any other that broke a promise.
import type { LifeReport } from "./chronicle.ts";
import { live } from "./life.ts";
import { drawPlan, type Plan, type PlanOptions } from "./plan.ts";

export type LifeJob = {
  /** `7/12`: the twelfth life of seed 7. Hall, people and everything random come from this text. */
  readonly seed: string;
  readonly options: PlanOptions;
  readonly mayJump: boolean;
};

export const lifeSeed = (seed: string, number: number | ""): string => `${seed}/${number}`;

export const liveJob = ({ seed, options, mayJump }: LifeJob): Promise<LifeReport> =>
  liveOrCrash(drawPlan(seed, options), mayJump);

/** An exception of the world or of a judge is a programmer's error like one of the controller: it ends this life, not the others. */
export async function liveOrCrash(
  plan: Plan,
  mayJump: boolean,
  trace?: (line: string) => void,
): Promise<LifeReport> {
  try {
    return await live(plan, { mayJump, ...(trace && { trace }) });
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      seed: plan.seed,
      simulatedMs: 0,
      violation: { invariant: "crash", by: "life", what, atMs: plan.endMs },
      faults: {},
      happenings: {},
      mishaps: {},
      exchanges: { executed: 0, jumped: 0 },
      rows: 0,
      ledgerHash: "",
      traceHash: "",
    };
  }
}
