// A clerk's round: signs in, does whatever the menu says is to be done, deposits what lies in the drawer, signs out.
// The screens around a door are in clerk-door.ts. Here, the clerk errs by walking off signed in, or by a wrong digit.
import type { Shown } from "../front.ts";
import { offers } from "./claims.ts";
import { clerkDoorHabits } from "./clerk-door.ts";
import { NEXT_TOTP_MS, colleagueHabits, otherDigit } from "./colleague.ts";
import type { Hands } from "./hands.ts";
import type { Habit, Next } from "./person.ts";
import { type Round, nextDocument, tries, turnAway, turnToNext } from "./round.ts";

const SIGN_INS_MAX = 15;
const REFUSALS_MAX = 3;
const RESUMES_MAX = 3;
const EXTENSIONS_MAX = 5;
const DOOR_TRIES_MAX = 2;
/** Longer than any policy's pickup days in a simulated world: a document that lies so long is taken back. */
const LIES_TOO_LONG_MS = 10 * 24 * 3_600_000;
/** The others take overdue documents back one by one. */
const GOES_ROUND = 0.6;
const UNDOES = 0.05;
const SENDS_NOW = 0.2;
/** Its holder has called. */
const EXTENDS = 0.25;
const BADGE_AGAIN_MS = 10_000;

export function clerkHabit(round: Round): Habit {
  const habits: Readonly<Record<string, Habit>> = {
    ...clerkDoorHabits(round),
    ...colleagueHabits(round),
    "staff-totp": (_shown, hands) => typeTotp(round, hands),
    "staff-refused": (shown, hands) => refused(round, shown, hands),
    "staff-checking": () => "waits",
    "clerk-menu": (shown, hands) => menu(round, shown, hands),
    "clerk-finished": (shown, hands) => menu(round, shown, hands),
    "clerk-inspect-list": (shown, hands) => inspectList(round, shown, hands),
    "clerk-take-back-list": (shown, hands) => takeBackList(round, shown, hands),
    "clerk-extend-list": (shown, hands) => extendList(shown, hands),
    "clerk-take-back-reason": (shown, hands) => takes(shown, hands, "reason-to-counter"),
    "clerk-round-done": (shown, hands) => takes(shown, hands, "back"),
    "clerk-scan": (shown, hands) => scanNext(round, shown, hands),
    "clerk-deposited": (shown, hands) => deposited(round, shown, hands),
    "clerk-undone": (shown, hands) => scanNext(round, shown, hands),
    "clerk-scan-refused": (shown, hands) => scanRefused(round, shown, hands),
    "more-time": (shown, hands) => moreTime(round, shown, hands),
  };
  return (shown, hands) => {
    const habit = habits[shown.name];
    return habit === undefined ? signIn(round, shown, hands) : habit(shown, hands);
  };
}

/** Nobody is signed in. Doors that stand open are closed first; a badge is not read while somebody's door is watched. */
function signIn(round: Round, shown: Shown, hands: Hands): Next {
  const { hall, clerk } = round.scene;
  if (round.signIns >= SIGN_INS_MAX) return "leaves";
  round.signIns += 1;
  turnAway(round);
  for (const door of hall.doors) if (hall.isOpen(door)) hands.close(shown, door);
  hands.scan(clerk.badge);
  hands.pause(BADGE_AGAIN_MS * Math.min(1, round.signIns - 1));
  return "acted";
}

function typeTotp(round: Round, hands: Hands): Next {
  const totp = round.scene.clerk.totp();
  hands.type(round.errs() ? otherDigit(totp) : totp);
  return "acted";
}

function refused(round: Round, shown: Shown, hands: Hands): Next {
  round.refusals += 1;
  if (round.refusals > REFUSALS_MAX) return "leaves";
  hands.choose(shown, "back");
  hands.pause(NEXT_TOTP_MS);
  return "acted";
}

function menu(round: Round, shown: Shown, hands: Hands): Next {
  turnAway(round);
  if (round.errs()) return "leaves";
  if (offers(shown, "send-now") && round.chance.happens(SENDS_NOW))
    return takes(shown, hands, "send-now");
  const task = nextTask(round, shown);
  hands.choose(shown, task);
  return task === "sign-out" ? "content" : "acted";
}

function nextTask(round: Round, { values, choices }: Shown): string {
  const overdue = choices.find(({ choice }) => choice === "round");
  if (isSome(values["stopped"]) && round.resumes < RESUMES_MAX) {
    round.resumes += 1;
    return "resume-bank";
  }
  if (isSome(values["doubtful"]) && !round.inspectDone) return "inspect";
  if (overdue !== undefined && !round.takeBackDone && round.chance.happens(GOES_ROUND))
    return "round";
  if (isSome(values["waiting"]) && !round.takeBackDone) return "take-back";
  return nextDocument(round) === undefined ? "sign-out" : "deposit";
}

