// A ledger leaves as a spreadsheet and as JSON lines, and comes back: an old one that is put back opens nothing, a damaged one is
// refused and explained by the doctor. After a restore nobody is served before a clerk has looked behind every door; then new codes
// are out, and the old ones are dead.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
const KEPT = [
  "ledger.db",
  "ledger.head",
  "personal.db",
  "keys.db",
  "terminal-secret",
  "personal-secret",
];
/** Doors in use; the others are switched off, so that the clerk's round is a short one. */
const DOORS = [1, 2, 3, 4];

let stage: SystemStage;
let data: string;
let copy: string;
let licence: Holder;
let extract: Holder;
const doors = new Map<string, number>();

beforeAll(async () => {
  stage = await raiseStage("pty");
  ({ data } = stage.demo);
  copy = join(data, "copy");
  for (const { number } of await stage.desk.compartments())
    if (!DOORS.includes(number)) await stage.desk.disable(number);
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

/** The folder as somebody copies it by hand while no controller runs: each database with its log. */
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

test("an old ledger that is put back opens nothing and says what to do; `ledger restore` goes on from it", async () => {
  await stage.demo.cutController(async () => copyKept(data, copy));
  await signInAs(stage, await addStaff(data, "late"));
  doors.set(LATER, await load(stage, LATER));
  await signOut(stage);
  const objection = await stage.demo.cutController(async () => {
    copyKept(copy, data);
    await opensNothing();
    const doctor = await controllerSays("doctor", "--config", config(), "--data", data);
    expect(doctor.stdout).toMatch(/^The start is refused.+ knows a later ledger than this one/m);
    expect(await ledgerCommand("restore", "--config", config())).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^Goes on from .+\nWhat was there is kept in .+\nRestored as epoch 1: every older code is dead, 24 compartments wait for inspection\.\n$/,
      ),
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

test("until a clerk has looked behind every door nobody is served; what nobody knows comes out, what is found gets a new code", async () => {
  const before = await stage.wall.pulses();
  const shown = await stage.see(
    "out-of-service",
    "the screen says that the terminal is looked into",
  );
  expect(shown.values).toMatchObject({ why: "restored" });
  await stage.wall.scan(extract.qr);
  expect(await stage.wall.pulses()).toBe(before);

  await signInAs(stage, await addStaff(data, "inspector"));
  for (const door of DOORS.filter((each) => each !== doorOf(LATER)))
    await looksInto(
      door,
      [LICENCE, EXTRACT].find((reference) => doorOf(reference) === door),
    );
  await takesOutNobodys(doorOf(LATER));
  await signOut(stage);

  await holdBeforeReader(stage, extract.qr, "citizen-wrong");
  await stage.screen.choose("stop");
  await stage.see("citizen-home", "they go");
  const renewedExtract = await renewed(EXTRACT, extract);
  await holdBeforeReader(stage, renewedExtract.qr, "citizen-door-open");
  await takeDocument(stage, renewedExtract, doorOf(EXTRACT));
  await stage.see("citizen-home", "they have gone");
});

test("a damaged ledger is refused with a sentence, explained by the doctor, and restored from the newest backup that verifies", async () => {
  const old = await renewed(LICENCE, licence);
  const made = await ledgerCommand("backup", "--config", config());
  expect(made).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Backed up to .+ rows, all verified\.\n$/),
  });
  const objection = await stage.demo.cutController(async () => {
    damage(join(data, "ledger.db"));
    const files = ["--config", config(), "--data", data];
    const refused = await controllerSays("controller", ...files);
    expect(refused.code).toBe(74);
    expect(refused.stderr).toMatch(/: run loket24 doctor --config \S+ --data \S+\n$/);
    const doctor = await controllerSays("doctor", ...files);
    expect(doctor.stdout).toMatch(/^The start is refused.+ledger\.db failed/m);
    expect(doctor.stdout).toMatch(/^Next: loket24 ledger restore --config \S+ --data \S+$/m);
    expect(doctor.stdout).toMatch(/The newest backup that verifies is \d+ \w+ old/);
    const restored = await ledgerCommand("restore", "--config", config());
    expect(restored.stdout).toMatch(/Goes on from .+backups.+ ago, \d+ rows, all sound\./);
    expect(restored.stdout).toContain("Restored as epoch 2");
  });
  expect(objection).toBeUndefined();

  await signInAs(stage, await addStaff(data, "again"));
  for (const door of DOORS) await looksInto(door, door === doorOf(LICENCE) ? LICENCE : undefined);
  await signOut(stage);
  const holder = await renewed(LICENCE, old);
  await typeCode(stage, old.code, old.birthDate);
  await stage.see("citizen-wrong", "the old PIN is dead");
  await stage.screen.choose("stop");
  await stage.see("citizen-home", "they go");
  await typeCode(stage, holder.code, holder.birthDate);
  await takeDocument(stage, holder, doorOf(LICENCE));
  const doctor = await controllerSays("doctor", "--config", config(), "--data", data);
  expect(doctor.stdout).toMatch(/^note {2}20 compartments wait for a clerk/m);
});

/** From its second page on the file is something else. */
function damage(file: string): void {
  writeFileSync(file, readFileSync(file).fill(0x5a, 4096));
  for (const log of ["-wal", "-shm"]) rmSync(`${file}${log}`, { force: true });
}

async function opensForInspection(door: number): Promise<void> {
  await stage.screen.choose("inspect");
  await stage.see("clerk-inspect-list", "the list of doors to look behind");
  await stage.screen.choose("inspect-door", door);
  await stage.see("clerk-door-open", `door ${door} opens`);
}

/** What lies there is named by its label, at the open door. */
async function looksInto(door: number, reference: string | undefined): Promise<void> {
  await opensForInspection(door);
  if (reference !== undefined) {
    await stage.wall.scan(reference);
    await until("the screen says that it belongs there", () =>
      stage.screen.seen()?.values["own"] === 1 ? true : undefined,
    );
  }
  await stage.wall.door(door, "close");
  if (reference === undefined) {
    await stage.see("clerk-inspect-check", "what was behind it?");
    await stage.screen.choose("found-empty");
  }
  await stage.see("clerk-finished", reference ?? "nothing");
}

/** Put in after the copy was made: the ledger that came back has never heard of it. */
async function takesOutNobodys(door: number): Promise<void> {
  await opensForInspection(door);
  await stage.wall.door(door, "close");
  await stage.see("clerk-inspect-check", "what was behind it?");
  await stage.screen.choose("found-document");
  await until("the screen says that the terminal does not know it", () =>
    stage.screen.seen()?.values["nobodys"] === "restored" ? true : undefined,
  );
  await stage.screen.choose("open-again");
  await stage.see("clerk-door-open", `door ${door} opens again`);
  await stage.wall.door(door, "take");
  await stage.wall.door(door, "close");
  await stage.see("clerk-inspect-check", "and now?");
  await stage.screen.choose("found-empty");
  await stage.see("clerk-finished", "nothing any more");
}

const renewed = (reference: string, old: Holder): Promise<Holder> =>
  until(`a new code for ${reference}`, async () => {
    const holder = await readMessage(stage, reference);
    return holder.qr === old.qr ? undefined : holder;
  });
