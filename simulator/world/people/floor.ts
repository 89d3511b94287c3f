// The floor before the terminal: one stands there, the others wait their turn or come back another day.
// Now and then somebody does not wait; and a door that was left open is pushed shut by somebody passing, sooner or later.
import { type Standing, type Visitor, stand } from "./person.ts";
import type { Scene } from "./scene.ts";

export type Floor = {
  /** `turnedAway`: waited long enough, and went. */
  readonly comes: (
    visitor: Visitor,
    waits: { readonly patienceMs: number; readonly turnedAway: () => void },
  ) => void;
  readonly someoneThere: () => boolean;
  /** Whoever stands there or waits goes away. */
  readonly clear: () => void;
};

type Waiting = { readonly visitor: Visitor; readonly turnedAway: () => void; giveUp: () => void };

const THERE_MAX = 2;
const LINE_MAX = 20;
const STEP_UP_MS = 2000;
const PASSES_LEAST_MS = 30_000;
const PASSES_MEAN_MS = 40 * 60_000;

export function createFloor(scene: Scene): Floor {
  const { queue } = scene;
  const there = new Set<Standing>();
  const line: Waiting[] = [];
  const passersBy = createPassersBy(scene);

  const begin = (visitor: Visitor): void => {
    const standing = stand(scene, visitor, () => {
      there.delete(standing);
      passersBy();
      queue.after(STEP_UP_MS, nextInLine);
    });
    there.add(standing);
  };
  function nextInLine(): void {
    if (there.size > 0) return;
    const next = line.shift();
    if (next === undefined) return;
    next.giveUp();
    begin(next.visitor);
  }
  const wait = (visitor: Visitor, patienceMs: number, turnedAway: () => void): void => {
    const waiting: Waiting = { visitor, turnedAway, giveUp: () => undefined };
    waiting.giveUp = queue.after(patienceMs, () => {
      line.splice(line.indexOf(waiting), 1);
      turnedAway();
    });
    line.push(waiting);
  };

  return {
    comes(visitor, { patienceMs, turnedAway }) {
      const isFree = there.size === 0 && line.length === 0;
      const pushes = visitor.chance.happens(scene.manners.pushesIn) && there.size < THERE_MAX;
      if (isFree || pushes) return begin(visitor);
      if (line.length >= LINE_MAX) return turnedAway();
      wait(visitor, patienceMs, turnedAway);
      // Nobody may stand there any more while the first in line is about to step up.
      if (there.size === 0) queue.after(STEP_UP_MS, nextInLine);
    },
    someoneThere: () => there.size > 0,
    clear() {
      for (const waiting of line.splice(0)) {
        waiting.giveUp();
        waiting.turnedAway();
      }
      for (const standing of there) standing.goAway();
    },
  };
}

/** Asked whenever somebody leaves: each open door gets its passer-by, once. */
function createPassersBy({ chance, hall, queue }: Scene): () => void {
  const awaited = new Set<number>();
  return () => {
    for (const door of hall.doors) {
      if (awaited.has(door) || !hall.isOpen(door)) continue;
      awaited.add(door);
      const passer = chance.fork(`passer-by at ${door}, ${queue.nowMs()}`);
      queue.after(PASSES_LEAST_MS + passer.waitMs(PASSES_MEAN_MS), () => {
        awaited.delete(door);
        if (hall.isOpen(door)) hall.touch(door, "close");
      });
    }
  };
}
