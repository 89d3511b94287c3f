// The clock that wakes the loop: the last time asked for, once, and never again after the end.
import { createAlarmClock } from "#adapters/clock/alarm-clock.ts";
import { systemClock } from "#adapters/clock/system-clock.ts";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rings = (): {
  readonly clock: ReturnType<typeof createAlarmClock>;
  readonly count: () => number;
} => {
  let count = 0;
  return { clock: createAlarmClock(() => (count += 1)), count: () => count };
};
const inMs = (ms: number): number => systemClock.now().monoMs + ms;

test("rings once, at the last time that was asked for", () => {
  const { clock, count } = rings();
  clock.wakeAt(inMs(1000));
  clock.wakeAt(inMs(2000));
  vi.advanceTimersByTime(1500);
  expect(count()).toBe(0);
  vi.advanceTimersByTime(600);
  expect(count()).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("rings at once for a time that has passed", () => {
  const { clock, count } = rings();
  clock.wakeAt(inMs(-1000));
  vi.advanceTimersByTime(5);
  expect(count()).toBe(1);
});

test("keeps no process alive after its end, whoever still asks to be woken", () => {
  const { clock, count } = rings();
  clock.wakeAt(inMs(1000));
  clock.stop();
  clock.wakeAt(inMs(1000));
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(3_600_000);
  expect(count()).toBe(0);
});
