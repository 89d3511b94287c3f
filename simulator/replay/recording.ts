// A recording as it is kept in memory: its timeline, its lines of the wire, and what it lets us know of the wall.
// How a file becomes one is in read-recording.ts.
import type { DoorName, Happening, Told, WireLine, Wiring } from "./happening.ts";
import { createTimelineBuilder, HAPPENINGS_MAX, type Timeline } from "./timeline.ts";

export type RecordingKind = "ledger" | "capture";
export type Recording = {
  readonly kind: RecordingKind;
  readonly timeline: Timeline;
  /** Oldest first; none in a ledger. */
  readonly lines: readonly WireLine[];
  readonly doors: ReadonlySet<DoorName>;
  readonly wiring: ReadonlyMap<DoorName, Wiring>;
  /** Sentences that whoever looks should know first. */
  readonly notices: readonly string[];
};

export type When = {
  readonly tMs: number;
  readonly wallMs: number;
  readonly clockTrusted: boolean;
};

export type Recorder = {
  readonly tell: (told: Told, when: When) => void;
  readonly hear: (line: WireLine) => void;
  readonly notice: (sentence: string) => void;
  readonly finish: () => Recording;
};

const LINES_MAX = 500_000;
const LINES_CHUNK = LINES_MAX / 10;
/** More doors than any wall has are not a wall. */
const DOORS_MAX = 2000;

export function createRecorder(kind: RecordingKind, most = HAPPENINGS_MAX): Recorder {
  const builder = createTimelineBuilder(most);
  const doors = new Set<DoorName>();
  const wiring = new Map<DoorName, Wiring>();
  const notices: string[] = [];
  let lines: WireLine[] = [];
  let linesDropped = false;
  let n = 0;

  function learn({ door, doors: more = [], wiring: wires = [] }: Told): void {
    const named = [...(door === undefined ? [] : [door]), ...more, ...wires.map((one) => one.door)];
    for (const name of named) if (doors.size < DOORS_MAX) doors.add(name);
    for (const wire of wires) if (doors.has(wire.door)) wiring.set(wire.door, wire);
  }

  return {
    tell(told, when) {
      learn(told);
      n += 1;
      const { text, tone = "plain", door, board, changes = [] } = told;
      builder.add({ ...when, n, text, tone, door, board, changes } satisfies Happening);
    },
    hear(line) {
      lines.push(line);
      if (lines.length < LINES_MAX + LINES_CHUNK) return;
      lines = lines.slice(LINES_CHUNK);
      linesDropped = true;
    },
    notice: (sentence) => void notices.push(sentence),
    finish() {
      const timeline = builder.build();
      if (timeline.firstN > 1)
        notices.push(
          `Only the newest ${timeline.lastN - timeline.firstN + 1} events can be stepped through; the ${timeline.firstN - 1} before them are in the picture it begins with.`,
        );
      if (linesDropped) notices.push(`Only the newest ${lines.length} lines of the wire are kept.`);
      return { kind, timeline, lines, doors, wiring, notices };
    },
  };
}
