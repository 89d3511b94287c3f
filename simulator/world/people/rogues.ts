// Those who mean harm, as they come: each by a name of their own, none of them patient, and none after all behave.
import type { Mail } from "../front.ts";
import type { Floor } from "./floor.ts";
import { FLOOD_LOOKS_MAX, FLOOD_PACE, floodHabit } from "./flood.ts";
import type { Visitor } from "./person.ts";
import type { Scene } from "./scene.ts";
import { thiefHabit } from "./thief.ts";
import { vandalHabit } from "./vandal.ts";

export type Rogues = {
  readonly vandal: () => void;
  readonly thief: (locators: readonly string[]) => void;
  readonly flood: () => void;
  /** Anybody can learn from their own mail how long a code is. */
  readonly heard: (mail: Mail) => void;
  readonly retire: () => void;
};

const LOOKS_MAX = 400;
const PATIENCE_MS = 3 * 60_000;
/** Until the first mail: a locator of 4 digits and a PIN of 8. */
const TYPED_LENGTH = 12;

type Kind = "vandal" | "thief" | "flood";

export function createRogues(scene: Scene, floor: Floor): Rogues {
  const came = { vandal: 0, thief: 0, flood: 0 };
  let typedLength = TYPED_LENGTH;
  let isOver = false;

  const comes = (kind: Kind, visitorOf: (chance: Visitor["chance"]) => Harm): void => {
    if (isOver) return;
    came[kind] += 1;
    const name = `${kind} ${came[kind]}`;
    const chance = scene.chance.fork(name);
    const visitor = { looksMax: LOOKS_MAX, ...visitorOf(chance), name, chance, left: ignored };
    floor.comes(visitor, { patienceMs: PATIENCE_MS, turnedAway: ignored });
  };
  return {
    vandal: () => comes("vandal", (chance) => ({ by: "vandal", sees: vandalHabit(scene, chance) })),
    thief(locators) {
      const loot = { locators, typedLength };
      comes("thief", (chance) => ({ by: "thief", sees: thiefHabit(scene, chance, loot) }));
    },
    flood() {
      const how = { looksMax: FLOOD_LOOKS_MAX, pace: FLOOD_PACE };
      comes("flood", (chance) => ({ by: "vandal", sees: floodHabit(scene, chance), ...how }));
    },
    heard({ typed }) {
      if (typed !== undefined) typedLength = typed.replaceAll(/\D/g, "").length;
    },
    retire() {
      isOver = true;
    },
  };
}

type Harm = Pick<Visitor, "by" | "sees"> & Partial<Pick<Visitor, "looksMax" | "pace">>;

const ignored = (): void => undefined;
