// One holder at the terminal, screen by screen, until their document is in their hands or they have had enough.
// The codes are in holder-code.ts, the doors in holder-door.ts; here are the table and whatever is neither.
import type { Shown } from "../front.ts";
import type { Hands } from "./hands.ts";
import {
  proves,
  scansCode,
  showsInstead,
  triesAgain,
  typesBirthDate,
  typesCode,
} from "./holder-code.ts";
import { atDoor, atJammedDoor, isThanked, saysWhetherTaken } from "./holder-door.ts";
import { givesSomeonesDate, isTurnedDown, opensNext } from "./holder-household.ts";
import { looksAtTelephone, looksForHelp, readsHelp, typesTelephone } from "./holder-lost-code.ts";
import { laysItIn, saysItIsThere, saysWhetherItIsIn } from "./holder-old-document.ts";
import { type Holder, type Visit, ends, goesAway } from "./holder-visit.ts";
import type { Habit, Next } from "./person.ts";
import type { Scene } from "./scene.ts";

const EXTENSIONS_MAX = 3;
const WAITS_FOR_STAFF_MAX = 60;
const CLOSES_OTHERS_DOOR = 0.5;

const HABITS: Readonly<Record<string, (visit: Visit, shown: Shown, hands: Hands) => Next>> = {
  "citizen-home": begins,
  "citizen-help": readsHelp,
  "citizen-telephone": typesTelephone,
  "citizen-holder-date": typesBirthDate,
  "citizen-code-sent": looksAtTelephone,
  "citizen-sending-locked": goesAway,
  "citizen-code": typesCode,
  "citizen-also-code": typesCode,
  "citizen-also-qr": scansCode,
  "citizen-birth-date": typesBirthDate,
  "citizen-group-date": givesSomeonesDate,
  "citizen-next-door": opensNext,
  "citizen-wrong": triesAgain,
  "citizen-typing-locked": showsInstead,
  "citizen-not-here": isTurnedDown,
  "citizen-needs-staff": isTurnedDown,
  "citizen-plan-b": isTurnedDown,
  "citizen-hand-in": saysItIsThere,
  "citizen-hand-in-open": laysItIn,
  "citizen-hand-in-check": saysWhetherItIsIn,
  "citizen-checking": () => "waits",
  "citizen-door-opening": () => "waits",
  "citizen-door-jammed": atJammedDoor,
  "citizen-door-open": atDoor,
  "citizen-door-still-open": atDoor,
  "citizen-taken": saysWhetherTaken,
  "citizen-done": isThanked,
  "more-time": asksForTime,
  "out-of-service": findsItClosed,
};

function begins(visit: Visit, shown: Shown, hands: Hands): Next {
  return visit.holder.hasLostCode ? looksForHelp(visit, shown, hands) : proves(visit, shown, hands);
}

export function holderHabit(scene: Scene, holder: Holder): Habit {
  const { chance } = holder;
  const visit: Visit = {
    scene,
    holder,
    errs: () => chance.happens(scene.manners.holderErrs),
    types: chance.happens(scene.manners.types) && !holder.typingEnded,
    askings: 0,
    proofs: 0,
    presses: 0,
    extensions: 0,
    waits: 0,
    wasBlind: false,
    dates: 0,
    tookAt: undefined,
    doneAt: undefined,
  };
  return (shown, hands) => (HABITS[shown.name] ?? staffAreThere)(visit, shown, hands);
}

function asksForTime(visit: Visit, shown: Shown, hands: Hands): Next {
  visit.extensions += 1;
  hands.choose(shown, visit.extensions > EXTENSIONS_MAX ? "stop" : "more-time");
  return "acted";
}

/** Some push a door shut that stands open. */
function findsItClosed(visit: Visit, shown: Shown, hands: Hands): Next {
  const { hall } = visit.scene;
  for (const door of hall.doors)
    if (hall.isOpen(door) && visit.holder.chance.happens(CLOSES_OTHERS_DOOR))
      hands.close(shown, door);
  return ends(visit);
}

/** Somebody of the staff works there, or went without signing out. */
function staffAreThere(visit: Visit): Next {
  visit.waits += 1;
  return visit.waits > WAITS_FOR_STAFF_MAX ? ends(visit) : "waits";
}
