// Chance that is the same in every run: xoshiro128** (Blackman and Vigna, 2018), seeded by the SHA-256 of a text.
// Whoever needs randomness takes a fork of its own by name, so that one more draw here moves nothing there.
import { createHash } from "node:crypto";

export type Chance = {
  /** 0 ≤ n < 1. */
  readonly next: () => number;
  /** A whole number, 0 ≤ n < bound. */
  readonly below: (bound: number) => number;
  /** True with this probability. */
  readonly happens: (probability: number) => boolean;
  readonly pick: <const T>(from: readonly [T, ...T[]]) => T;
  /** A whole number of ms around `meanMs`, exponentially distributed: the time to the next of rare, independent events. */
  readonly waitMs: (meanMs: number) => number;
  /** From `leastMs` to `mostMs`, whole. */
  readonly betweenMs: (leastMs: number, mostMs: number) => number;
  readonly bytes: (count: number) => Uint8Array;
  readonly fork: (name: string | number) => Chance;
};

export function createChance(seed: string): Chance {
  const draw = generator(seed);
  const next = (): number => draw() / 2 ** 32;
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    // Below the length there is always one; the first is there by its type.
    pick: (from) => from[below(from.length)] ?? from[0],
    waitMs: (meanMs) => Math.ceil(-Math.log(1 - next()) * meanMs),
    betweenMs: (leastMs, mostMs) => leastMs + below(mostMs - leastMs + 1),
    bytes: (count) => Uint8Array.from({ length: count }, () => draw() >>> 24),
    fork: (name) => createChance(`${seed}/${name}`),
  };
}

/** 32 bits a call. */
function generator(seed: string): () => number {
  const digest = createHash("sha256").update(seed).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let d = digest.readInt32LE(12);
  return () => {
    const mixed = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return mixed >>> 0;
  };
}

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));
