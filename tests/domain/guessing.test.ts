// Guessing codes: the closed form meets its promise, and an attacker on the real domain does no better than it says.
import { describe, expect, test } from "vitest";
import {
  type Attack,
  attack,
  chanceOfAnyHit,
  chancePerTry,
  dice,
  triesAllowed,
} from "../support/guessing.ts";

const YEAR: Pick<Attack, "codes" | "days"> = { codes: 1e8, days: 366 };
const PICKUPS = [1, 200, 450, 451, 900, 2000];

describe("in a terminal-year, by the closed form,", () => {
  test.each(PICKUPS)("somebody blind opens any of %i doors with a chance of at most 1e-5", (n) => {
    expect(chanceOfAnyHit({ ...YEAR, livePickups: n, locators: "blind" })).toBeLessThanOrEqual(
      1e-5,
    );
  });

  test.each(PICKUPS)("somebody who knows all %i locators with at most 2.5e-4", (n) => {
    expect(chanceOfAnyHit({ ...YEAR, livePickups: n, locators: "known" })).toBeLessThanOrEqual(
      2.5e-4,
    );
  });

  test("six digits with a birth date are no weaker than eight without", () => {
    // No day of birth is likelier than one in ten thousand to who knows nothing of the holder.
    const sixAndDate: Attack = { ...YEAR, codes: 1e6 * 1e4, livePickups: 450, locators: "known" };
    const eight: Attack = { ...sixAndDate, codes: 1e8 };
    expect(chancePerTry(sixAndDate)).toBeLessThanOrEqual(chancePerTry(eight));
  });
});

describe("an attacker at the keypad day and night", () => {
  /** So few codes that hits are many: how many then scales with the code space. */
  const few: Attack = { codes: 2, livePickups: 200, days: 60, locators: "blind" };

  test.each([200, 900])(
    "is let through with as many tries as the closed form allows for %i pickups, and no more",
    (livePickups) => {
      const blind: Attack = { ...few, livePickups, days: 10 };
      const { tries, hits } = attack(blind, dice(1));
      const failures = tries - hits;
      expect(failures).toBeLessThanOrEqual(triesAllowed(blind));
      expect(failures).toBeGreaterThan(triesAllowed(blind) * 0.95);
    },
  );

  test("hits, blind, as often as it says", () => {
    const { hits } = attack(few, dice(2));
    const expected = chanceOfAnyHit(few);
    expect(expected).toBeGreaterThan(30);
    expect(Math.abs(hits - expected)).toBeLessThanOrEqual(3 * Math.sqrt(expected));
  });

  test("hits, with all locators known, as often as it says until five failures end each", () => {
    const known: Attack = { ...few, codes: 40, locators: "known", days: 10 };
    const { hits } = attack(known, dice(3));
    const expected = chanceOfAnyHit(known);
    expect(expected).toBeGreaterThan(10);
    expect(hits).toBeLessThanOrEqual(expected + 3 * Math.sqrt(expected));
    expect(hits).toBeGreaterThan(0);
  });

  test("hits no more once five failures have ended every known locator", () => {
    const long: Attack = { ...few, codes: 40, locators: "known", days: 60, livePickups: 50 };
    const { hits } = attack(long, dice(4));
    const everyLocatorFiveTimes = (50 * 5) / long.codes;
    expect(hits).toBeLessThanOrEqual(everyLocatorFiveTimes + 3 * Math.sqrt(everyLocatorFiveTimes));
  });
});
