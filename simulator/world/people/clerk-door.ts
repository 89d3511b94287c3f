// A clerk at a door: puts in, takes out, looks, closes, and says what was seen. An honest clerk says what they saw while
// the door was open; one who errs does or says the other thing, and what is untrue about it is told.
import type { Shown } from "../front.ts";
import { doorOf, offers } from "./claims.ts";
import type { Hands } from "./hands.ts";
import type { Habit, Next } from "./person.ts";
import type { Round } from "./round.ts";

const AGAIN_MAX = 3;
const PUSH_HELPS = 0.3;
/** The terminal gives a door a second's rest between two tries. */
const AGAIN_AFTER_MS = 1200;

type DoorHabit = (
  round: Round,
  at: { readonly shown: Shown; readonly door: number },
  hands: Hands,
) => Next;

export function clerkDoorHabits(round: Round): Readonly<Record<string, Habit>> {
  const at =
    (habit: DoorHabit): Habit =>
    (shown, hands) => {
      const door = doorOf(shown);
      return door === undefined ? "waits" : habit(round, { shown, door }, hands);
    };
  return {
    "clerk-door-opening": () => "waits",
    "clerk-door-open": at(atDoor),
    "clerk-door-failed": at(doorFailed),
    "clerk-deposit-check": at(depositCheck),
    "clerk-take-back-check": at(takeBackCheck),
    "clerk-inspect-check": at(inspectCheck),
  };
}

const atDoor: DoorHabit = (round, { shown, door }, hands) => {
  if (!round.scene.hall.isOpen(door)) return afterClosing(shown, hands);
  if (round.doneAt !== door) {
    const works = workAt(round, { shown, door }, hands);
    look(round, door);
    if (works !== "done") return works;
    round.doneAt = door;
    return "acted";
  }
  if (round.errs()) return walksOff(round, { shown, door }, hands);
  look(round, door);
  hands.close(shown, door);
  return "acted";
};

/** Only a door that nobody can see asks for a word about it. */
function afterClosing(shown: Shown, hands: Hands): Next {
  if (!offers(shown, "door-closed")) return "waits";
  hands.choose(shown, "door-closed");
  return "acted";
}

/** Leaves the door open and everything else as it is; whoever closes it in time vouches for a deposit that was never made. */
const walksOff: DoorHabit = (round, { shown, door }, hands) => {
  const isEmpty = round.scene.hall.inside(door) === undefined;
  if (shown.values["work"] === "deposit" && isEmpty) hands.saidUntruly(door, "said-in");
  return "leaves";
};

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
    work === "take-back"
      ? !round.errs()
      : round.takeOut === at.door || isAnother(round, at.door, inside);
  return comesOut ? takesOut(round, at.door, hands) : "done";
}

/** The paper list says that something else lies here. */
function isAnother({ drawer }: Round, door: number, inside: string | undefined): boolean {
  const note = drawer.noteOf(door);
  return note !== undefined && inside !== undefined && note.document !== inside;
}

function takesOut({ drawer }: Round, door: number, hands: Hands): Next {
  const document = hands.take(door);
  if (document !== undefined) drawer.add(document);
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

/** What a clerk says who saw it, or the other thing in error; `undefined`: never saw it open. */
function wordOf(
  round: Round,
  door: number,
  words: { readonly full: string; readonly empty: string },
): string | undefined {
  if (round.saw?.door !== door) return undefined;
  const isFull = round.saw.inside !== undefined;
  return isFull === round.errs() ? words.empty : words.full;
}

/** The paper follows what was said. Whoever has nothing to say opens again, and gives up in the end. */
function says(
  round: Round,
  at: { readonly shown: Shown; readonly door: number; readonly word: string | undefined },
  hands: Hands,
): Next {
  const { shown, door, word } = at;
  if (word === undefined) return opensAgain(round, shown, hands);
  const inside = round.saw?.inside;
  if (word === "found-document" && isAnother(round, door, inside))
    hands.saidUntruly(door, "said-document");
  if (EMPTY_NOW.has(word)) round.drawer.note(door, undefined);
  if (word === "found-document" && round.drawer.noteOf(door) === undefined)
    round.drawer.note(door, inside);
  hands.choose(shown, word);
  return "acted";
}

const EMPTY_NOW: ReadonlySet<string> = new Set(["deposit-empty", "taken-out", "found-empty"]);

function opensAgain(round: Round, shown: Shown, hands: Hands): Next {
  round.again += 1;
  if (round.again > AGAIN_MAX) return "leaves";
  round.doneAt = undefined;
  hands.choose(shown, "open-again");
  return "acted";
}

/** Forgotten in the hand: it may be put in after all. */
const depositCheck: DoorHabit = (round, { shown, door }, hands) => {
  const isForgotten = round.saw?.door === door && round.saw.inside === undefined;
  if (isForgotten && round.chance.happens(0.5)) return opensAgain(round, shown, hands);
  const word = wordOf(round, door, { full: "deposit-in", empty: "deposit-empty" });
  return says(round, { shown, door, word }, hands);
};

const takeBackCheck: DoorHabit = (round, { shown, door }, hands) => {
  const word = wordOf(round, door, { full: "left-inside", empty: "taken-out" });
  return says(round, { shown, door, word }, hands);
};

/** Nobody's, or another than the paper says: it comes out before anything is said. */
const inspectCheck: DoorHabit = (round, { shown, door }, hands) => {
  const inside = round.saw?.door === door ? round.saw.inside : undefined;
  const isNobodys = !offers(shown, "found-document") || isAnother(round, door, inside);
  if (inside !== undefined && isNobodys && !round.errs()) {
    round.takeOut = door;
    return opensAgain(round, shown, hands);
  }
  const word = wordOf(round, door, { full: "found-document", empty: "found-empty" });
  return says(round, { shown, door, word }, hands);
};
