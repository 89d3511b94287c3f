// When a day ends: at local midnight, also where the clock was changed that day.
import { describe, expect, test } from "vitest";
import { endOfDayMs } from "#domain/moment.ts";

const iso = (text: string): number => Date.parse(text);

describe("a day ends at midnight", () => {
  test.each([
    ["in winter", "2026-11-10T09:30:00Z", "2026-11-10T23:00:00Z"],
    ["in summer", "2026-07-10T09:30:00Z", "2026-07-10T22:00:00Z"],
    ["just before it", "2026-11-10T22:59:59.999Z", "2026-11-10T23:00:00Z"],
    ["at its very start", "2026-11-09T23:00:00Z", "2026-11-10T23:00:00Z"],
    ["when it has 25 hours", "2026-10-25T00:30:00Z", "2026-10-25T23:00:00Z"],
    ["late in one of 25 hours", "2026-10-25T20:00:00Z", "2026-10-25T23:00:00Z"],
    ["when it has 23 hours", "2026-03-29T00:30:00Z", "2026-03-29T22:00:00Z"],
    ["late in one of 23 hours", "2026-03-29T20:00:00Z", "2026-03-29T22:00:00Z"],
  ])("in Brussels, %s", (_when, at, end) => {
    expect(new Date(endOfDayMs(iso(at), "Europe/Brussels")).toISOString()).toBe(
      new Date(iso(end)).toISOString(),
    );
  });

  test.each(["UTC", "America/New_York", "Asia/Kolkata"])(
    "within a day and an hour in %s",
    (zone) => {
      for (let hour = 0; hour < 24 * 366; hour += 31) {
        const at = iso("2026-01-01T00:00:00Z") + hour * 3_600_000;
        const end = endOfDayMs(at, zone);
        expect(end - at).toBeGreaterThan(0);
        expect(end - at).toBeLessThanOrEqual(25 * 3_600_000);
        expect(endOfDayMs(end - 1, zone)).toBe(end);
      }
    },
  );
});
