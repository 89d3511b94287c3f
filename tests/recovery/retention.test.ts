// Which backups go: the newest stay, one a day stays for a week, nothing that holds keys grows older than that.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { surplusBackups } from "#adapters/backup/retention.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 10, 22, 12);

/** Made this many hours ago. */
const made = (...hours: readonly number[]) =>
  hours.map((ago) => ({ ago, atMs: NOW_MS - ago * HOUR_MS }));
const goneOf = (backups: ReturnType<typeof made>, keep: number): readonly number[] =>
  surplusBackups(backups, { keep, nowMs: NOW_MS }).map(({ ago }) => ago);

test("the newest are kept, and of each day the newest", () => {
  const hourly = made(...Array.from({ length: 72 }, (_, hour) => hour));
  const kept = hourly.filter(({ ago }) => !goneOf(hourly, 3).includes(ago)).map(({ ago }) => ago);
  // Noon: 12 hours back is the day before's last hour in UTC, and so on.
  expect(kept).toEqual([0, 1, 2, 13, 37, 61]);
});

test("nothing older than seven days is kept, but the very newest", () => {
  expect(goneOf(made(0, 8 * 24), 24)).toEqual([8 * 24]);
  expect(goneOf(made(8 * 24, 9 * 24), 24)).toEqual([9 * 24]);
});

test("one that a wrong clock dated in the future goes when enough newer ones are there", () => {
  const backups = [...made(0, 1), ...made(-24 * 900), ...made(2)];
  expect(goneOf(backups, 2)).toEqual([-24 * 900, 2]);
});

test("without a trusted clock nothing is too old, and the number is bounded all the same", () => {
  const old = made(...Array.from({ length: 20 }, (_, index) => 500 + index));
  expect(surplusBackups(old, { keep: 3, nowMs: undefined }).map(({ ago }) => ago)).toEqual(
    old.slice(10).map(({ ago }) => ago),
  );
});

test("whatever the dates, at most the kept ones and one a day remain, and the newest among them", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50 * DAY_MS, max: 50 * DAY_MS }), {
        minLength: 1,
        maxLength: 60,
      }),
      fc.integer({ min: 1, max: 10 }),
      (offsets, keep) => {
        const backups = offsets.map((offset) => ({ atMs: NOW_MS - offset }));
        const gone = new Set(surplusBackups(backups, { keep, nowMs: NOW_MS }));
        const kept = backups.filter((backup) => !gone.has(backup));
        expect(kept[0]).toBe(backups[0]);
        expect(kept.length).toBeLessThanOrEqual(1 + keep + 8);
        for (const { atMs } of kept.slice(1)) expect(NOW_MS - atMs).toBeLessThanOrEqual(7 * DAY_MS);
      },
    ),
  );
});
