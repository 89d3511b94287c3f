// The one queue of a simulated world: everything that will happen, in the order of its moment, then of its making.
// Time is whole milliseconds since the world began, and jumps from one happening to the next. Nothing here is random.

/** `wire`: what idle polling does by itself and a jump may pass over; `world`: everything else. */
export type Lane = "wire" | "world";

export type Queue = {
  readonly nowMs: () => number;
  /** Runs once after `delayMs`, rounded up to a whole millisecond; calling what comes back prevents it. */
  readonly after: (delayMs: number, act: () => void, lane?: Lane) => () => void;
  /** When the next happening of the `world` lane is due; Infinity: never. */
  readonly nextWorldMs: () => number;
  /** When anything is due next; Infinity: never. */
  readonly nextMs: () => number;
  /** Moves the time to the next happening and lets it happen; false: there was none up to `endMs`, and now it is `endMs`. */
  readonly step: (endMs: number) => boolean;
};

type Due = { readonly atMs: number; readonly turn: number; act: (() => void) | undefined };

export function createQueue(): Queue {
  const lanes = { wire: createHeap(), world: createHeap() };
  let nowMs = 0;
  let turn = 0;

  const first = (): { readonly heap: Heap; readonly due: Due } | undefined => {
    const wire = lanes.wire.first();
    const world = lanes.world.first();
    if (wire === undefined) return world && { heap: lanes.world, due: world };
    if (world === undefined || isBefore(wire, world)) return { heap: lanes.wire, due: wire };
    return { heap: lanes.world, due: world };
  };

  return {
    nowMs: () => nowMs,
    after(delayMs, act, lane = "world") {
      turn += 1;
      const due: Due = { atMs: nowMs + Math.ceil(Math.max(0, delayMs)), turn, act };
      lanes[lane].add(due);
      return () => {
        due.act = undefined;
      };
    },
    nextWorldMs: () => lanes.world.first()?.atMs ?? Infinity,
    nextMs: () => first()?.due.atMs ?? Infinity,
    step(endMs) {
      const next = first();
      if (next === undefined || next.due.atMs > endMs) {
        nowMs = Math.max(nowMs, endMs);
        return false;
      }
      next.heap.removeFirst();
      nowMs = next.due.atMs;
      next.due.act?.();
      return true;
    },
  };
}

const isBefore = (left: Due, right: Due): boolean =>
  left.atMs < right.atMs || (left.atMs === right.atMs && left.turn < right.turn);

type Heap = {
  readonly add: (due: Due) => void;
  /** The earliest that was not prevented. */
  readonly first: () => Due | undefined;
  readonly removeFirst: () => void;
};

/** A binary heap; what was prevented leaves it when it comes first. */
function createHeap(): Heap {
  const dues: Due[] = [];
  const heap: Heap = {
    add(due) {
      dues.push(due);
      rise(dues, dues.length - 1);
    },
    first() {
      while (dues[0] !== undefined && dues[0].act === undefined) heap.removeFirst();
      return dues[0];
    },
    removeFirst() {
      const last = dues.pop();
      if (last === undefined || dues.length === 0) return;
      dues[0] = last;
      sink(dues, 0);
    },
  };
  return heap;
}

function rise(dues: Due[], from: number): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfBefore(dues, at, parent)) return;
    at = parent;
  }
}

function sink(dues: Due[], from: number): void {
  let at = from;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const [leftDue, rightDue] = [dues[left], dues[right]];
    if (leftDue === undefined) return;
    const lesser = rightDue !== undefined && isBefore(rightDue, leftDue) ? right : left;
    if (!swapIfBefore(dues, lesser, at)) return;
    at = lesser;
  }
}

/** Exchanges the two if the one at `lower` comes before the one at `upper`. */
function swapIfBefore(dues: Due[], lower: number, upper: number): boolean {
  const [low, up] = [dues[lower], dues[upper]];
  if (low === undefined || up === undefined || !isBefore(low, up)) return false;
  dues[lower] = up;
  dues[upper] = low;
  return true;
}
