// Faults that strike at one moment only, for lives that are to meet just that: no drawn life does. Each is a rare case of one that may.
import type { Trouble } from "#simulator/world/cable-troubles.ts";
import { MINUTE, type Fault, type Stage } from "./fault.ts";

/** No more tries than this has one request [LL-3.4]. */
const TRIES = 4;

const atNextOpen = (
  name: string,
  trouble: Omit<Trouble, "odds">,
  when: "before" | "after" = "before",
): Fault => ({
  name,
  row: 17,
  lastsMs: [30 * MINUTE, 60 * MINUTE],
  weight: 0,
  strike({ cables, atNext, struck }: Stage) {
    struck("the next OPEN");
    const suffer = (): void => {
      for (const cable of cables) cable.suffer({ ...trouble, odds: 1 });
    };
    const forget =
      when === "before"
        ? suffer()
        : atNext((sign) => sign.kind === "line" && sign.line.slice(9, 13) === "OPEN", suffer);
    return () => {
      forget?.();
      for (const cable of cables) cable.heal();
    };
  },
});

export const stagedFaults: readonly Fault[] = [
  atNextOpen("open-unheard", { kind: "drop", left: TRIES, verb: "OPEN" }),
  atNextOpen("open-unanswered", { kind: "drop", left: TRIES, direction: "up" }, "after"),
  atNextOpen("reset-before-open", { kind: "reset-before", left: 1, verb: "OPEN" }),
  atNextOpen("reset-after-open", { kind: "reset-after", left: 1, verb: "OPEN" }),
  atNextOpen("open-held-long", { kind: "clog", left: TRIES, verb: "OPEN", holdMs: 3000 }),
  {
    name: "killed-at-question",
    row: 7,
    lastsMs: [30 * MINUTE, 60 * MINUTE],
    weight: 0,
    // The door has closed, the grant has ended, and somebody is asked what came of it.
    strike({ queue, computer, atNext, struck }, chance) {
      struck("the next door that closes");
      return atNext(
        (sign) => sign.kind === "door-moved" && !sign.open,
        () => void queue.after(chance.betweenMs(2100, 3500), computer.kill),
      );
    },
  },
  {
    name: "all-doors-jam",
    row: 1,
    lastsMs: [20 * MINUTE, 60 * MINUTE],
    weight: 0,
    strike({ hall, struck }) {
      struck(hall.doors.map((door) => `door ${door}`).join(" "));
      for (const door of hall.doors) hall.touch(door, "jam");
      return () => {
        for (const door of hall.doors) hall.touch(door, "free");
      };
    },
  },
];
