// A clerk at a door: puts in, takes out, looks, closes. What they say about it afterwards is in clerk-word.ts.
// Errs by the wrong document, an empty compartment, a document forgotten, a door left open.
import type { Shown } from "../front.ts";
import { depositCheck, inspectCheck, inspectLabel, takeBackCheck } from "./clerk-word.ts";
import { doorOf, offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import type { Habit, Next } from "./person.ts";
import {
  type DoorHabit,
  type Round,
  AGAIN_MAX,
  nextDocument,
  turnAway,
  turnToNext,
} from "./round.ts";

const PUSH_HELPS = 0.3;
const EXTENDS = 0.5;
/** A clerk who looks into a compartment scans at once what lies there; the others close it and are asked. */
const SCANS_AT_ONCE = 0.7;
/** As often as it is asked while a door settles: most clerks are as quick as that. */
const SCANS_AHEAD = 0.5;
/** Longer than any label is looked up: then the clerk goes on without an answer. */
const LABEL_LOOKS_MAX = 10;
/** The terminal gives a door a second's rest between two tries. */
const AGAIN_AFTER_MS = 1200;

export function clerkDoorHabits(round: Round): Readonly<Record<string, Habit>> {
  const at =
    (habit: DoorHabit): Habit =>
    (shown, hands) => {
      const door = doorOf(shown);
      if (door !== round.saw?.door) turnTo(round, shown);
      return door === undefined ? "waits" : habit(round, { shown, door }, hands);
    };
  return {
    "clerk-door-opening": () => "waits",
    "clerk-door-open": at(atDoor),
    "clerk-door-failed": at(doorFailed),
    "clerk-deposit-check": at(depositCheck),
    "clerk-take-back-check": at(takeBackCheck),
    "clerk-round-check": at(roundCheck),
    "clerk-inspect-check": at(inspectCheck),
    "clerk-inspect-label": at(inspectLabel),
  };
}

/** Another door than a moment ago: the next document's, or the next one of a round. */
function turnTo(round: Round, { values }: Shown): void {
  if (values["round"] === undefined) turnToNext(round);
  else turnAway(round);
}

const atDoor: DoorHabit = (round, { shown, door }, hands) => {
  if (!round.scene.hall.isOpen(door)) return afterClosing(round, shown, hands);
  const reads = readsLabel(round, { shown, door }, hands);
  if (reads !== "done") return reads;
  if (round.doneAt !== door) {
    const works = workAt(round, { shown, door }, hands);
    look(round, door);
    if (works !== "done") return works;
    round.doneAt = door;
    return "acted";
  }
  if (readsTaken(round, shown, hands)) return "acted";
  if (round.errs()) return walksOff(round, { shown, door }, hands);
  look(round, door);
  hands.close(shown, door);
  return "acted";
};

const awaitsLabel = ({ values }: Shown): boolean =>
  values["work"] === "inspect" && values["own"] === undefined && values["nobodys"] === undefined;

/** What lies behind a door in doubt is named by its label, and by the paper list's in error. */
function readsLabel(
  round: Round,
  { shown, door }: { readonly shown: Shown; readonly door: number },
  hands: Hands,
): Next | "done" {
  const inside = round.scene.hall.inside(door);
  if (inside === undefined || !awaitsLabel(shown)) return "done";
  if (round.labelLooks === 0 && round.again === 0 && !round.chance.happens(SCANS_AT_ONCE))
    return "done";
  round.labelLooks += 1;
  if (round.labelLooks > 1) return round.labelLooks > LABEL_LOOKS_MAX ? "done" : "waits";
  const noted = round.drawer.noteOf(door)?.document ?? inside;
  const label = round.errs() ? noted : inside;
  if (label !== inside) hands.saidUntruly(door, "said-document");
  hands.scan(label);
  return "acted";
}

/** On a round, the label of what was taken out proves that it is the right one. */
function readsTaken(round: Round, { values }: Shown, hands: Hands): boolean {
  if (values["round"] !== "unread" || round.took === undefined || round.labelLooks > 0)
    return false;
  round.labelLooks += 1;
  if (!round.chance.happens(SCANS_AT_ONCE)) return false;
  hands.scan(round.took);
  return true;
}

/** Only a door that nobody can see asks for a word about it. Whoever has put a document in may scan the next one at once. */
function afterClosing(round: Round, shown: Shown, hands: Hands): Next {
  if (offers(shown, "door-closed")) {
    hands.choose(shown, "door-closed");
    return "acted";
  }
  const isPutIn = shown.values["work"] === "deposit" && round.put !== undefined;
  const next = isPutIn && round.ahead === undefined ? nextDocument(round) : undefined;
  if (next === undefined || !round.chance.happens(SCANS_AHEAD)) return "waits";
  round.ahead = next;
  hands.scan(next);
  return "acted";
}

/** Leaves the door open and everything else as it is; whoever closes it in time vouches for a deposit that was never made. */
const walksOff: DoorHabit = (round, { shown, door }, hands) => {
  const isEmpty = round.scene.hall.inside(door) === undefined;
  if (shown.values["work"] === "deposit" && isEmpty) hands.saidUntruly(door, "said-in");
  return "leaves";
};

/** The label is scanned once more at the most; whoever has nothing in hand skips the door, or lets its document wait longer. */
const roundCheck: DoorHabit = (round, { shown, door }, hands) => {
  const { took } = round;
  round.took = undefined;
  if (took === undefined && lets(round, shown, door)) hands.choose(shown, "leave-longer");
  else if (took === undefined) hands.choose(shown, "skip-door");
  else hands.scan(took);
  return "acted";
};

/** Its holder has called, and it was seen to lie there. */
function lets(round: Round, shown: Shown, door: number): boolean {
  const inside = round.scene.hall.inside(door);
  const isRight = inside !== undefined && round.drawer.noteOf(door)?.document === inside;
  return isRight && offers(shown, "leave-longer") && round.chance.happens(EXTENDS);
}

const look = (round: Round, door: number): void => {
  round.saw = { door, inside: round.scene.hall.inside(door) };
};

/** One thing at the open door; `done`: it can be closed. */
function workAt(
  round: Round,
  at: { readonly shown: Shown; readonly door: number },
  hands: Hands,
): Next | "done" {
  const inside = round.scene.hall.inside(at.door);
  const work = at.shown.values["work"];
  if (work === "deposit") return depositAt(round, { ...at, inside }, hands);
  if (inside === undefined) return "done";
  const comesOut =
    work === "take-back" || work === "undo"
      ? !round.errs()
      : round.takeOut === at.door || at.shown.values["nobodys"] !== undefined;
  return comesOut ? takesOut(round, at.door, hands) : "done";
}

function takesOut(round: Round, door: number, hands: Hands): Next {
  const document = hands.take(door);
  if (document !== undefined) round.drawer.add(document);
  round.took = document;
  return "acted";
}

function depositAt(
  round: Round,
  at: { readonly door: number; readonly inside: string | undefined },
  hands: Hands,
): Next | "done" {
  const { drawer, scanned } = round;
  if (round.put !== undefined && round.put === at.inside) return "done";
  // Somebody's document lies where none should be: it cannot stay, or two would wait behind one door.
  if (at.inside !== undefined) return takesOut(round, at.door, hands);
  if (scanned === undefined || !drawer.documents.includes(scanned) || round.errs()) return "done";
  putsIn(round, { door: at.door, scanned }, hands);
  return "acted";
}

function putsIn(
  round: Round,
  { door, scanned }: { readonly door: number; readonly scanned: string },
  hands: Hands,
): void {
  const { drawer } = round;
  const other = drawer.documents.find((document) => document !== scanned);
  const document = other !== undefined && round.errs() ? other : scanned;
  drawer.note(door, scanned);
  if (document !== scanned) hands.saidUntruly(door, "wrong-document");
  if (!hands.put(document, door)) return;
  round.put = document;
  drawer.remove(document);
}

/** Pushes it and waits for another try; a deposit goes behind another door, anything else is left for another day. */
const doorFailed: DoorHabit = (round, { shown, door }, hands) => {
  const { hall } = round.scene;
  round.again += 1;
  if (hall.isJammed(door) && round.chance.happens(PUSH_HELPS)) hall.touch(door, "free");
  const goesOn = offers(shown, "again") && round.again <= AGAIN_MAX;
  if (!goesOn && shown.values["work"] === "deposit" && round.scanned !== undefined)
    round.setAside.add(round.scanned);
  hands.pause(AGAIN_AFTER_MS);
  hands.choose(shown, goesOn ? "again" : "back");
  return "acted";
};
