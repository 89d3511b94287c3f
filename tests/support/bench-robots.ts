// People who only look at the screen and do what it asks: one habit per screen, and on any other they wait.
// The clerk says what really lies in a compartment; the citizen takes only their own document.
import type { ScreenName } from "#domain/screen.ts";
import {
  type Bench,
  choose,
  dossierOf,
  phoneOf,
  scan,
  totpOf,
  type as typeDigits,
} from "./bench-people.ts";

const LOOK_EVERY_MS = 500;
const LOOKS_MAX = 240;

/** Says whether this person stays at the terminal. */
type Habit = (bench: Bench) => Promise<"stays" | "leaves">;
type Habits = Readonly<Partial<Record<ScreenName, Habit>>>;

async function play(bench: Bench, who: string, habits: Habits): Promise<void> {
  const { terminal } = bench;
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    const habit = terminal.isRunning() ? habits[terminal.screen().name] : undefined;
    if (habit !== undefined && (await habit(bench)) === "leaves") return;
    await terminal.pass(LOOK_EVERY_MS);
    if (!terminal.isRunning()) return;
  }
  throw new Error(`the ${who} is stuck before ${terminal.screen().name}`);
}

const always =
  (act: (bench: Bench) => Promise<void>): Habit =>
  async (bench) => {
    await act(bench);
    return "stays";
  };
const pressing = (choice: string): Habit => always((bench) => choose(bench, choice));

/** Comes to a screen of nobody's, does `act` the first time and leaves the second. */
function visiting(act: (bench: Bench) => Promise<void>): Habit {
  let came = false;
  return async (bench) => {
    if (came) return "leaves";
    came = true;
    await act(bench);
    return "stays";
  };
}

const doorOnScreen = ({ terminal }: Bench): number => Number(terminal.screen().values["door"]);

async function closeDoor(bench: Bench): Promise<void> {
  const door = doorOnScreen(bench);
  await bench.terminal.pass(LOOK_EVERY_MS);
  bench.terminal.wall.touch(door, "close");
}

// ---- the clerk ------------------------------------------------------------------------------------------------------

/** Signs in, looks into every compartment that waits for it, deposits what is in hand, signs out. */
export function clerkWorks(bench: Bench, inHand: readonly string[]): Promise<void> {
  const hand = [...inHand];
  const arrive = visiting((at) => scan(at, at.terminal.clerk.badge));
  const menu: Habit = (at) => clerkMenu(at, hand);
  const scanNext = always((at) =>
    hand[0] === undefined ? choose(at, "deposit-done") : scan(at, dossierOf(at, hand[0]).reference),
  );
  return play(bench, "clerk", {
    "citizen-home": arrive,
    "out-of-service": arrive,
    "staff-totp": always(async (at) => typeDigits(at, await totpOf(at))),
    "staff-refused": pressing("back"),
    "clerk-menu": menu,
    "clerk-finished": menu,
    "clerk-scan": scanNext,
    "clerk-deposited": scanNext,
    "clerk-scan-refused": pressing("back"),
    "clerk-door-open": always((at) => clerkAtDoor(at, hand)),
    "clerk-door-failed": pressing("back"),
    "clerk-deposit-check": always((at) => choose(at, isEmpty(at) ? "deposit-empty" : "deposit-in")),
    "clerk-inspect-list": always((at) =>
      choose(at, "inspect-door", at.terminal.screen().choices[0]?.number),
    ),
    "clerk-inspect-check": always(inspectCheck),
  });
}

const isEmpty = (bench: Bench): boolean =>
  bench.terminal.wall.inside(doorOnScreen(bench)) === undefined;

async function clerkMenu(bench: Bench, hand: readonly string[]): ReturnType<Habit> {
  const { values } = bench.terminal.screen();
  if (values["stopped"] !== 0) await choose(bench, "resume-bank");
  else if (values["doubtful"] !== 0) await choose(bench, "inspect");
  else if (hand.length > 0) await choose(bench, "deposit");
  else {
    await choose(bench, "sign-out");
    return "leaves";
  }
  return "stays";
}

async function clerkAtDoor(bench: Bench, hand: string[]): Promise<void> {
  const { work } = bench.terminal.screen().values;
  if (work === "inspect") await lookInside(bench, hand);
  const document = work === "deposit" && isEmpty(bench) ? hand.shift() : undefined;
  if (document !== undefined) bench.terminal.wall.put(document, doorOnScreen(bench));
  await closeDoor(bench);
}

/** The label of what lies there is scanned; what does not belong there comes out. */
async function lookInside(bench: Bench, hand: string[]): Promise<void> {
  const { terminal } = bench;
  const found = terminal.wall.inside(doorOnScreen(bench));
  if (found === undefined) return;
  await scan(bench, dossierOf(bench, found).reference);
  if (terminal.screen().values["nobodys"] === undefined) return;
  terminal.wall.take(found);
  hand.push(found);
}

/** Asked of what was there only where nothing was, or where no sensor vouches for it. */
async function inspectCheck(bench: Bench): Promise<void> {
  await choose(bench, isEmpty(bench) ? "found-empty" : "found-document");
}

// ---- the citizen ----------------------------------------------------------------------------------------------------

/** Shows the QR, gives the birth date, takes the document, closes the door, and says so where asked. */
export function citizenCollects(bench: Bench, letter: string): Promise<void> {
  const goes: Habit = pressing("back");
  return play(bench, "citizen", {
    "citizen-home": visiting((at) => scan(at, phoneOf(at, letter).qr)),
    "citizen-birth-date": always((at) => typeDigits(at, dossierOf(at, letter).birthDate)),
    "citizen-door-open": always((at) => citizenAtDoor(at, letter)),
    "citizen-taken": pressing("door-taken"),
    "citizen-wrong": pressing("stop"),
    "citizen-door-jammed": pressing("stop"),
    "citizen-not-here": goes,
    "citizen-needs-staff": goes,
    "citizen-plan-b": goes,
    "out-of-service": async () => "leaves",
  });
}

async function citizenAtDoor(bench: Bench, letter: string): Promise<void> {
  if (bench.terminal.wall.inside(doorOnScreen(bench)) === letter) bench.terminal.wall.take(letter);
  await closeDoor(bench);
}
