// One door as a recording knows it at one moment: what was read, whether that still holds, and how old it is. Pure.
import type { Position } from "./happening.ts";
import type { DoorPlace } from "./layout.ts";
import { spanText } from "./telling.ts";
import { type DoorMemory, unreadBecause, unreadSince, type WallState } from "./wall-state.ts";

export type DoorView = {
  /** Key and label of the drawing. */
  readonly number: string;
  readonly title: string;
  readonly column: number;
  readonly row: number;
  readonly size: string;
  readonly door: Position;
  readonly item: "present" | "absent" | "unknown";
  readonly light: "off" | "on" | "slow" | "fast";
  /** Under the door, a part each: state and age, item, pulse, what is wrong. */
  readonly said: readonly string[];
  readonly marks: {
    readonly flagged: boolean;
    readonly granted: boolean;
    readonly pulsed: boolean;
  };
};

/** A pulse is over in a second, but the eye needs longer. */
const PULSE_SHOWN_MS = 3000;

export function viewDoor(
  state: WallState,
  place: DoorPlace,
  tMs: number,
  boards: readonly string[],
): DoorView {
  const memory: DoorMemory = state.doors[place.door] ?? {};
  const doubt = doubtOf(state, place, memory, boards);
  const reading = doubt === undefined ? readingOf(memory) : readingOf({});
  const unreadN = Math.max(0, ...ownBoards(place, boards).map((each) => unreadSince(state, each)));
  const marks = {
    flagged: memory.flag !== undefined,
    granted: state.grant?.door === place.door,
    pulsed: tMs - (memory.pulsedTMs ?? Number.NEGATIVE_INFINITY) < PULSE_SHOWN_MS,
  };
  const { label, column, row, size } = place;
  return {
    number: label,
    title: titleOf(place) + (doubt === undefined ? "" : `; ${doubt}`),
    column,
    row,
    size,
    ...reading,
    light: memory.light ?? "off",
    said: [
      positionSaid(memory, reading.door, { tMs, unreadN }),
      ...(reading.item === "present" ? ["item inside"] : []),
      ...marksSaid(marks, state, memory),
    ],
    marks,
  };
}

const readingOf = ({ position, item }: DoorMemory): Pick<DoorView, "door" | "item"> => ({
  door: position?.value ?? "unknown",
  item: item?.value ?? "unknown",
});

const marksSaid = (
  { granted, pulsed }: DoorView["marks"],
  { grant }: WallState,
  { flag }: DoorMemory,
): readonly string[] => [
  ...(granted ? [`may open: ${grant?.why}`] : []),
  ...(pulsed ? ["coil pulse"] : []),
  ...(flag === undefined ? [] : [flag]),
];

/** Of a door whose board the recording does not name, any board may be the one. */
const ownBoards = ({ board }: DoorPlace, boards: readonly string[]): readonly string[] =>
  board === undefined ? boards : [board];

/** Why what was read last need not hold any more; undefined: it holds. */
function doubtOf(
  state: WallState,
  place: DoorPlace,
  { position }: DoorMemory,
  boards: readonly string[],
): string | undefined {
  const own = ownBoards(place, boards);
  const readN = position?.n ?? 0;
  return (
    own
      .filter((each) => readN <= unreadSince(state, each))
      .map((each) => unreadBecause(state, each))
      .find((why) => why !== undefined) ??
    (own.length === 0 && readN <= state.allUnread.n ? state.allUnread.why : undefined)
  );
}

/** Where the board was not read for a while in between, only that it stands as it stood is known. */
function positionSaid(
  { position }: DoorMemory,
  shown: Position,
  { tMs, unreadN }: { readonly tMs: number; readonly unreadN: number },
): string {
  if (position === undefined) return "unknown, never read";
  const age = spanText(tMs - position.tMs);
  if (position.value === "unknown") return `unknown for ${age}`;
  if (shown === "unknown") return `unknown, was ${position.value} ${age} ago`;
  return position.n < unreadN ? `${shown}, as ${age} ago` : `${shown} for ${age}`;
}

const titleOf = ({ label, board, channel }: DoorPlace): string =>
  board === undefined
    ? `Door ${label}: the recording does not say on which board`
    : `Door ${label}: board ${board}, channel ${channel ?? "not known"}`;
