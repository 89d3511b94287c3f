// Chance that is the same in every run: mulberry32 over one seed. Fast, because a million images are drawn from it.

export type Chance = {
  /** Uniform, 0 ≤ n < bound. */
  readonly below: (bound: number) => number;
  /** The same things in another order. */
  readonly shuffled: <T>(from: readonly T[]) => readonly T[];
  /** About half of them, in another order. */
  readonly someOf: <T>(from: readonly T[]) => readonly T[];
};

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(draw() * bound);
  const shuffled = <T>(from: readonly T[]): readonly T[] =>
    from
      .map((one) => ({ one, at: draw() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ one }) => one);
  return { below, shuffled, someOf: (from) => shuffled(from.filter(() => draw() < 0.5)) };
}
