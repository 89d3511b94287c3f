// What the replay page shows at one moment, as plain JSON: the wall, the boards, the events around, the lines of the wire. Pure.
// Everything that is said is worked out here; the page draws it and keeps time.
import { type DoorView, viewDoor } from "./door-view.ts";
import type { Happening, Tone, WireLine } from "./happening.ts";
import { type DoorPlace, layOut } from "./layout.ts";
import type { Recording } from "./recording.ts";
import { spanText } from "./telling.ts";
import { countUpTo } from "./timeline.ts";
import { unreadBecause, type WallState } from "./wall-state.ts";
import type { WallConfig } from "../wall/wall-config.ts";

export type EventView = {
  readonly n: number;
  readonly tMs: number;
  readonly wallMs: number;
  readonly text: string;
  readonly tone: Tone;
};
export type BoardView = {
  readonly board: string;
  readonly state: "answers" | "stopped" | "unknown";
  readonly said: string;
};
export type Frame = {
  /** Of the newest event so far; one less than the first when there is none yet. */
  readonly n: number;
  readonly tMs: number;
  readonly wallMs: number;
  readonly clockTrusted: boolean;
  readonly doors: readonly DoorView[];
  readonly boards: readonly BoardView[];
  readonly events: readonly EventView[];
  readonly lines: readonly WireLine[];
  readonly previous: EventView | undefined;
  readonly next: EventView | undefined;
  readonly previousAlarm: EventView | undefined;
  readonly nextAlarm: EventView | undefined;
};
export type Summary = {
  readonly kind: Recording["kind"];
  readonly file: string;
  readonly fromTMs: number;
  readonly toTMs: number;
  readonly fromN: number;
  readonly events: number;
  readonly alarms: readonly EventView[];
  readonly notices: readonly string[];
};

const EVENTS_AROUND = 40;
const LINES_SHOWN = 60;
const ALARMS_SHOWN = 1000;
/** A board that was silent for longer is lost, and the story has said so. */
const HEARD_WITHIN_LINES = 4000;

export type ReplayView = {
  readonly summary: Summary;
  readonly atTime: (tMs: number) => Frame;
  readonly atEvent: (n: number) => Frame;
};

export function createReplayView(
  recording: Recording,
  file: string,
  config: WallConfig | undefined,
): ReplayView {
  const { timeline, lines } = recording;
  const places = layOut(recording, config);
  const view = createEventView(namer(places));
  const drawn = { recording, places, boards: boardsOf(recording, places), view };
  const fromTMs = timeline.at(timeline.firstN)?.tMs ?? lines[0]?.tMs ?? 0;
  const toTMs = Math.max(timeline.at(timeline.lastN)?.tMs ?? 0, lines.at(-1)?.tMs ?? 0, fromTMs);
  return {
    summary: {
      kind: recording.kind,
      file,
      fromTMs,
      toTMs,
      fromN: timeline.firstN,
      events: timeline.lastN - timeline.firstN + 1,
      alarms: timeline.alarms.slice(-ALARMS_SHOWN).map(view),
      notices: [...recording.notices, ...(config === undefined ? [DERIVED] : [])],
    },
    atTime(wanted) {
      const tMs = Math.min(Math.max(wanted, fromTMs), toTMs);
      return drawFrame(drawn, timeline.nAt(tMs), tMs);
    },
    atEvent(wanted) {
      const n = Math.min(Math.max(wanted, timeline.firstN), timeline.lastN);
      return drawFrame(drawn, n, timeline.at(n)?.tMs ?? fromTMs);
    },
  };
}

type Drawn = {
  readonly recording: Recording;
  readonly places: readonly DoorPlace[];
  readonly boards: readonly string[];
  readonly view: (happening: Happening) => EventView;
};

function drawFrame({ recording, places, boards, view }: Drawn, n: number, tMs: number): Frame {
  const { timeline } = recording;
  const state = timeline.stateAt(n);
  const heard = linesUpTo(recording.lines, tMs);
  const last = timeline.at(n) ?? timeline.at(timeline.firstN);
  const viewOf = (happening: Happening | undefined): EventView | undefined =>
    happening && view(happening);
  return {
    n,
    tMs,
    wallMs: last === undefined ? 0 : last.wallMs + (tMs - last.tMs),
    clockTrusted: last?.clockTrusted ?? true,
    doors: places.map((place) => viewDoor(state, place, tMs, boards)),
    boards: boards.map((board) => viewBoard(state, board, heardAgo(heard, board, tMs))),
    events: timeline.between(n - EVENTS_AROUND, n + EVENTS_AROUND).map(view),
    lines: heard.slice(-LINES_SHOWN),
    previous: viewOf(timeline.at(n - 1)),
    next: viewOf(timeline.at(n + 1)),
    previousAlarm: viewOf(timeline.alarms.findLast((alarm) => alarm.n < n)),
    nextAlarm: viewOf(timeline.alarms.find((alarm) => alarm.n > n)),
  };
}

const createEventView =
  (name: (text: string) => string) =>
  ({ n, tMs, wallMs, text, tone }: Happening): EventView => ({
    n,
    tMs,
    wallMs,
    text: name(text),
    tone,
  });

const boardsOf = ({ wiring }: Recording, places: readonly DoorPlace[]): readonly string[] => {
  const named = places.flatMap(({ board }) => board ?? []);
  const wired = [...wiring.values()].map(({ board }) => board);
  return [...new Set([...named, ...wired])].toSorted();
};

const DERIVED =
  "The doors are arranged by their numbers only: --config FILE draws them as they are in the wall.";

/** Sentences of the wire name doors by board and channel; where the number on the door is known, it comes first. */
function namer(places: readonly DoorPlace[]): (text: string) => string {
  const labels = new Map(
    places.filter(({ door, label }) => door !== label).map(({ door, label }) => [door, label]),
  );
  return (text) =>
    labels.size === 0
      ? text
      : text.replaceAll(/[a-z][a-z0-9-]*:[0-9A-F]{2}\/\d+/g, (door) => {
          const label = labels.get(door);
          return label === undefined ? door : `${label} (${door})`;
        });
}

const linesUpTo = (lines: readonly WireLine[], tMs: number): readonly WireLine[] => {
  const count = countUpTo(lines, tMs);
  return lines.slice(Math.max(0, count - HEARD_WITHIN_LINES), count);
};

/** Since the last answer of this board; undefined: a ledger keeps none, or it was too long ago. */
function heardAgo(lines: readonly WireLine[], name: string, tMs: number): number | undefined {
  const [bus, address] = name.split(":");
  const last = lines.findLast(
    (line) => line.bus === bus && line.direction === "<" && line.text.startsWith(`<${address} `),
  );
  return last && tMs - last.tMs;
}

function viewBoard(state: WallState, board: string, agoMs: number | undefined): BoardView {
  const doubt = unreadBecause(state, board);
  const stopped = state.boards[board]?.stopped;
  const heard = agoMs === undefined ? [] : [`heard ${spanText(agoMs)} ago`];
  if (doubt !== undefined)
    return { board, state: "unknown", said: ["doors not known", doubt, ...heard].join(", ") };
  if (stopped !== undefined)
    return { board, state: "stopped", said: ["stopped", stopped, ...heard].join(", ") };
  return { board, state: "answers", said: ["answers", ...heard].join(", ") };
}
