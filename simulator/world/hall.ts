// The hall of the town hall: the wall of compartments with its boards, and which document really lies where.
// It knows doors, hands and the wire's boards, no ledger: what the controller believes is compared with this.
import type { Board } from "../board/board.ts";
import type { DoorAction } from "../board/physics.ts";
import type { Bus } from "../bus.ts";
import type { Actor } from "./happening.ts";

export type Hall = {
  /** Compartment numbers, from 1 on. */
  readonly doors: readonly number[];
  readonly buses: ReadonlyMap<string, Bus>;
  readonly boardOf: (door: number) => Board;
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
