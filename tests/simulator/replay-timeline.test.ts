// The timeline of a replay: the wall at any event is the fold of all before it, whichever way one came there and however much
// was dropped; what was not read is unknown.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Change, Happening } from "#simulator/replay/happening.ts";
import { viewDoor } from "#simulator/replay/door-view.ts";
import { createTimelineBuilder, type Timeline } from "#simulator/replay/timeline.ts";
import { foldHappening, untoldWall } from "#simulator/replay/wall-state.ts";

const door = fc.constantFrom("1", "2", "3");
const board = fc.constantFrom("a:01", "a:02");
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant("door-stood" as const),
    door,
    position: fc.constantFrom("open" as const, "closed" as const, "unknown" as const),
  }),
  fc.record({ kind: fc.constant("coil-pulsed" as const), door }),
  fc.record({ kind: fc.constant("door-flagged" as const), door, why: fc.constant("alarm") }),
  fc.record({ kind: fc.constant("door-cleared" as const), door }),
  fc.record({ kind: fc.constant("board-unread" as const), board, why: fc.constant("lost") }),
  fc.record({ kind: fc.constant("all-unread" as const), why: fc.constant("started") }),
  fc.record({ kind: fc.constant("board-read" as const), board }),
);
const happenings = fc
  .array(fc.tuple(fc.nat(5000), fc.array(change, { maxLength: 3 })), { maxLength: 700 })
  .map((each) => {
    let tMs = 0;
    return each.map(([afterMs, changes], at): Happening => {
      tMs += afterMs;
      return {
        n: at + 1,
        tMs,
        wallMs: tMs,
        clockTrusted: true,
        text: `${at + 1}`,
        tone: "plain",
        changes,
      };
    });
  });

function timelineOf(all: readonly Happening[], most?: number): Timeline {
  const builder = createTimelineBuilder(most);
  for (const each of all) builder.add(each);
  return builder.build();
}

test("the wall after an event is the fold of every event up to it, asked in any order", () => {
  fc.assert(
    fc.property(happenings, fc.array(fc.nat(), { maxLength: 20 }), (all, asked) => {
      const timeline = timelineOf(all);
      for (const some of asked) {
        const n = some % (all.length + 1);
        expect(timeline.stateAt(n)).toEqual(all.slice(0, n).reduce(foldHappening, untoldWall));
      }
    }),
    { numRuns: 60 },
  );
});

test("one step forth is one event more, from any state", () => {
  fc.assert(
    fc.property(happenings, (all) => {
      const timeline = timelineOf(all);
      for (const each of all.slice(0, 300))
        expect(timeline.stateAt(each.n)).toEqual(foldHappening(timeline.stateAt(each.n - 1), each));
    }),
    { numRuns: 20 },
  );
});

test("what was dropped to stay small is still in the picture, and never too much is kept", () => {
  fc.assert(
    fc.property(happenings, (all) => {
      const whole = timelineOf(all);
      const small = timelineOf(all, 50);
      expect(small.lastN - small.firstN + 1).toBeLessThanOrEqual(55);
      expect(small.lastN).toBe(all.length);
      for (let n = small.firstN - 1; n <= small.lastN; n += 1)
        expect(small.stateAt(n)).toEqual(whole.stateAt(n));
    }),
    { numRuns: 30 },
  );
});

test("a time leads to the newest event that is not later", () => {
  fc.assert(
    fc.property(happenings, fc.nat(4_000_000), (all, tMs) => {
      expect(timelineOf(all).nAt(tMs)).toBe(all.filter((each) => each.tMs <= tMs).length);
    }),
  );
});

const told = (n: number, ...changes: readonly Change[]): Happening => ({
  n,
  tMs: n * 1000,
  wallMs: 0,
  clockTrusted: true,
  text: "",
  tone: "plain",
  changes,
});

test("a door is drawn as known only while nothing has made its board unread since", () => {
  const place = {
    door: "1",
    label: "1",
    board: "a:01",
    channel: 1,
    column: 1,
    row: 1,
    size: "small",
  };
  const story = [
    told(1, { kind: "door-stood", door: "1", position: "closed" }),
    told(2, { kind: "board-unread", board: "a:02", why: "lost" }),
    told(3, { kind: "board-unread", board: "a:01", why: "lost" }),
    told(4, { kind: "board-read", board: "a:01" }),
    told(5, { kind: "all-unread", why: "started" }),
    told(6, { kind: "door-stood", door: "1", position: "open" }),
  ];
  const seen = [0, 1, 2, 3, 4, 5, 6].map((n) => {
    const state = story.slice(0, n).reduce(foldHappening, untoldWall);
    const view = viewDoor(state, place, n * 1000, ["a:01", "a:02"]);
    return `${view.door}: ${view.said.join(", ")}`;
  });
  expect(seen).toEqual([
    "unknown: unknown, never read",
    "closed: closed for 0 s",
    "closed: closed for 1 s",
    "unknown: unknown, was closed 2 s ago",
    "closed: closed, as 3 s ago",
    "unknown: unknown, was closed 4 s ago",
    "open: open for 0 s",
  ]);
});
