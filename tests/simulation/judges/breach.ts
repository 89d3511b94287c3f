// The shape of a rule about rows: what it looks at, and what it says when the row may not be. No rule of its own.
import type { Fact } from "#domain/facts.ts";
import type { Site } from "#domain/site.ts";
import type { Model } from "./reference-model.ts";
import type { ReadRow } from "./row-reading.ts";

export type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;
export type Breach = readonly [invariant: string, what: string];
export type Look<Kind extends Fact["kind"]> = {
  readonly model: Model;
  readonly site: Site;
  readonly row: ReadRow;
  readonly fact: FactOf<Kind>;
};
export type Rule<Kind extends Fact["kind"]> = (look: Look<Kind>) => Breach | undefined;

/** The first condition that holds is the breach. */
export const first = (
  ...cases: readonly (readonly [isBroken: boolean, invariant: string, what: string])[]
): Breach | undefined => {
  const broken = cases.find(([isBroken]) => isBroken);
  return broken === undefined ? undefined : [broken[1], broken[2]];
};
