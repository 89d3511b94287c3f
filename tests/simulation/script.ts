// A script: one life as plain data, short enough to be read, with a sentence of what it once showed. Scripts are kept in scripts/
// and lived again by every test run.
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { Violation } from "./chronicle.ts";
import type { Plan } from "./plan.ts";

const Act = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("print"), atMs: z.number(), number: z.number() }),
  z.strictObject({ kind: z.literal("clerk-round"), atMs: z.number() }),
  z.strictObject({
    kind: z.literal("fault"),
    atMs: z.number(),
    number: z.number(),
    fault: z.string(),
    lastsMs: z.number(),
  }),
]);

const Script = z.strictObject({
  /** What it once showed, in a sentence. */
  shows: z.string().min(20),
  /** The promise that was broken when it was found, and how. */
  found: z.strictObject({
    invariant: z.string(),
    by: z.string(),
    what: z.string(),
    atMs: z.number(),
  }),
  plan: z.strictObject({
    /** Hall, people and everything random are drawn from it. */
    seed: z.string(),
    stormMs: z.number(),
    endMs: z.number(),
    manners: z.strictObject({
      clerkErrs: z.number(),
      holderErrs: z.number(),
      types: z.number(),
      comesAgain: z.number(),
      losesCode: z.number().default(0),
      staysAway: z.number(),
      pushesIn: z.number(),
    }),
    acts: z.array(Act),
  }),
});
export type Script = z.infer<typeof Script>;

export const readScript = (path: string): Script =>
  Script.parse(JSON.parse(readFileSync(path, "utf8")));

export const scriptOf = (plan: Plan, violation: Violation): Script => ({
  shows: `${violation.invariant}: ${violation.what.split("\n")[0]}`,
  found: violation,
  plan: { ...plan, acts: [...plan.acts] },
});

export const writeScript = (path: string, script: Script): void =>
  writeFileSync(path, `${JSON.stringify(script, undefined, 2)}\n`);

/** A line for each act, and what people are like if it is not what they should be. */
export function scriptLines({ plan, found }: Script): readonly string[] {
  const errs = Object.entries(plan.manners).filter(([, rate]) => rate > 0);
  return [
    `seed ${plan.seed}, ${plan.acts.length} acts, ${errs.map(([name]) => name).join(" ") || "everybody behaves"}`,
    ...plan.acts.map((act) => {
      const lasts = act.kind === "fault" && act.lastsMs > 0 ? ` for ${act.lastsMs} ms` : "";
      return `  ${act.atMs} ${act.kind === "fault" ? act.fault : act.kind}${lasts}`;
    }),
    `  ${found.atMs} ${found.invariant}: ${found.what.split("\n")[0]}`,
  ];
}
