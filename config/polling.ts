// How long a round over the boards of a bus takes, computed from the line before anything is built. Pure arithmetic.
//
// Assumed: one request in flight on a bus [LL-3.1], every board answers at its latest (20 ms [LL-3.4]), the longest POLL and
// IDLE lines, 10 bits a byte (8N1), no event waiting, none lost; TCP adds 5 ms, a broker 10 ms. While a door is watched,
// its board takes every second turn. The controller's own time is hidden behind the board's.
import type { Bus } from "./buses.ts";
import type { Finding } from "./problem.ts";

const pollLine = ">7E FFFF POLL ack=4294967295*FFFF\n";
const idleLine = "<7E FFFF IDLE*FFFF\n";
/** Both lines carry it in a keyed session [LL-6.2]. */
const mac = " mac=0123456789ABCDEF";
const bitsPerByte = 10;
const replyMs = 20;
/** A door edge counts after 30 ms of a stable reading [LL-5.2]. */
const debounceMs = 30;
const networkMs = { tcp: 5, mqtt: 10 } as const;

/** Longest round that is served at all; longer, a forced door would go unseen. */
const longestRoundMs = 1000;
/** A forced door must stop its bank within this time. */
const longestStopMs = 500;

/** Whole milliseconds, rounded up. */
export type PollPlan = {
  readonly bus: string;
  readonly boards: number;
  /** Between two polls of one board while all doors are closed. */
  readonly roundMs: number;
  /** Between two polls of the board whose door is watched. */
  readonly watchMs: number;
  /** From a door forced open to the bank stopped, at the worst. */
  readonly stopMs: number;
};

export function pollPlan(bus: Bus): PollPlan {
  const exchangesMs = bus.boards.map((board) => exchangeMs(bus, board.keyFile !== undefined));
  const roundMs = exchangesMs.reduce((sum, ms) => sum + ms, 0);
  const slowestMs = Math.max(...exchangesMs);
  const others = bus.boards.length - 1;
  const watchedRoundMs = others * 2 * slowestMs;
  return {
    bus: bus.id,
    boards: bus.boards.length,
    roundMs: Math.ceil(roundMs),
    watchMs: Math.ceil(others === 0 ? slowestMs : 2 * slowestMs),
    stopMs: Math.ceil(debounceMs + Math.max(roundMs, watchedRoundMs)),
  };
}

function exchangeMs(bus: Bus, isKeyed: boolean): number {
  if (bus.kind !== "serial") return replyMs + networkMs[bus.kind];
  const bytes = pollLine.length + idleLine.length + (isKeyed ? 2 * mac.length : 0);
  return replyMs + (bytes * bitsPerByte * 1000) / bus.baud;
}

export type PollTimes = { readonly idleMs: number; readonly watchMs: number };

/** A bus whose round is longer than a second is refused. */
export function roundsTooLong(buses: readonly Bus[]): Finding[] {
  return buses.flatMap((bus, index) => {
    const plan = pollPlan(bus);
    return plan.roundMs <= longestRoundMs
      ? []
      : [
          {
            path: ["buses", index, "boards"],
            sentence: `make a round of ${plan.roundMs} ms, and past ${longestRoundMs} ms no door is served: ${remedy(bus)}`,
          },
        ];
  });
}

/** What the wanted poll times cannot be on this line: served, but said. */
export function roundsLate(buses: readonly Bus[], wanted: PollTimes): Finding[] {
  return buses.flatMap((bus, index) => {
    const { roundMs, watchMs, stopMs } = pollPlan(bus);
    const isInTime =
      roundMs <= wanted.idleMs && watchMs <= wanted.watchMs && stopMs <= longestStopMs;
    if (isInTime) return [];
    const times = [
      `every board is read each ${roundMs} ms (${wanted.idleMs} wanted)`,
      `a watched door each ${watchMs} ms (${wanted.watchMs} wanted)`,
      `a forced door stops the bank after ${stopMs} ms (${longestStopMs} wanted)`,
    ];
    return [
      {
        path: ["buses", index, "boards"],
        sentence: `are slow to poll: ${times.join(", ")}; ${remedy(bus)}`,
      },
    ];
  });
}

const remedy = (bus: Bus): string =>
  bus.kind === "serial"
    ? "raise the baud or spread the boards over more buses"
    : "spread the boards over more buses";
