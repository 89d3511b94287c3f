// The newest lines of every bus in memory, for a technician's screen and the support bundle. Bounded, and never in anybody's way.
// Asking and being told that nothing happened is most of a bus: those lines push none of the others out.
import type { TraceLine } from "#domain/technician/panel.ts";
import type { Clock } from "#runtime/ports.ts";
import type { BusCapture } from "./captured-carrier.ts";

const TELLING_MAX = 1000;
const IDLE_MAX = 200;
/** The longest line of the protocol is shorter. */
const LINE_MAX = 400;
const IDLE = /^[<>]\S+ \S+ (?:POLL|IDLE)\b/u;

export type TraceRing = BusCapture & {
  /** The newest first. */
  readonly lines: () => readonly TraceLine[];
};

type Numbered = TraceLine & { readonly nth: number };

export function createTraceRing(clock: Clock): TraceRing {
  const telling: Numbered[] = [];
  const idle: Numbered[] = [];
  let nth = 0;
  return {
    note(bus, direction, line) {
      nth += 1;
      const isIdle = IDLE.test(line);
      const [ring, most] = isIdle ? [idle, IDLE_MAX] : [telling, TELLING_MAX];
      ring.push({ nth, atMs: clock.now().wallMs, bus, direction, line: line.slice(0, LINE_MAX) });
      if (ring.length > most) ring.shift();
    },
    flush: () => Promise.resolve(),
    lines: () =>
      [...telling, ...idle]
        .toSorted((a, b) => b.nth - a.nth)
        .map(({ atMs, bus, direction, line }) => ({ atMs, bus, direction, line })),
  };
}

/** Tells both; a missing one costs nothing. */
export function bothCaptures(ring: BusCapture, file: BusCapture | undefined): BusCapture {
  if (file === undefined) return ring;
  return {
    note(bus, direction, line) {
      ring.note(bus, direction, line);
      file.note(bus, direction, line);
    },
    flush: () => file.flush(),
  };
}
