// The hall of the town hall: the wall of compartments with its boards, and which document really lies where.
// It knows doors, hands and the wire's boards, no ledger: what the controller believes is compared with this.
import {
  advanceBoard,
  type Board,
  type BoardNeeds,
  createBoard,
  touchDoor,
} from "../board/board.ts";
import type { Compartment, DoorAction } from "../board/physics.ts";
import { type Bus, createBus } from "../bus.ts";
import { hmac } from "../hmac.ts";
import type { Chance } from "./chance.ts";
import type { BusPlan, HallPlan } from "./hall-plan.ts";
import type { Actor, Tell } from "./happening.ts";
import type { Queue } from "./queue.ts";

export type Hall = {
  /** Compartment numbers, from 1 on. */
  readonly doors: readonly number[];
  readonly buses: ReadonlyMap<string, Bus>;
  readonly boardOf: (door: number) => Board;
  readonly compartmentOf: (door: number) => Compartment;
  readonly isOpen: (door: number) => boolean;
  readonly isJammed: (door: number) => boolean;
  /** The document in it; a compartment holds one. */
  readonly inside: (door: number) => string | undefined;
  readonly whereIs: (document: string) => Place;
  /** What a hand, a crowbar or a screwdriver does; a sentence says why the world does not allow it. */
  readonly touch: (door: number, action: Exclude<DoorAction, "put" | "take">) => string | undefined;
  readonly put: (document: string, door: number, by: Actor) => string | undefined;
  /** The document that was taken, or `undefined`: the door is closed, or nothing is inside. */
  readonly take: (door: number, by: Actor, name: string) => string | undefined;
};

export type Place =
  | { readonly kind: "compartment"; readonly door: number }
  | { readonly kind: "hands"; readonly by: Actor; readonly name: string };

export type HallNeeds = { readonly queue: Queue; readonly chance: Chance; readonly tell: Tell };

/** From the pulse to the open door. */
const SPRING_MS = 150;

type Door = { readonly board: Board; readonly channel: number; readonly compartment: Compartment };

export function createHall(plan: HallPlan, needs: HallNeeds): Hall {
  const { queue, tell } = needs;
  const doors = new Map<number, Door>();
  const wasOpen = new Map<number, boolean>();
  const documents = new Map<number, string>();
  const places = new Map<string, Place>();

  /** Tells which doors of this board have moved since somebody last looked. */
  const look = (board: Board): void => {
    advanceBoard(board, queue.nowMs());
    for (const [number, { compartment, board: own }] of doors) {
      if (own !== board || wasOpen.get(number) === compartment.doorOpen) continue;
      wasOpen.set(number, compartment.doorOpen);
      tell({ kind: "door-moved", door: number, open: compartment.doorOpen });
    }
  };
  const lookSoon = (board: Board): void => void queue.after(SPRING_MS, () => look(board));
  const buses = new Map(
    plan.buses.map((bus) => [bus.id, createBus(buildBoards(bus, needs, lookSoon))]),
  );
  for (const [number, door] of doorsOf(plan, buses)) doors.set(number, door);

  const doorOf = (number: number): Door => {
    const door = doors.get(number);
    if (door === undefined) throw new Error(`there is no door ${number} in this hall`);
    return door;
  };
  const act = (number: number, action: DoorAction): string | undefined => {
    const { board, channel } = doorOf(number);
    const objection = touchDoor(board, channel, action, queue.nowMs());
    look(board);
    lookSoon(board);
    return objection;
  };
  return {
    doors: [...doors.keys()],
    buses,
    boardOf: (number) => doorOf(number).board,
    compartmentOf: (number) => doorOf(number).compartment,
    isOpen: (number) => doorOf(number).compartment.doorOpen,
    isJammed: (number) => doorOf(number).compartment.jammed,
    inside: (number) => documents.get(number),
    whereIs: (document) => places.get(document) ?? { kind: "hands", by: "clerk", name: "drawer" },
    touch: act,
    put(document, number, by) {
      const objection = act(number, "put");
      if (objection !== undefined) return objection;
      documents.set(number, document);
      places.set(document, { kind: "compartment", door: number });
      tell({ kind: "put-in", document, door: number, by });
      return undefined;
    },
    take(number, by, name) {
      const document = documents.get(number);
      if (document === undefined || act(number, "take") !== undefined) return undefined;
      documents.delete(number);
      places.set(document, { kind: "hands", by, name });
      tell({ kind: "taken-out", document, door: number, by, name });
      return document;
    },
  };
}

function buildBoards(
  { id, boards }: BusPlan,
  { queue, chance, tell }: HallNeeds,
  moved: (board: Board) => void,
): readonly Board[] {
  return boards.map(({ address, doors, nvlog, key }) => {
    const own = chance.fork(`board ${id}:${address}`);
    const fittings = doors.map(({ itemSensor, doorSensor }) => {
      return { kind: "lock", springMs: SPRING_MS, itemSensor, doorSensor } as const;
    });
    const needs: BoardNeeds = {
      drawBoot: () => hexOf(own.bytes(4)),
      drawNonce: () => hexOf(own.bytes(8)),
      hmac,
      notePulse({ channel, op }) {
        tell({ kind: "pulsed", bus: id, board: address, channel, op });
        moved(board);
      },
    };
    const board: Board = createBoard({ address, fittings, nvlog, key }, needs, queue.nowMs());
    return board;
  });
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex").toUpperCase();

function doorsOf(
  plan: HallPlan,
  buses: ReadonlyMap<string, Bus>,
): readonly (readonly [number, Door])[] {
  return plan.buses.flatMap(({ id, boards }) =>
    boards.flatMap(({ address, doors }) => {
      const board = buses.get(id)?.boards.find((each) => each.address === address);
      return doors.flatMap(({ number }, at) => {
        const fitting = board?.fittings[at];
        if (board === undefined || fitting?.kind !== "lock") return [];
        return [[number, { board, channel: at + 1, compartment: fitting.compartment }] as const];
      });
    }),
  );
}
