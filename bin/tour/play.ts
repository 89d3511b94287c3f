// The tour itself, act by act: five documents of two products in; one out by QR, one by PIN and birth date, two of a household by the
// code of one, one taken back; a wrong code, a lost one, a used one, a jam and a power cut in between.
import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { inCheckout, node24 } from "../checkout.ts";
import {
  type Holder,
  readMessage,
  scanQr,
  takeDocument,
  typeCode,
  typeWrongCode,
} from "./citizen-acts.ts";
import { loseCode } from "./lost-code.ts";
import { load, signIn, signOut, takeBack } from "./clerk-acts.ts";
import { type Stage, unlessObjection } from "./stage.ts";

const EXTRACT = "AT-2026-01552";
const LICENCE = "RB-2026-00417";
const OTHER_LICENCE = "RB-2026-00418";
/** Announced together. */
const HOUSEHOLD = ["AT-2026-01571", "RB-2026-00430"] as const;
/** Five deposits, three collections, one in two tries, one retrieval. */
const PULSES = 11;
/** Tries are at least a second apart. */
const JAM_REST_MS = 1100;

export async function play(stage: Stage): Promise<void> {
  const totp = await signIn(stage, undefined);
  const extractDoor = await load(stage, EXTRACT);
  const licenceDoor = await load(stage, LICENCE);
  const otherDoor = await load(stage, OTHER_LICENCE);
  const householdDoors = [
    await load(stage, HOUSEHOLD[0]),
    await load(stage, HOUSEHOLD[1]),
  ] as const;
  await signOut(stage);

  stage.say("\nThe holders look at their messages.");
  const extract = await readMessage(stage, EXTRACT);
  const licence = await readMessage(stage, LICENCE);
  const other = await readMessage(stage, OTHER_LICENCE);
  const household = [
    await readMessage(stage, HOUSEHOLD[0]),
    await readMessage(stage, HOUSEHOLD[1]),
  ] as const;

  await typeWrongCode(stage, licence);
  await loseCode(stage, licence);
  await scanQr(stage, extract);
  await takeDocument(stage, extract, extractDoor);
  await fetchTogether(stage, household, householdDoors);
  await powerCut(stage, licence);
  await useAgain(stage, extract, "a used code opens nothing");
  await jam(stage, licence, licenceDoor);

  await signIn(stage, totp);
  await takeBack(stage, otherDoor);
  await signOut(stage);
  await useAgain(stage, other, "the code of a document that was taken back opens nothing");
  await settle(stage);
}

/** The code of one opens both doors, one after the other; the licence asks the birth date of its own holder. */
async function fetchTogether(
  stage: Stage,
  [extract, licence]: readonly [Holder, Holder],
  [extractDoor, licenceDoor]: readonly [number, number],
): Promise<void> {
  await stage.see("citizen-home", "the goodbye has gone by itself");
  await scanQr(stage, extract);
  await takeDocument(stage, extract, extractDoor, "citizen-group-date");
  stage.expect("no second door opens by itself", (await openDoors(stage)).length === 0);
  await stage.screen.type(licence.birthDate);
  await takeDocument(stage, licence, licenceDoor);
}

const openDoors = async ({ wall }: Stage): Promise<readonly number[]> =>
  (await wall.doors()).filter(({ door }) => door === "open").map(({ number }) => number);

/** Everything loses its power while somebody types. Nothing opens by itself, and what was known is known again. */
async function powerCut(stage: Stage, holder: Holder): Promise<void> {
  const { demo, wall, screen } = stage;
  stage.say(`\nThe power goes while ${holder.name} types a code: controller and boards.`);
  await stage.see("citizen-home", "the goodbye has gone by itself");
  await screen.choose("type-code");
  await stage.see("citizen-code", "a code is being typed");
  const before = await wall.pulses();
  const objection = await demo.cutController(async () => {
    for (const address of ["01", "02"]) await wall.board(address, "unplug");
    for (const address of ["01", "02"]) await wall.board(address, "replug");
  });
  unlessObjection(stage, objection, "it comes back by itself and serves");
  await stage.see("citizen-home", "the screen is the first one again");
  stage.expect("no lock moved", (await wall.pulses()) === before, "a lock moved");
}

async function useAgain(stage: Stage, holder: Holder, what: string): Promise<void> {
  const before = await stage.wall.pulses();
  await scanQr(stage, holder);
  if (holder.asksBirthDate) {
    await stage.see("citizen-birth-date", "first the birth date, as for any code of this product");
    await stage.screen.type(holder.birthDate);
  }
  await stage.see("citizen-not-here", what);
  stage.expect("no lock moved", (await stage.wall.pulses()) === before, "a lock moved");
  await stage.screen.choose("back");
  await stage.see("citizen-home", "they go");
}

/** The door sticks twice; each try has its own grant. A push then opens it, and that is this visit's opening. */
async function jam(stage: Stage, holder: Holder, door: number): Promise<void> {
  const { wall, screen } = stage;
  stage.say(`\n${holder.name} types the code; door ${door} is stuck.`);
  await wall.door(door, "jam");
  await typeCode(stage, holder.code, holder.birthDate);
  await stage.see("citizen-door-jammed", "the screen says that the door is stuck and what to do");
  await sleep(JAM_REST_MS);
  await screen.choose("try-again");
  await stage.see("citizen-door-opening", "asked again, it tries again under a grant of its own");
  await stage.see("citizen-door-jammed", "still stuck: the code stays good");
  await wall.door(door, "free");
  await takeDocument(stage, holder, door);
}

/** At the end: what lies where, how many pulses, and the ledger's own word for it. */
async function settle(stage: Stage): Promise<void> {
  const { wall, demo } = stage;
  stage.say("\nThe books.");
  const doors = await wall.doors();
  stage.expect(
    "every door is closed",
    doors.every(({ door }) => door === "closed"),
    "a door stands open",
  );
  stage.expect(
    "no document is left in the wall",
    doors.every(({ item }) => item !== "present"),
    "something lies there",
  );
  const pulses = await wall.pulses();
  stage.expect(`the locks were fired ${PULSES} times in all`, pulses === PULSES, `${pulses} times`);
  const facts = await ledgerKinds(demo.data);
  for (const [kind, wanted] of [
    ["pickup-deposited", 5],
    ["pickup-collected", 4],
    ["group-proof-given", 1],
    ["code-asked-again", 2],
    ["pickup-retrieved", 1],
    ["door-granted", PULSES],
  ] as const) {
    const count = facts.filter((one) => one === kind).length;
    stage.expect(`the ledger holds ${wanted} × ${kind}`, count === wanted, `${count}`);
  }
  const verified = await ledger(["verify", "--data", demo.data]);
  stage.expect(verified.trim(), verified.includes("is sound"), "the ledger is not sound");
}

async function ledgerKinds(data: string): Promise<readonly string[]> {
  const lines = await ledger(["export", "--data", data, "--format", "jsonl"]);
  return lines
    .trim()
    .split("\n")
    .map((line) => /"kind":"([a-z-]+)","monoMs"/u.exec(line)?.[1] ?? "");
}

async function ledger(args: readonly string[]): Promise<string> {
  const options = { maxBuffer: 64 * 1024 * 1024, timeout: 30_000 };
  const { stdout } = await promisify(execFile)(
    node24,
    [inCheckout("controller/main.ts"), "ledger", ...args],
    options,
  );
  return stdout;
}
