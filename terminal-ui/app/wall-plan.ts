// Where every door stands on the map of the wall, in units of the drawing. Pure geometry, no drawing.
import type { ServerMessage } from "#api/terminal-messages.ts";
import type { PageText } from "./texts.ts";

export type Wall = NonNullable<ServerMessage["wall"]>;
type Compartment = Wall["compartments"][number];

export type Door = {
  readonly number: number;
  /** 1 is the leftmost. */
  readonly column: number;
  /** 1 is the topmost of its column. */
  readonly place: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type WallPlan = {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly doors: readonly Door[];
};

const DOOR_WIDTH = 100;
const SIZE_HEIGHT = { small: 50, medium: 85, large: 155 } as const;
const GAP = 8;

/** Columns left to right by their number, doors in them from the highest down; every column is as high as the wall. */
export function planOf({ compartments }: Wall): WallPlan {
  const columns = columnsOf(compartments);
  const height = Math.max(0, ...columns.map(heightOf));
  return {
    width: columns.length * (DOOR_WIDTH + GAP) + GAP,
    height: height + GAP,
    columns: columns.length,
    doors: columns.flatMap((column, index) => stack(column, index, height)),
  };
}

function columnsOf(compartments: readonly Compartment[]): readonly (readonly Compartment[])[] {
  const numbers = [...new Set(compartments.map(({ column }) => column))].toSorted((a, b) => a - b);
  return numbers.map((number) =>
    compartments
      .filter(({ column }) => column === number)
      .toSorted((a, b) => b.heightMm - a.heightMm || a.row - b.row),
  );
}

const heightOf = (column: readonly Compartment[]): number =>
  column.reduce((sum, { size }) => sum + SIZE_HEIGHT[size] + GAP, 0);

function stack(column: readonly Compartment[], index: number, wallHeight: number): readonly Door[] {
  const stretch = wallHeight / heightOf(column);
  let y = GAP;
  return column.map(({ number, size }, place) => {
    const slot = (SIZE_HEIGHT[size] + GAP) * stretch;
    const door = {
      number,
      column: index + 1,
      place: place + 1,
      x: GAP + index * (DOOR_WIDTH + GAP),
      y,
      width: DOOR_WIDTH,
      height: slot - GAP,
    };
    y += slot;
    return door;
  });
}

/** In which ninth of the wall a door is, in the words of somebody who stands before it. */
export function regionOf(door: Door, plan: WallPlan): PageText {
  const across = thirdOf(door.x + door.width / 2, plan.width);
  const down = thirdOf(door.y + door.height / 2, plan.height);
  return `${(["top", "middle", "bottom"] as const)[down]}-${(["left", "middle", "right"] as const)[across]}`;
}

const thirdOf = (at: number, whole: number): 0 | 1 | 2 => {
  const third = (3 * at) / whole;
  return third < 1 ? 0 : third < 2 ? 1 : 2;
};
