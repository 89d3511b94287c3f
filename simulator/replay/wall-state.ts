// The wall at one moment, as far as a recording knows it: the fold of everything before. Pure.
// Where doors hang is not known here; how old a reading is and whether it still holds is worked out in replay-view.ts.
import type {
  BoardName,
  Change,
  DoorName,
  Happening,
  ItemReading,
  LightPattern,
  Position,
} from "./happening.ts";

/** What was read, and by which happening. */
export type Reading<T> = { readonly value: T; readonly n: number; readonly tMs: number };

export type DoorMemory = {
  readonly position?: Reading<Position>;
  readonly item?: Reading<ItemReading>;
  readonly light?: LightPattern;
  readonly pulsedTMs?: number;
  readonly flag?: string;
};
export type BoardMemory = {
  readonly readN: number;
  readonly unreadN: number;
  readonly why: string;
  readonly stopped?: string | undefined;
};
export type WallState = {
  readonly doors: Readonly<Record<DoorName, DoorMemory>>;
  readonly boards: Readonly<Record<BoardName, BoardMemory>>;
  /** When last nobody could know anything. */
  readonly allUnread: { readonly n: number; readonly why: string };
  readonly grant?: { readonly door: DoorName; readonly why: string } | undefined;
};

export const untoldWall: WallState = {
  doors: {},
  boards: {},
  allUnread: { n: 0, why: "the recording has just begun" },
};

export const foldHappening = (state: WallState, happening: Happening): WallState =>
  happening.changes.reduce((next, change) => applyChange(next, change, happening), state);

function applyChange(state: WallState, change: Change, { n, tMs }: Happening): WallState {
  switch (change.kind) {
    case "door-stood":
      return withDoor(state, change.door, { position: { value: change.position, n, tMs } });
    case "item-stood":
      return withDoor(state, change.door, { item: { value: change.item, n, tMs } });
    case "coil-pulsed":
      return withDoor(state, change.door, { pulsedTMs: tMs });
    case "light-set":
      return withDoor(state, change.door, { light: change.pattern });
    case "door-granted":
      return { ...state, grant: { door: change.door, why: change.why } };
    case "grant-over":
      return { ...state, grant: undefined };
    case "door-flagged":
      return withDoor(state, change.door, { flag: change.why });
    case "door-cleared":
      return withoutFlag(state, change.door);
    case "board-unread":
      return withBoard(state, change.board, { unreadN: n, why: change.why });
    case "all-unread":
      return { ...state, allUnread: { n, why: change.why } };
    case "board-read":
      return withBoard(state, change.board, { readN: n });
    case "board-stopped":
      return withBoard(state, change.board, { stopped: change.why });
    case "board-resumed":
      return withBoard(state, change.board, { stopped: undefined });
  }
}

function withDoor(state: WallState, door: DoorName, news: DoorMemory): WallState {
  return { ...state, doors: { ...state.doors, [door]: { ...state.doors[door], ...news } } };
}

function withoutFlag(state: WallState, door: DoorName): WallState {
  const { flag: _flag, ...rest } = state.doors[door] ?? {};
  return { ...state, doors: { ...state.doors, [door]: rest } };
}

const newBoard: BoardMemory = { readN: 0, unreadN: 0, why: "" };

function withBoard(state: WallState, board: BoardName, news: Partial<BoardMemory>): WallState {
  const before = state.boards[board] ?? newBoard;
  return { ...state, boards: { ...state.boards, [board]: { ...before, ...news } } };
}

/** Why nobody knows how the doors of this board stand; undefined: it was read since. */
export function unreadBecause(
  { boards, allUnread }: WallState,
  board: BoardName,
): string | undefined {
  const { readN, unreadN, why } = boards[board] ?? newBoard;
  if (readN > Math.max(unreadN, allUnread.n)) return undefined;
  return unreadN > allUnread.n ? why : allUnread.why;
}

/** The happening since which readings of this board hold. */
export const unreadSince = ({ boards, allUnread }: WallState, board: BoardName): number =>
  Math.max(boards[board]?.unreadN ?? 0, allUnread.n);
