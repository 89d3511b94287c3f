// Chance: the published generator, draws that are spread evenly, and forks that do not move each other.
import { describe, expect, test } from "vitest";
import { createHash } from "node:crypto";
import { createChance } from "#simulator/world/chance.ts";

/** xoshiro128** as its authors wrote it in C, in whole numbers without end: written twice, so that a slip shows. */
function reference(seed: string): () => number {
  const digest = createHash("sha256").update(seed).digest();
  const s = [0, 4, 8, 12].map((at) => BigInt(digest.readUInt32LE(at)));
  const mask = 0xff_ff_ff_ffn;
  const rotl = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (32n - k))) & mask;
  const at = (index: number): bigint => s[index] ?? 0n;
  return () => {
    const result = (rotl((at(1) * 5n) & mask, 7n) * 9n) & mask;
    const t = (at(1) << 9n) & mask;
    s[2] = at(2) ^ at(0);
    s[3] = at(3) ^ at(1);
    s[1] = at(1) ^ at(2);
    s[0] = at(0) ^ at(3);
    s[2] = at(2) ^ t;
    s[3] = rotl(at(3), 11n);
    return Number(result) / 2 ** 32;
  };
}

describe("chance", () => {
  test.each(["", "1", "7/12", "a longer seed, with words"])("is xoshiro128** (seed %j)", (seed) => {
    const chance = createChance(seed);
    const next = reference(seed);
    for (let draw = 0; draw < 1000; draw += 1) expect(chance.next()).toBe(next());
  });

  test("draws whole numbers below a bound, each about as often", () => {
    const chance = createChance("uniform");
    const counts = Array.from({ length: 10 }, () => 0);
    const draws = 100_000;
    for (let draw = 0; draw < draws; draw += 1) {
      const drawn = chance.below(10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    const mean = draws / 10;
    // Chi-square with nine degrees of freedom: above 27.9 in one of a thousand seeds.
    const chiSquare = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
    expect(chiSquare).toBeLessThan(27.9);
  });

  test("waits around its mean, never less than nothing, and stays between two bounds", () => {
    const chance = createChance("waits");
    const waits = Array.from({ length: 20_000 }, () => chance.waitMs(1000));
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    expect(mean).toBeGreaterThan(960);
    expect(mean).toBeLessThan(1040);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
    const between = new Set(Array.from({ length: 500 }, () => chance.betweenMs(3, 6)));
    expect(between).toEqual(new Set([3, 4, 5, 6]));
  });

  test("never happens with probability 0 and always with 1", () => {
    const chance = createChance("odds");
    for (let draw = 0; draw < 1000; draw += 1) {
      expect(chance.happens(0)).toBe(false);
      expect(chance.happens(1)).toBe(true);
    }
  });

  test("forks by name: a draw here moves nothing there", () => {
    const one = createChance("root");
    const two = createChance("root");
    two.bytes(100);
    expect(one.fork("a").bytes(16)).toEqual(two.fork("a").bytes(16));
    expect(one.fork("a").bytes(16)).not.toEqual(one.fork("b").bytes(16));
  });
});
