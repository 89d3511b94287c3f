// The doors: where each one is in the wall and on which channel of which board. Never what is behind them.
import type { z } from "zod";

import type { Bus } from "./buses.ts";
import type { Finding } from "./problem.ts";
import { repeats } from "./repeats.ts";
import { choice, keys, text, whole, yesOrNo } from "./scalars.ts";
import { nearestWord } from "./spelling.ts";

export const compartmentSchema = keys({
  /** As painted on the door. */
  number: whole("the number on the door", 1, 9999),
  bus: text("the id of a bus", 32),
  board: text("the address of a board", 2),
  channel: whole("a channel of the board", 1, 48),
  /** Counted from the left. */
  column: whole("a column, counted from the left", 1, 100),
  /** Counted from the top. */
  row: whole("a row, counted from the top", 1, 50),
  /** Middle of the door above the floor. */
  heightMm: whole("the height of the door's middle in millimetres", 100, 2500),
  size: choice(["small", "medium", "large"]),
  itemSensor: yesOrNo.default(false),
});

export type Compartment = z.output<typeof compartmentSchema>;

export function repeatedNumbers(compartments: readonly Compartment[]): Finding[] {
  return repeats(compartments, (door) => door.number).map(({ item, index, first }) => ({
    path: ["compartments", index, "number"],
    sentence: `is ${item.number}, as compartments[${first}] is: give every door its own number`,
  }));
}

export function repeatedChannels(compartments: readonly Compartment[]): Finding[] {
  const wire = (door: Compartment): string => `${door.bus}:${door.board} channel ${door.channel}`;
  return repeats(compartments, wire).map(({ item, index, first }) => ({
    path: ["compartments", index, "channel"],
    sentence: `is board ${wire(item)}, as compartments[${first}] is: two doors would open at once`,
  }));
}

export function repeatedPlaces(compartments: readonly Compartment[]): Finding[] {
  const place = (door: Compartment): string => `column ${door.column}, row ${door.row}`;
  return repeats(compartments, place).map(({ item, index, first }) => ({
    path: ["compartments", index, "row"],
    sentence: `puts the door at ${place(item)}, where compartments[${first}] is: correct its column or row`,
  }));
}

/** Every door names a bus, a board on it and a channel that the board has. */
export function unknownWires(
  compartments: readonly Compartment[],
  buses: readonly Bus[],
): Finding[] {
  return compartments.flatMap((door, index) => {
    const fault = wireFault(door, buses);
    return fault === undefined
      ? []
      : [{ path: ["compartments", index, fault.field], sentence: fault.sentence }];
  });
}

type WireFault = { readonly field: "bus" | "board" | "channel"; readonly sentence: string };

function wireFault(door: Compartment, buses: readonly Bus[]): WireFault | undefined {
  const bus = buses.find(({ id }) => id === door.bus);
  if (bus === undefined) {
    const ids = buses.map(({ id }) => id);
    return {
      field: "bus",
      sentence: `is "${door.bus}", which is no bus: ${advice(door.bus, ids)}`,
    };
  }
  const board = bus.boards.find(({ address }) => address === door.board);
  if (board === undefined) {
    const addresses = bus.boards.map(({ address }) => address);
    return {
      field: "board",
      sentence: `is "${door.board}", which is no board on bus ${bus.id}: ${advice(door.board, addresses)}`,
    };
  }
  return door.channel <= board.channels
    ? undefined
    : {
        field: "channel",
        sentence: `is ${door.channel}, but board ${bus.id}:${board.address} has ${board.channels} channels: write 1 to ${board.channels}`,
      };
}

/** Short ids are all one slip apart: there the list is the better help. */
function advice(word: string, known: readonly string[]): string {
  const near = word.length > 2 ? nearestWord(word, known) : undefined;
  return near === undefined ? `write ${known.join(" or ")}` : `did you mean "${near}"?`;
}
