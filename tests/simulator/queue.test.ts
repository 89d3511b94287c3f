// The queue of a simulated world: by moment, then by making; lanes apart for whoever asks, and nothing of what was prevented.
import { array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { createQueue, type Lane } from "#simulator/world/queue.ts";

const delays = array(
  record({
    delayMs: integer({ min: 0, max: 50 }),
    lane: constantFrom<Lane>("wire", "world"),
    prevented: boolean(),
  }),
  { maxLength: 200 },
);

describe("a queue", () => {
  test("lets everything happen once, in the order of its moment and then of its making", () => {
    assert(
      property(delays, (entries) => {
        const queue = createQueue();
        const happened: (readonly [number, number])[] = [];
        for (const [index, { delayMs, lane, prevented }] of entries.entries()) {
          const cancel = queue.after(delayMs, () => happened.push([queue.nowMs(), index]), lane);
          if (prevented) cancel();
        }
        while (queue.step(1000));
        const expected = entries
          .flatMap(({ delayMs, prevented }, index) =>
            prevented ? [] : [[delayMs, index] as const],
          )
          .toSorted((left, right) => left[0] - right[0] || left[1] - right[1]);
        expect(happened).toEqual(expected);
        expect(queue.nowMs()).toBe(1000);
      }),
    );
  });

  test("rounds up to whole milliseconds, and never goes back", () => {
    const queue = createQueue();
    const moments: number[] = [];
    queue.after(1.2, () => moments.push(queue.nowMs()));
    queue.after(-5, () => moments.push(queue.nowMs()));
    while (queue.step(10));
    expect(moments).toEqual([0, 2]);
  });

  test("names the next happening of the world apart from that of the wire", () => {
    const queue = createQueue();
    expect(queue.nextMs()).toBe(Infinity);
    queue.after(5, () => undefined, "wire");
    const cancel = queue.after(9, () => undefined);
    expect([queue.nextMs(), queue.nextWorldMs()]).toEqual([5, 9]);
    cancel();
    expect(queue.nextWorldMs()).toBe(Infinity);
  });

  test("stops at the end with what is due later still in it", () => {
    const queue = createQueue();
    queue.after(11, () => undefined);
    expect(queue.step(10)).toBe(false);
    expect(queue.nowMs()).toBe(10);
    expect(queue.step(11)).toBe(true);
  });
});
