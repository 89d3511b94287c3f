// Somebody who holds one thing after the other before the scanner, faster than anybody can read: nothing, a great deal,
// bytes that are no text, beginnings of codes and of badges, and codes that others threw away.
import type { Chance } from "../chance.ts";
import type { Habit } from "./person.ts";
import type { Scene } from "./scene.ts";

const SCANS_LEAST = 50;
const SCANS_MOST = 300;
const LONG = 10_240;

/** Between two scans. */
export const FLOOD_PACE = { leastMs: 5, mostMs: 40 };
export const FLOOD_LOOKS_MAX = SCANS_MOST + 1;

type Scan = { readonly text: string; readonly what?: "code" };

export function floodHabit(scene: Scene, chance: Chance): Habit {
  let scansLeft = chance.betweenMs(SCANS_LEAST, SCANS_MOST);
  return (_shown, hands) => {
    if (scansLeft === 0) return "leaves";
    scansLeft -= 1;
    const { text, what } = chance.pick(SCANS)(scene, chance);
    hands.scan(text, what);
    return "acted";
  };
}

const bytes = (chance: Chance, most: number): string =>
  Buffer.from(chance.bytes(chance.below(most))).toString("latin1");

const SCANS: readonly [Maker, ...Maker[]] = [
  () => ({ text: "" }),
  () => ({ text: "X".repeat(LONG) }),
  (_scene, chance) => ({ text: bytes(chance, 256) }),
  (_scene, chance) => ({ text: `L24:${bytes(chance, 30)}` }),
  (_scene, chance) => ({ text: `L24:${"4".repeat(chance.below(LONG))}` }),
  (_scene, chance) => ({ text: `L24B:${bytes(chance, 40)}` }),
  (_scene, chance) => ({ text: String(chance.below(2 ** 31)) }),
  oldCode,
];

type Maker = (scene: Scene, chance: Chance) => Scan;

function oldCode({ thrownAway }: Scene, chance: Chance): Scan {
  const texts = thrownAway.codes.flatMap(({ qr }) => (qr === undefined ? [] : [qr]));
  const [first, ...others] = texts;
  return first === undefined
    ? { text: "L24:" }
    : { text: chance.pick([first, ...others]), what: "code" };
}
