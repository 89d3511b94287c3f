// Somebody who forces, jams and shakes doors, takes what lies open, and presses and scans anything at all.
// Holds no code and no badge. Whatever a signed-in clerk left on the screen, a vandal may answer.
import type { Chance } from "../chance.ts";
import type { Shown } from "../front.ts";
import type { Hands } from "./hands.ts";
import type { Habit } from "./person.ts";
import type { Scene } from "./scene.ts";

const ACTS_MOST = 15;
const KEYS = ["0", "1", "5", "9", "erase", "enter"] as const;

type Vandal = { readonly scene: Scene; readonly chance: Chance; readonly aim: number };
type Deed = (vandal: Vandal, shown: Shown, hands: Hands) => void;

/** The gentle ones twice: a wall of broken doors has nothing more to show. */
const DEEDS: readonly [Deed, ...Deed[]] = [
  pressesChoice,
  pressesChoice,
  pressesKey,
  pressesKey,
  scans,
  shuts,
  takes,
  takes,
  ({ scene, aim }) => void scene.hall.touch(aim, "force"),
  ({ scene, aim }) => void scene.hall.touch(aim, "jam"),
  ({ scene, aim }) => void scene.hall.touch(aim, "free"),
];

export function vandalHabit(scene: Scene, chance: Chance): Habit {
  const [first, ...others] = scene.hall.doors;
  let actsLeft = chance.betweenMs(1, ACTS_MOST);
  return (shown, hands) => {
    if (actsLeft === 0 || first === undefined) return "leaves";
    actsLeft -= 1;
    const aim = chance.pick([first, ...others]);
    chance.pick(DEEDS)({ scene, chance, aim }, shown, hands);
    return "acted";
  };
}

function pressesChoice({ chance }: Vandal, shown: Shown, hands: Hands): void {
  const [first, ...others] = shown.choices;
  if (first === undefined) return hands.press("enter");
  const { choice, number } = chance.pick([first, ...others]);
  hands.choose(shown, choice, number);
}

function pressesKey({ chance }: Vandal, _shown: Shown, hands: Hands): void {
  hands.press(chance.pick(KEYS));
}

function scans({ chance }: Vandal, _shown: Shown, hands: Hands): void {
  hands.scan(Buffer.from(chance.bytes(chance.below(64))).toString("latin1"));
}

function shuts({ aim }: Vandal, shown: Shown, hands: Hands): void {
  hands.close(shown, aim);
}

/** From any door that stands open. */
function takes({ scene, chance }: Vandal, _shown: Shown, hands: Hands): void {
  const [first, ...others] = scene.hall.doors.filter((door) => scene.hall.isOpen(door));
  if (first !== undefined) hands.take(chance.pick([first, ...others]));
}
