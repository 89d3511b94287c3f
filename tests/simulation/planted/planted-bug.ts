// What a planted bug is: a few words of a source file changed, the promise that they break, and the lives in which the judges
// must find it. Plain data: whoever applies it has loaded nothing of the product yet.
import type { Manners } from "#simulator/world/people/people-world.ts";

/** One change of one file. `find` stands in it exactly once, or the bug is out of date. */
export type Patch = {
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
};

/** The short lives of one bug: ordinary ones, or with the faults and people that bring it to light. */
export type PlantedLife = {
  readonly days: number;
  readonly documentsPerDay: number;
  /** Which faults strike, each as often as the others. */
  readonly faults: readonly string[];
  readonly faultsPerDay: number;
  readonly manners: Partial<Manners>;
};

export type PlantedBug = {
  readonly name: string;
  /** The promise that it breaks: `I1` … `I10`, `secrets`, or a clause. */
  readonly breaks: string;
  readonly patches: readonly Patch[];
  readonly life: PlantedLife;
  /** The lives of these seeds are tried in turn; in one of them it must be caught. */
  readonly seeds: readonly number[];
};

const FIRST_SEEDS = [1, 2, 3, 4];
const ordinary: PlantedLife = {
  days: 2,
  documentsPerDay: 6,
  faults: [],
  faultsPerDay: 0,
  manners: {},
};

type Planting = {
  readonly breaks: string;
  readonly patches: readonly Patch[];
  readonly life?: Partial<PlantedLife>;
  readonly seeds?: readonly number[];
};

export const plant = (name: string, { breaks, patches, life, seeds }: Planting): PlantedBug => ({
  name,
  breaks,
  patches,
  life: { ...ordinary, ...life },
  seeds: seeds ?? FIRST_SEEDS,
});

/** The controller's own asserts, switched off: a bug that they would end at once must be seen by the judges too. */
export const withoutAsserts: Patch = {
  file: "controller/runtime/loop.ts",
  find: "assertInvariants({ before: state.durable, after, ...decision });",
  replace: "void [assertInvariants, after];",
};
