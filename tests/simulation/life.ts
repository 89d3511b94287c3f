// One simulated life of a terminal, from its plan to its report. The same plan gives the same life, byte for byte.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createChance } from "#simulator/world/chance.ts";
import { type Queue, createQueue } from "#simulator/world/queue.ts";
import { type Chronicle, createChronicle, type LifeReport } from "./chronicle.ts";
import { createPerformance } from "./performance.ts";
import { DRAIN_MS, type Plan } from "./plan.ts";
import { createWorld, type SimulatedWorld } from "./world.ts";

/** Longer than any visit, and what it leaves to be ended, takes. */
const QUIET_LOOKS = 15;
const LOOK_MS = 60_000;
const LOOKS_MS = 6 * 60 * LOOK_MS;

export type LifeOptions = {
  /** Whether idle polling may be jumped. */
  readonly mayJump: boolean;
  /** Hears every line of the trace. */
  readonly trace?: (line: string) => void;
};

export async function live(plan: Plan, options: LifeOptions): Promise<LifeReport> {
  const folder = mkdtempSync(join(tmpdir(), "loket24-life-"));
  try {
    return await liveIn(folder, plan, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function liveIn(
  folder: string,
  plan: Plan,
  { mayJump, trace }: LifeOptions,
): Promise<LifeReport> {
  const queue = createQueue();
  const chronicle = createChronicle(plan.seed, queue.nowMs, trace);
  let isPromised = false;
  const promised = (): void => {
    isPromised = true;
  };
  const chance = createChance(plan.seed);
  const { manners } = plan;
  const world = createWorld({ folder, chance, queue, chronicle, manners, mayJump, promised });
  const { perform, heal } = createPerformance(world.stage, {
    ...world,
    chance: chance.fork("acts"),
  });
  for (const act of plan.acts) queue.after(act.atMs, () => perform(act));
  queue.after(plan.stormMs, heal);
  queue.after(plan.stormMs + DRAIN_MS, () => judge(world, chronicle, "drained"));
  // A life that was cut short in its storm ends with nothing healed, and is not asked.
  if (plan.endMs > plan.stormMs)
    onceQuiet(plan.endMs - 1, { queue, someoneThere: world.stage.people.someoneThere }, () =>
      judge(world, chronicle, "healed"),
    );
  while (chronicle.violation() === undefined && queue.step(plan.endMs)) {
    if (isPromised) await nextTurn();
    isPromised = false;
  }
  return chronicle.report();
}

/** People go on coming to the last: what has healed is asked where none of them has stood there for a while, by `latestMs` in any case. */
function onceQuiet(
  latestMs: number,
  { queue, someoneThere }: { readonly queue: Queue; readonly someoneThere: () => boolean },
  act: () => void,
): void {
  let quietLooks = 0;
  const look = (): void => {
    quietLooks = someoneThere() ? 0 : quietLooks + 1;
    const leftMs = latestMs - queue.nowMs();
    if (quietLooks >= QUIET_LOOKS || leftMs <= 0) return act();
    queue.after(Math.min(LOOK_MS, leftMs), look);
  };
  queue.after(Math.max(0, latestMs - LOOKS_MS), look);
}

function judge(
  { stage, judges }: SimulatedWorld,
  { complain }: Chronicle,
  when: "drained" | "healed",
): void {
  const run = stage.computer.run();
  if (run === undefined) {
    const refused = stage.computer.refused();
    // A ledger that is beyond repair waits for a technician, who is not there within minutes.
    if (when === "drained" && refused !== undefined) return;
    complain(
      "I10",
      `all has healed, but the controller does not run: ${refused?.detail ?? "it is down"}`,
      "healing",
    );
    return;
  }
  for (const each of judges) each[when]?.(run.state(), run.now());
}
