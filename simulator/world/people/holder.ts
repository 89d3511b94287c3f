// One holder: what their telephone knows, and what they do at the terminal until their document is in their hands.
// Errs in little things: a wrong digit, an old code, a door left open, a document forgotten, an answer that is not so.
import type { Chance } from "../chance.ts";
import type { Dossier, Shown } from "../front.ts";
import { doorOf, offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import type { Habit, Next } from "./person.ts";
import type { Phone, Scene } from "./scene.ts";

export type Holder = {
  readonly dossier: Dossier;
  readonly chance: Chance;
  phone: Phone;
  /** The code before the present one. */
  oldPhone: Phone | undefined;
  /** A mail said that typing is over for this code. */
  typingEnded: boolean;
  readonly staysAway: boolean;
  visitsLeft: number;
  isComing: boolean;
  /** The terminal said goodbye after a door that it saw: the code is used up. */
  codeUsed: boolean;
};

/** What is remembered while standing there. */
type Visit = {
  readonly scene: Scene;
  readonly holder: Holder;
  readonly errs: () => boolean;
  types: boolean;
  proofs: number;
  presses: number;
  extensions: number;
  waits: number;
  wasBlind: boolean;
  /** The door at which all was done that this holder does at an open door. */
  doneAt: number | undefined;
};

const PROOFS_MAX = 4;
const PRESSES_MAX = 4;
const EXTENSIONS_MAX = 3;
const WAITS_FOR_STAFF_MAX = 60;
const PUSH_HELPS = 0.3;
const TAKES_ANOTHERS = 0.15;
const CLOSES_OTHERS_DOOR = 0.5;

const HABITS: Readonly<Record<string, (visit: Visit, shown: Shown, hands: Hands) => Next>> = {
  "citizen-home": proves,
  "citizen-help": goesBack,
  "citizen-code": typesCode,
  "citizen-also-code": typesCode,
  "citizen-also-qr": scansCode,
  "citizen-birth-date": typesBirthDate,
  "citizen-wrong": triesAgain,
  "citizen-typing-locked": showsInstead,
  "citizen-not-here": isTurnedDown,
  "citizen-needs-staff": isTurnedDown,
  "citizen-plan-b": isTurnedDown,
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

export function holderHabit(scene: Scene, holder: Holder): Habit {
  const { chance } = holder;
  const visit: Visit = {
    scene,
    holder,
    errs: () => chance.happens(scene.manners.holderErrs),
    types: chance.happens(scene.manners.types) && !holder.typingEnded,
    proofs: 0,
    presses: 0,
    extensions: 0,
    waits: 0,
    wasBlind: false,
    doneAt: undefined,
  };
  return (shown, hands) => (HABITS[shown.name] ?? staffAreThere)(visit, shown, hands);
}

export const hasOwn = ({ hall }: Scene, { dossier }: Holder): boolean => {
  const place = hall.whereIs(dossier.document);
  return place.kind === "hands" && place.by === "holder" && place.name === dossier.pickup;
};

const ends = ({ scene, holder }: Visit): Next => (hasOwn(scene, holder) ? "content" : "leaves");

// ---- the code -------------------------------------------------------------------------------------------------------

function proves(visit: Visit, shown: Shown, hands: Hands): Next {
  if (visit.proofs >= PROOFS_MAX || (visit.proofs > 0 && ends(visit) === "content"))
    return ends(visit);
  if (!visit.types && visit.holder.phone.qr !== undefined) return scansCode(visit, shown, hands);
  if (visit.holder.phone.typed === undefined) return "leaves";
  hands.choose(shown, "type-code");
  visit.proofs += 1;
  return "acted";
}

/** The newest mail's, or by mistake the one before. */
const phoneOf = ({ holder, errs }: Visit): Phone =>
  holder.oldPhone !== undefined && errs() ? holder.oldPhone : holder.phone;

function scansCode(visit: Visit, _shown: Shown, hands: Hands): Next {
  visit.proofs += 1;
  visit.doneAt = undefined;
  const { qr } = phoneOf(visit);
  if (qr === undefined || visit.proofs > PROOFS_MAX) return ends(visit);
  hands.scan(qr, "code");
  return "acted";
}

function typesCode(visit: Visit, shown: Shown, hands: Hands): Next {
  visit.doneAt = undefined;
  const { typed } = phoneOf(visit);
  if (typed === undefined) {
    hands.choose(shown, "stop");
    return "leaves";
  }
  if (walksAwayMidway(visit)) return "leaves";
  hands.type(misread(visit, typed), "code");
  return "acted";
}

function typesBirthDate(visit: Visit, _shown: Shown, hands: Hands): Next {
  if (walksAwayMidway(visit)) return "leaves";
  hands.type(misread(visit, visit.holder.dossier.birthDate));
  return "acted";
}

/** Half of the errors here are somebody who gives up, the other half one wrong digit. */
const walksAwayMidway = ({ errs, holder }: Visit): boolean => errs() && holder.chance.happens(0.5);

function misread({ errs, holder }: Visit, digits: string): string {
  if (!errs()) return digits;
  const at = holder.chance.below(digits.length);
  const other = (Number(digits[at]) + 1 + holder.chance.below(9)) % 10;
  return digits.slice(0, at) + String(other) + digits.slice(at + 1);
}

function triesAgain(visit: Visit, shown: Shown, hands: Hands): Next {
  if (visit.proofs >= PROOFS_MAX) return goesAway(visit, shown, hands);
  if (!visit.types || !offers(shown, "try-again")) {
    visit.types = false;
    return scansCode(visit, shown, hands);
  }
  visit.proofs += 1;
  hands.choose(shown, "try-again");
  return "acted";
}

function showsInstead(visit: Visit, shown: Shown, hands: Hands): Next {
  visit.types = false;
  return goesBack(visit, shown, hands);
}

// ---- the door -------------------------------------------------------------------------------------------------------

function atJammedDoor(visit: Visit, shown: Shown, hands: Hands): Next {
  const { chance } = visit.holder;
  const { hall } = visit.scene;
  const door = doorOf(shown);
  visit.presses += 1;
  if (door !== undefined && hall.isJammed(door) && chance.happens(PUSH_HELPS))
    hall.touch(door, "free");
  if (visit.presses > PRESSES_MAX || walksAwayMidway(visit)) return goesAway(visit, shown, hands);
  hands.pause(1200);
  hands.choose(shown, "try-again");
  return "acted";
}

function atDoor(visit: Visit, shown: Shown, hands: Hands): Next {
  const door = doorOf(shown);
  if (door === undefined) return "waits";
  if (!visit.scene.hall.isOpen(door)) return atClosedDoor(visit, shown, hands);
  if (visit.doneAt !== door) {
    visit.doneAt = door;
    takesOwn(visit, door, hands);
    return "acted";
  }
  if (visit.errs()) return ends(visit);
  hands.close(shown, door);
  return "acted";
}

/** Forgets it when they err; another's document mostly stays where it is. */
function takesOwn(visit: Visit, door: number, hands: Hands): void {
  const { holder, scene } = visit;
  const inside = scene.hall.inside(door);
  if (inside === undefined || visit.errs()) return;
  const { chance } = holder;
  const isErrant = scene.manners.holderErrs > 0;
  const takes = inside === holder.dossier.document || (isErrant && chance.happens(TAKES_ANOTHERS));
  if (takes) hands.take(door);
}

/** Only a door that nobody can see asks for a word about it. */
function atClosedDoor(visit: Visit, shown: Shown, hands: Hands): Next {
  if (!offers(shown, "door-taken")) return "waits";
  visit.wasBlind = true;
  hands.choose(shown, ends(visit) === "content" ? "door-taken" : "door-nothing");
  return "acted";
}

function saysWhetherTaken(visit: Visit, shown: Shown, hands: Hands): Next {
  if (walksAwayMidway(visit)) return ends(visit);
  hands.choose(shown, visit.errs() ? visit.holder.chance.pick(WORDS) : trueWord(visit, shown));
  return "acted";
}

const WORDS = ["door-taken", "reopen", "door-nothing"] as const;

/** Left inside: it is opened again. Another's document, or none: "there was nothing in it". */
function trueWord(visit: Visit, shown: Shown): string {
  if (ends(visit) === "content") return "door-taken";
  const door = doorOf(shown);
  const own = visit.holder.dossier.document;
  const isLeft = door !== undefined && visit.scene.hall.inside(door) === own;
  return isLeft || !offers(shown, "door-nothing") ? "reopen" : "door-nothing";
}

/** Something else was forgotten: the same code once more, within the time that is allowed for that. */
function isThanked(visit: Visit, shown: Shown, hands: Hands): Next {
  visit.holder.codeUsed ||= ends(visit) === "content" && !visit.wasBlind;
  return visit.errs() && visit.proofs < 2 ? scansCode(visit, shown, hands) : ends(visit);
}

// ---- everything else ------------------------------------------------------------------------------------------------

function goesBack(_visit: Visit, shown: Shown, hands: Hands): Next {
  hands.choose(shown, "back");
  return "acted";
}

function isTurnedDown(visit: Visit, shown: Shown, hands: Hands): Next {
  goesBack(visit, shown, hands);
  return ends(visit);
}

function goesAway(visit: Visit, shown: Shown, hands: Hands): Next {
  hands.choose(shown, offers(shown, "stop") ? "stop" : "back");
  return ends(visit);
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
