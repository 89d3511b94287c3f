// The lives of one planted bug, one seed after the other, until a judge or an assert has caught it. Loads the simulation, and with
// it the product: whoever wants a patched one has patched it before.
import { type Chance, createChance } from "#simulator/world/chance.ts";
import type { LifeReport } from "../chronicle.ts";
import { DAY } from "../faults/fault.ts";
import { faultNamed } from "../faults/faults.ts";
import { live } from "../life.ts";
import { type Act, type Plan, drawPlan } from "../plan.ts";
import type { PlantedLife } from "./planted-bug.ts";

function planOf(seed: string, life: PlantedLife): Plan {
  const { days, documentsPerDay, manners } = life;
  const plan = drawPlan(seed, { days, documentsPerDay, faultsPerDay: 0 });
  const chance = createChance(seed).fork("planted faults");
  const acts = [
    ...plan.acts.filter(({ kind }) => kind !== "fault"),
    ...drawFaults(chance, life, plan.stormMs),
  ].toSorted((left, right) => left.atMs - right.atMs);
  return { ...plan, acts, manners: { ...plan.manners, losesCode: 0, ...manners } };
}

function drawFaults(
  chance: Chance,
  { faults, faultsPerDay }: PlantedLife,
  untilMs: number,
): readonly Act[] {
  const acts: Act[] = [];
  const [first, ...others] = faults;
  if (first === undefined) return acts;
  const next = (): number => chance.waitMs(DAY / faultsPerDay);
  for (let atMs = next(), number = 1; atMs < untilMs; atMs += next(), number += 1) {
    const fault = faultNamed(chance.pick([first, ...others]));
    const lastsMs = chance.betweenMs(...fault.lastsMs);
    acts.push({ kind: "fault", atMs, number, fault: fault.name, lastsMs });
  }
  return acts;
}

export const liveOnce = (seed: string, life: PlantedLife): Promise<LifeReport> =>
  live(planOf(seed, life), { mayJump: true });
