// The same seed is the same life, byte for byte; another seed is another life.
import { describe, expect, test } from "vitest";
import { live } from "./life.ts";
import { drawPlan, type PlanOptions } from "./plan.ts";

const shortLife: PlanOptions = { days: 5, faultsPerDay: 12, documentsPerDay: 4 };
const lifeOf = (seed: string): ReturnType<typeof live> =>
  live(drawPlan(seed, shortLife), { mayJump: true });

describe("a life", () => {
  test.each(["same/1", "same/2", "same/3", "same/4"])(
    "of seed %s happens twice in the same way, to the last byte",
    async (seed) => {
      const [once, again] = [await lifeOf(seed), await lifeOf(seed)];
      expect(again).toEqual(once);
      expect(once.traceHash).toMatch(/^[0-9a-f]{64}$/);
    },
  );

  test("of another seed is another one", async () => {
    const hashes = new Set<string>();
    for (const seed of ["other/1", "other/2", "other/3"])
      hashes.add((await lifeOf(seed)).traceHash);
    expect(hashes.size).toBe(3);
  });

  test("writes down what its hash is of", async () => {
    const lines: string[] = [];
    const plan = drawPlan("same/1", shortLife);
    const traced = await live(plan, { mayJump: true, trace: (line) => lines.push(line) });
    expect(traced.traceHash).toBe((await lifeOf("same/1")).traceHash);
    expect(lines.length).toBeGreaterThan(1000);
    expect(lines.some((line) => line.includes(" row "))).toBe(true);
  });
});
