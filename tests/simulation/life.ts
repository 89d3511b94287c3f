// One simulated life of a terminal, from its plan to its report. The same plan gives the same life, byte for byte.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createChance } from "#simulator/world/chance.ts";
import { createQueue } from "#simulator/world/queue.ts";
import { type Chronicle, createChronicle, type LifeReport } from "./chronicle.ts";
import { createPerformance } from "./performance.ts";
import { DRAIN_MS, type Plan } from "./plan.ts";
import { createWorld, type SimulatedWorld } from "./world.ts";

/** Longer than what a visit leaves to be ended takes; and how long a crowd may keep a life from its end. */
const QUIET_LOOKS = 15;
const LOOKS_MAX = 360;
const LOOK_MS = 60_000;

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
  let { endMs } = plan;
  const askWhatHealed = (looks: number, quietLooks: number): void => {
    const isQuiet = !isBusy(world) && (looks === 0 || quietLooks >= QUIET_LOOKS);
    if (isQuiet || looks >= LOOKS_MAX) return judge(world, chronicle, "healed");
    endMs += LOOK_MS;
    queue.after(LOOK_MS, () => askWhatHealed(looks + 1, isBusy(world) ? 0 : quietLooks + 1));
  };
  if (plan.endMs > plan.stormMs) queue.after(plan.endMs - 1, () => askWhatHealed(0, 0));
  while (chronicle.violation() === undefined && queue.step(endMs)) {
    if (isPromised) await nextTurn();
    isPromised = false;
  }
  return chronicle.report();
}

/** People go on coming to the last: a life does not end in the middle of a pickup, but a while after it. */
const isBusy = ({ stage }: SimulatedWorld): boolean =>
  stage.people.someoneThere() ||
  (stage.computer.run()?.state().live.visit.kind ?? "none") !== "none";

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
