// The ledger leaves as a spreadsheet and as JSON lines, and comes back from a backup: an old ledger opens nothing before
// `ledger restore`, and after it every old code is dead until a clerk has looked behind the door.
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Holder, readMessage, takeDocument, typeCode } from "../../bin/tour/citizen-acts.ts";
import { load, signIn, signOut } from "../../bin/tour/clerk-acts.ts";
import { ledgerFacts } from "../support/system-desk.ts";
import { controllerSays, startController } from "../support/system-programs.ts";
import { type SystemStage, holdBeforeReader, raiseStage } from "../support/system-stage.ts";
import { addStaff, signInAs } from "../support/system-staff.ts";
import { until } from "../support/system-wait.ts";

/** One product that asks the birth date, one that does not. */
const LICENCE = "RB-2026-00417";
const EXTRACT = "AT-2026-01552";
const LATER = "AT-2026-01560";
const KEPT = ["ledger.db", "personal.db", "keys.db", "terminal-secret", "personal-secret"];

let stage: SystemStage;
let data: string;
let backup: string;
let licence: Holder;
let extract: Holder;
const doors = new Map<string, number>();

beforeAll(async () => {
  stage = await raiseStage("pty");
  ({ data } = stage.demo);
  backup = join(data, "backup");
  await signIn(stage, undefined);
  for (const reference of [LICENCE, EXTRACT]) doors.set(reference, await load(stage, reference));
  await signOut(stage);
  licence = await readMessage(stage, LICENCE);
  extract = await readMessage(stage, EXTRACT);
});
beforeEach(() => stage.watched());
afterAll(() => stage.lower());

const doorOf = (reference: string): number => doors.get(reference) ?? 0;

const config = (): string => join(data, "config.yaml");
const ledgerCommand = (action: string, ...args: readonly string[]) =>
  controllerSays("ledger", action, "--data", data, ...args);

/** A backup as it is made while no controller runs: each database with its log. */
function copyKept(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const file of KEPT.flatMap((name) => [name, `${name}-wal`])) {
    rmSync(join(to, file), { force: true });
    if (existsSync(join(from, file))) cpSync(join(from, file), join(to, file));
  }
}

test("export beside a running controller gives every row, as JSON lines and as a spreadsheet", async () => {
  const { ledgerSeq } = await stage.desk.health();
  const facts = await ledgerFacts(data);
  expect(facts.length).toBeGreaterThanOrEqual(ledgerSeq);
  expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index + 1));
  expect(facts.map(({ kind }) => kind)).toContain("pickup-deposited");

  const csv = await ledgerCommand("export", "--format", "csv");
  const lines = csv.stdout.trimEnd().split("\r\n");
  expect(csv.code).toBe(0);
  expect(lines[0]).toContain('"seq","time","atMs"');
  expect(lines.length - 1).toBeGreaterThanOrEqual(facts.length);
  expect(lines[1]).toMatch(/^"1","\d{4}-\d\d-\d\dT.+"ledger-opened"/);
  for (const { name } of [licence, extract]) expect(csv.stdout).not.toContain(name);
});

test("an old ledger that is put back opens nothing and says what to do; `ledger restore` brings the terminal back", async () => {
  await stage.demo.cutController(async () => copyKept(data, backup));
  await signInAs(stage, await addStaff(data, "late"));
  await load(stage, LATER);
  await signOut(stage);
  const objection = await stage.demo.cutController(async () => {
    copyKept(backup, data);
    await opensNothing();
    expect(await ledgerCommand("restore", "--config", config())).toMatchObject({
      code: 0,
      stdout:
        "Restored as epoch 1: every older code is dead, 24 compartments wait for inspection.\n",
    });
  });
  expect(objection).toBeUndefined();
  expect(await ledgerCommand("verify")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("is sound"),
  });
});

/** The boards have seen later operations than this ledger holds: they know it for an old one [LL-4.2]. */
async function opensNothing(): Promise<void> {
  const before = await stage.wall.pulses();
  const old = startController("controller", "--config", config(), "--data", data);
  const health = await until("the terminal says why it serves nobody", async () => {
    const seen = await stage.desk.health().catch(() => undefined);
    return seen?.boards.some(({ stopped }) => stopped !== undefined) ? seen : undefined;
  });
  expect(health).toMatchObject({
    serving: false,
    why: expect.stringContaining('run "loket24 ledger restore"'),
  });
  await stage.see("out-of-service", "the screen is out of service");
  await stage.wall.scan(extract.qr);
  await stage.see("out-of-service", "a code changes nothing");
  expect(await stage.wall.pulses()).toBe(before);
  await old.stop();
}

test("after a restore every old code is dead and every compartment waits for a clerk", async () => {
  expect((await stage.desk.compartments()).map(({ doubt }) => doubt)).toEqual(
    Array.from({ length: 24 }, () => "restored"),
  );
  const before = await stage.wall.pulses();
  await holdBeforeReader(stage, extract.qr, "citizen-wrong");
  await stage.screen.choose("stop");
  await stage.see("citizen-home", "they go");
  await typeCode(stage, licence.code, licence.birthDate);
  await stage.see("citizen-wrong", "the old PIN is wrong too");
  await stage.screen.choose("stop");
  await stage.see("citizen-home", "they go");
  expect(await stage.wall.pulses()).toBe(before);
});

test("what a clerk finds behind a door gets a new code, and with it the document comes out", async () => {
  await signInAs(stage, await addStaff(data, "inspector"));
  for (const reference of [LICENCE, EXTRACT]) await find(doorOf(reference));
  await signOut(stage);

  const renewedExtract = await renewed(EXTRACT, extract);
  await holdBeforeReader(stage, renewedExtract.qr, "citizen-door-open");
  await takeDocument(stage, renewedExtract, doorOf(EXTRACT));
  await stage.see("citizen-home", "they have gone");

  const renewedLicence = await renewed(LICENCE, licence);
  await typeCode(stage, renewedLicence.code, renewedLicence.birthDate);
  await takeDocument(stage, renewedLicence, doorOf(LICENCE));
  const ended = (await stage.desk.pickups()).filter(({ end }) => end === "collected");
  expect(new Set(ended.map(({ compartment }) => compartment))).toEqual(new Set([1, 2]));
});

async function find(door: number): Promise<void> {
  await stage.screen.choose("inspect");
  await stage.see("clerk-inspect-list", "the list of doors to look behind");
  await stage.screen.choose("inspect-door", door);
  await stage.see("clerk-door-open", `door ${door} opens`);
  await stage.wall.door(door, "close");
  await stage.see("clerk-inspect-check", "what was behind it?");
  await stage.screen.choose("found-document");
  await stage.see("clerk-finished", "the document");
}

const renewed = (reference: string, old: Holder): Promise<Holder> =>
  until(`a new code for ${reference}`, async () => {
    const holder = await readMessage(stage, reference);
    return holder.qr === old.qr ? undefined : holder;
  });