const isSome = (count: string | number | undefined): boolean => count !== undefined && count !== 0;

const doorsOn = (shown: Shown, choice: string): readonly number[] =>
  shown.choices.flatMap((each) =>
    each.choice === choice && each.number !== undefined ? [each.number] : [],
  );

/** Every doubtful door is looked into, twice if it must be; pages turn until all were seen. */
function inspectList(round: Round, shown: Shown, hands: Hands): Next {
  const doors = doorsOn(shown, "inspect-door");
  const next = doors.find((door) => leftToTry(round, door));
  if (next !== undefined) {
    round.pagesTurned = 0;
    tries(round, next);
    hands.choose(shown, "inspect-door", next);
  } else if (offers(shown, "next") && round.pagesTurned < pagesOf(shown, doors)) {
    round.pagesTurned += 1;
    hands.choose(shown, "next");
  } else {
    round.inspectDone = true;
    hands.choose(shown, "back");
  }
  return "acted";
}

/** At most: the last page may be shorter than this one. */
const pagesOf = ({ values }: Shown, doors: readonly number[]): number =>
  Math.ceil(Number(values["count"] ?? 0) / Math.max(1, doors.length));

const leftToTry = (round: Round, door: number): boolean =>
  (round.tried.get(door) ?? 0) < DOOR_TRIES_MAX;

function takes(shown: Shown, hands: Hands, choice: string): Next {
  hands.choose(shown, choice);
  return "acted";
}

/** The overdue ones, and what has lain here longer than it should. */
function takeBackList(round: Round, shown: Shown, hands: Hands): Next {
  const overdue = doorsOn(shown, "take-back-overdue");
  const others = doorsOn(shown, "take-back-door").filter((door) => hasLainLong(round, door));
  const due = [...overdue, ...others].find((door) => leftToTry(round, door));
  if (offers(shown, "extend") && overdue.length > 0 && round.chance.happens(EXTENDS)) {
    hands.choose(shown, "extend");
    return "acted";
  }
  if (due === undefined) {
    round.takeBackDone = true;
    hands.choose(shown, "back");
  } else {
    tries(round, due);
    const choice = overdue.includes(due) ? "take-back-overdue" : "take-back-door";
    hands.choose(shown, choice, due);
  }
  return "acted";
}

/** The first one that is overdue, and back to the others. */
function extendList(shown: Shown, hands: Hands): Next {
  const [overdue] = doorsOn(shown, "extend-overdue");
  const isDone = overdue === undefined || shown.values["extended"] !== undefined;
  if (isDone) hands.choose(shown, "back");
  else hands.choose(shown, "extend-overdue", overdue);
  return "acted";
}

function hasLainLong({ drawer, scene }: Round, door: number): boolean {
  const note = drawer.noteOf(door);
  return note !== undefined && scene.queue.nowMs() - note.atMs > LIES_TOO_LONG_MS;
}

function scanNext(round: Round, shown: Shown, hands: Hands): Next {
  turnAway(round);
  const document = nextDocument(round);
  round.scanned = document;
  if (document === undefined) hands.choose(shown, "deposit-done");
  else hands.scan(document);
  return "acted";
}

/** Now and then it was the wrong pile. */
function deposited(round: Round, shown: Shown, hands: Hands): Next {
  const undo = shown.choices.find(({ choice }) => choice === "undo-deposit");
  if (undo?.number === undefined || !round.chance.happens(UNDOES))
    return scanNext(round, shown, hands);
  turnAway(round);
  hands.choose(shown, "undo-deposit", undo.number);
  return "acted";
}

/** `ended`, or unknown too often: it goes away. Anything else: another day. */
function scanRefused(round: Round, shown: Shown, hands: Hands): Next {
  turnToNext(round);
  const { drawer, scanned } = round;
  const why = shown.values["why"];
  if (scanned !== undefined) {
    round.setAside.add(scanned);
    const isNobodys = why === "ended" || (why === "unknown" && drawer.refused(scanned));
    if (isNobodys) round.discard(scanned);
  }
  hands.choose(shown, "back");
  return "acted";
}

function moreTime(round: Round, shown: Shown, hands: Hands): Next {
  round.extensions += 1;
  hands.choose(shown, round.extensions > EXTENSIONS_MAX ? "stop" : "more-time");
  return "acted";
}
