// Where each door of a recording is drawn: from the terminal's configuration, or worked out from what the recording itself names.
import type { WallConfig } from "../wall/wall-config.ts";
import type { DoorName } from "./happening.ts";
import type { Recording } from "./recording.ts";

export type DoorPlace = {
  readonly door: DoorName;
  /** On the drawing: the number painted on the door, where it is known. */
  readonly label: string;
  readonly board: string | undefined;
  readonly channel: number | undefined;
  readonly column: number;
  readonly row: number;
  readonly size: string;
};

/** A column that a person can follow with the eye. */
const ROWS = 6;

export function layOut(recording: Recording, config: WallConfig | undefined): readonly DoorPlace[] {
  const placed = config === undefined ? [] : configuredPlaces(recording, config);
  const known = new Set(placed.map(({ door }) => door));
  // A channel of the wire without a compartment in the configuration has no door; a door that the ledger names is one.
  const isSpare = config !== undefined && recording.kind === "capture";
  const others = isSpare ? [] : [...recording.doors].filter((door) => !known.has(door));
  const firstColumn = Math.max(0, ...placed.map(({ column }) => column)) + 1;
  return [...placed, ...derivedPlaces(recording, others, firstColumn)];
}

const configuredPlaces = ({ kind }: Recording, config: WallConfig): readonly DoorPlace[] =>
  config.compartments.map(({ number, bus, board, channel, column, row, size = "small" }) => ({
    door: kind === "ledger" ? String(number) : `${bus}:${board}/${channel}`,
    label: String(number),
    board: `${bus}:${board}`,
    channel,
    column,
    row,
    size,
  }));

/** Board by board, in the order of their numbers. */
function derivedPlaces(
  { wiring }: Recording,
  doors: readonly DoorName[],
  firstColumn: number,
): readonly DoorPlace[] {
  const ordered = doors.toSorted((left, right) =>
    left.localeCompare(right, "en", { numeric: true }),
  );
  const byBoard = Map.groupBy(ordered, (door) => door.split("/").at(-2) ?? "");
  let column = firstColumn;
  return [...byBoard.values()].flatMap((own) => {
    const first = column;
    column += Math.ceil(own.length / ROWS);
    return own.map((door, at) => ({
      door,
      label: door,
      board: wiring.get(door)?.board,
      channel: wiring.get(door)?.channel,
      column: first + Math.floor(at / ROWS),
      row: (at % ROWS) + 1,
      size: "small",
    }));
  });
}
