// What hands, cables and the weather can do to the wall. Every function answers with a refusal or `undefined` for done.
import { hexOf } from "#protocol/line.ts";
import { cutPower, moveLid, resetBoard, touchDoor, type Board } from "../board/board.ts";
import type { DoorAction } from "../board/physics.ts";
import type { ResetReason } from "../board/state.ts";
import { replayOpen, type Replay } from "../bus.ts";
import { clockMs, random } from "../entropy.ts";
import { noise, planFault, type WireFault } from "../wire-faults.ts";
import { readSymbol } from "./phone.ts";
import type { Wall, WallBus } from "./wall.ts";
import { boardAt } from "./wall-view.ts";

/** An HTTP status and one clear sentence. */
export type Refusal = { readonly status: 400 | 404 | 409; readonly error: string };
export type Done = Refusal | undefined;

export const boardActions = ["unplug", "replug", "reset", "open-lid", "close-lid"] as const;
export type BoardAction = (typeof boardActions)[number];

const floodChunkBytes = 65_536;

export function actOnDoor(wall: Wall, number: number, action: DoorAction): Done {
  const place = wall.config.compartments.find((candidate) => candidate.number === number);
  const board = place && boardAt(wall, place.bus, place.board);
  if (!place || !board) return missing(`There is no compartment ${number} on this wall.`);
  const objection = touchDoor(board, place.channel, action, clockMs());
  return objection === undefined ? undefined : conflict(`Compartment ${number}: ${objection}.`);
}

/** `name`: `01` where that is unique, else `a:01`. */
export function actOnBoard(
  wall: Wall,
  name: string,
  { action, reason }: { readonly action: BoardAction; readonly reason?: ResetReason | undefined },
): Done {
  const board = findBoard(wall, name);
  if ("error" in board) return board;
  const dead = board.life === undefined;
  switch (action) {
    case "unplug":
      cutPower(board, clockMs());
      return undefined;
    case "replug":
      if (dead) resetBoard(board, "power", clockMs());
      return undefined;
    case "reset":
      if (dead) return conflict(`Board ${name} has no power: plug it in first.`);
      resetBoard(board, reason ?? "soft", clockMs());
      return undefined;
    case "open-lid":
    case "close-lid":
      moveLid(board, action === "open-lid", clockMs());
      return undefined;
  }
}

export async function actOnBus(wall: Wall, id: string, action: "unplug" | "replug"): Promise<Done> {
  const bus = findBus(wall, id);
  if ("error" in bus) return bus;
  if (action === "unplug") {
    bus.plugged = false;
    await bus.line.unplug();
    return undefined;
  }
  const objection = await bus.line.plug();
  if (objection !== undefined) return conflict(`Bus ${id}: ${objection}.`);
  bus.plugged = true;
  return undefined;
}

/** Sends the text as a scanner does, ended by CR LF. */
export function scan(wall: Wall, text: string): Done {
  if (!wall.scanner) return missing("This wall has no scanner.");
  wall.scanner.send(Buffer.from(`${text}\r\n`, "utf8"));
  return undefined;
}

export function scanMessage(wall: Wall, messageId: string): Done {
  const message = wall.phone.messages().find(({ id }) => id === messageId);
  if (!message) return missing(`The phone has no message ${messageId}.`);
  const text = readSymbol(message);
  if (text === undefined) return conflict(`Message ${messageId} shows no QR symbol.`);
  return scan(wall, text);
}

export function planWireFault(wall: Wall, id: string, fault: WireFault, count: number): Done {
  const bus = findBus(wall, id);
  if ("error" in bus) return bus;
  bus.bus.faults = planFault(bus.bus.faults, fault, count);
  return undefined;
}

/** The late line's reply goes out on the wire too, as it would. */
export function replayOnBus(wall: Wall, id: string, nth: number): Refusal | Replay {
  const bus = findBus(wall, id);
  if ("error" in bus) return bus;
  const replay = replayOpen(bus.bus, nth, clockMs());
  if (!replay) return conflict(`Bus ${id} has heard no such OPEN.`);
  if (replay.reply !== undefined) bus.line.send(Buffer.from(`${replay.reply}\n`, "latin1"));
  return replay;
}

/** Random bytes without a single LF: to the host one endless line [LL-1.2]. */
export async function floodWithNoise(wall: Wall, id: string, bytes: number): Promise<Done> {
  const bus = findBus(wall, id);
  if ("error" in bus) return bus;
  for (let left = bytes; left > 0; left -= floodChunkBytes) {
    const text = noise(Math.min(left, floodChunkBytes), random).replaceAll("\n", "~");
    const taken = await bus.line.flood(Buffer.from(text, "latin1"));
    if (!taken) return conflict(`Bus ${id}: the host does not read, ${left} bytes were not sent.`);
  }
  return undefined;
}

/** Puts any text on the bus as it stands, as a second host or a broken board would [LL-2.4]. */
export async function sayOnWire(wall: Wall, id: string, text: string): Promise<Done> {
  const bus = findBus(wall, id);
  if ("error" in bus) return bus;
  const taken = await bus.line.flood(Buffer.from(`${text}\n`, "latin1"));
  return taken ? undefined : conflict(`Bus ${id}: there is no host that reads.`);
}

function findBus(wall: Wall, id: string): WallBus | Refusal {
  const bus = wall.buses.find((candidate) => candidate.id === id);
  return bus ?? missing(`There is no bus ${id} on this wall.`);
}

function findBoard(wall: Wall, name: string): Board | Refusal {
  const [address, bus] = name.split(":").toReversed();
  const found = wall.buses
    .filter(({ id }) => bus === undefined || id === bus)
    .flatMap((candidate) => candidate.bus.boards)
    .filter((board) => hexOf(board.address, 2) === address);
  const [board, second] = found;
  if (second) return badly(`Board ${name} is on more than one bus: write it as bus:${name}.`);
  return board ?? missing(`There is no board ${name} on this wall.`);
}

const missing = (error: string): Refusal => ({ status: 404, error });
const conflict = (error: string): Refusal => ({ status: 409, error });
const badly = (error: string): Refusal => ({ status: 400, error });
