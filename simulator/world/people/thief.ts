// Somebody who wants a door to open and has no right to it: guesses PINs and QR codes, and tries codes from old mails.
// Knows locators at most; a right code only by luck, and then takes what is behind the door.
import type { Chance } from "../chance.ts";
import type { Shown } from "../front.ts";
import { doorOf, offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import type { Habit, Next } from "./person.ts";
import type { Phone, Scene } from "./scene.ts";

export type Loot = {
  /** Empty: knows none. */
  readonly locators: readonly string[];
  /** Locator and PIN, as on any mail. */
  readonly typedLength: number;
};

type Thief = {
  readonly scene: Scene;
  readonly chance: Chance;
  readonly loot: Loot;
  triesLeft: number;
};

const TRIES_LEAST = 3;
const TRIES_MOST = 40;
const WAITS_MAX = 60;
const QR_RATHER = 0.25;
const OLD_RATHER = 0.3;
const LOCATOR_DIGITS = 4;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function thiefHabit(scene: Scene, chance: Chance, loot: Loot): Habit {
  const thief: Thief = {
    scene,
    chance,
    loot,
    triesLeft: chance.betweenMs(TRIES_LEAST, TRIES_MOST),
  };
  let waits = 0;
  return (shown, hands) => {
    const next = acts(thief, shown, hands);
    if (next === "waits") waits += 1;
    return waits > WAITS_MAX ? "leaves" : next;
  };
}

function acts(thief: Thief, shown: Shown, hands: Hands): Next {
  switch (shown.name) {
    case "citizen-home":
      return begins(thief, shown, hands);
    case "citizen-code":
    case "citizen-also-code":
      return guesses(thief, hands);
    case "citizen-birth-date":
    case "citizen-group-date":
      hands.type(someDay(thief.chance));
      return "acted";
    case "citizen-door-open":
    case "citizen-door-still-open":
      return helpsThemselves(thief, shown, hands);
    case "citizen-wrong":
      return begins(thief, shown, hands);
    case "citizen-typing-locked":
    case "out-of-service":
      return "leaves";
    default:
      return answers(shown, hands);
  }
}

/** Each try is counted here, whatever comes of it. */
function begins(thief: Thief, shown: Shown, hands: Hands): Next {
  const { chance, triesLeft } = thief;
  if (triesLeft === 0) return "leaves";
  thief.triesLeft -= 1;
  if (chance.happens(QR_RATHER)) hands.scan(someQr(thief), "code");
  else
    hands.choose(shown, ["try-again", "type-code", "back"].find((c) => offers(shown, c)) ?? "stop");
  return "acted";
}

function guesses(thief: Thief, hands: Hands): Next {
  const { chance, loot } = thief;
  const old = oldCode(thief)?.typed;
  if (old !== undefined) hands.type(old, "code");
  else {
    const locator = someLocator(thief);
    hands.type(locator + digits(chance, loot.typedLength - locator.length), "code");
  }
  return "acted";
}

function oldCode({ scene, chance }: Thief): Phone | undefined {
  const [first, ...others] = scene.thrownAway.codes;
  const tries = first !== undefined && chance.happens(OLD_RATHER);
  return tries ? chance.pick([first, ...others]) : undefined;
}

function someLocator({ chance, loot }: Thief): string {
  const [first, ...others] = loot.locators;
  return first === undefined ? digits(chance, LOCATOR_DIGITS) : chance.pick([first, ...others]);
}

function someQr(thief: Thief): string {
  const old = oldCode(thief)?.qr;
  if (old !== undefined) return old;
  const letters = Array.from({ length: 26 }, () => BASE32.charAt(thief.chance.below(32)));
  return `L24:${someLocator(thief)}${letters.join("")}`;
}

const digits = (chance: Chance, count: number): string =>
  Array.from({ length: count }, () => String(chance.below(10))).join("");

const two = (number: number): string => String(number).padStart(2, "0");
const someDay = (chance: Chance): string =>
  two(1 + chance.below(28)) + two(1 + chance.below(12)) + String(1940 + chance.below(66));

/** By luck. Leaves it open. */
function helpsThemselves({ scene }: Thief, shown: Shown, hands: Hands): Next {
  const door = doorOf(shown);
  if (door === undefined || !scene.hall.isOpen(door)) return "waits";
  hands.take(door);
  return "leaves";
}

/** Gets away from any other screen that lets them. */
function answers(shown: Shown, hands: Hands): Next {
  const choice = ["back", "stop"].find((each) => offers(shown, each));
  if (choice === undefined) return "waits";
  hands.choose(shown, choice);
  return "acted";
}
