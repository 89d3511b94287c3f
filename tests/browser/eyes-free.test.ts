// Documents fetched without eyes, with nothing but an audio keypad: the real controller, the simulated wall, and the page in Chromium.
// The lines that are heard are the expectation (eyes-free.txt and those beside it); a key is pressed only if it was explained. Els tries
// everything, in Dutch; those after her know nothing but what they hear, in their own language (citizen-by-ear.ts).
// oxlint-disable vitest/expect-expect -- whoever listens and hears something else ends the test
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Holder, readMessage } from "../../bin/tour/citizen-acts.ts";
import { load, signIn, signOut } from "../../bin/tour/clerk-acts.ts";
import { type SystemStage, raiseStage } from "../support/system-stage.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";
import { listenTo } from "./at-screen.ts";
import { type Errand, type Hands, citizenByEar } from "./citizen-by-ear.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { type Listener, listenAt } from "./listener.ts";
import { UPRIGHT } from "./glasses.ts";
import { decodeClips } from "./sounding.ts";
import { type Tongue, dutch, english, french, german } from "./tongues.ts";

const outFolder = join(repositoryRoot, "tests/.out");

let stage: SystemStage;
let chromium: OwnChromium;
let page: Page;
let complaints: readonly string[];
let els: Listener;
const heard: Listener[] = [];
let holder: Holder;
let door: number;
/** What lies behind which door. */
const doors = new Map<string, number>();
const LICENCE = "RB-2026-00417";
/** Announced together; the code of the first one is used. */
const HOUSEHOLD = ["AT-2026-01571", "AT-2026-01572", "RB-2026-00430"] as const;
const LOADED = [LICENCE, "RB-2026-00418", "IR-2026-00033", "RB-2026-00421", ...HOUSEHOLD];

beforeAll(async () => {
  stage = await raiseStage("pty");
  await stage.desk.announce({
    reference: HOUSEHOLD[1],
    product: "attest",
    contacts: [{ channel: "email", to: "noor.maes@example.org" }],
    language: "nl",
    group: "household-1",
  });
  await signIn(stage, undefined);
  for (const reference of LOADED) doors.set(reference, await load(stage, reference));
  door = doors.get(LICENCE) ?? 0;
  await signOut(stage);
  holder = await readMessage(stage, LICENCE);
  chromium = await openChromium();
  page = await chromium.context.newPage();
  ({ complaints } = listenTo(page, stage.demo.controllerUrl));
  await page.setViewportSize(UPRIGHT);
  await page.goto(stage.demo.controllerUrl);
  await page.waitForSelector('[data-screen="citizen-home"]');
  els = await listenAt(page);
  heard.push(els);
});
afterAll(async () => {
  await chromium.close();
  await stage.lower();
});

/** What was heard is what is written down. Read it first: could you go on from each line with your eyes shut? */
function expectWritten(file: string, ears: Listener): void {
  const transcript = `${ears.transcript().join("\n")}\n`;
  mkdirSync(outFolder, { recursive: true });
  writeFileSync(join(outFolder, file), transcript);
  expect(transcript).toBe(readFileSync(join(import.meta.dirname, file), "utf8"));
}

const typedSoFar = (digits: number): Promise<unknown> =>
  page.waitForSelector(`.field[aria-label^="${digits} van "]`);

/** Turns the dial for each digit, and waits for nothing: as many presses as the digit says, ten for a zero. */
async function dial(digits: string, before = 0): Promise<void> {
  for (const digit of digits) {
    await els.pressMany("up", Number(digit) === 0 ? 10 : Number(digit));
    await els.pressMany("ok", 1);
  }
  await typedSoFar(before + digits.length);
}

test("any key of the keypad starts it, and the way to the code is said", async () => {
  await els.touchFirst("down");
  await els.hear("Je hoort nu wat op het scherm staat.");
  // It is played: a second clip follows only where the first one has sounded to its end.
  const [, second] = [...els.clips()];
  await page.waitForSelector(`.spoken[data-playing="${second}"]`, { state: "attached" });
  await els.press("down");
  await els.hear("Ik wil mijn code typen");
  await els.press("ok");
  await els.hear("Typ je code");
});

test("the code is put in by turning a dial, and no digit of it is said aloud", async () => {
  expect(els.transcript().at(-1)).toMatch(/Pijl omhoog: één keer is 1, tien keer is 0\./u);
  els.note("[up and ok, for the first 4 digits of the code]");
  await dial(holder.code.slice(0, 4));
  await els.hear("Cijfers die nog komen");
  // A wrong turn is taken back.
  await els.pressMany("up", 1);
  await els.pressMany("ok", 1);
  await typedSoFar(5);
  await els.press("left");
  await els.hear("Cijfers die nog komen");
  els.note("[up and ok, for the other digits]");
  await dial(holder.code.slice(4), 4);
  await els.hear("Alle cijfers staan er.");
  await els.press("ok");
  await els.hear("Wanneer ben je geboren?");
});

test("with a headset each digit is said to whoever wears it", async () => {
  await els.press("plugged");
  await els.hear("De koptelefoon werkt.");
  await els.press("up");
  await els.hear(/^1\.$/u);
  await els.press("ok");
  await els.hear(/^1\.$/u);
  els.note("[up and ok, for the next digit; a number pad, for the month and the year]");
  await dial(holder.birthDate.slice(1, 2), 1);
  await els.hear("Nu de maand: twee cijfers.");
  await page.keyboard.type(holder.birthDate.slice(2), { delay: 60 });
  await els.hear("Alle cijfers staan er.");
});

test("the volume can be turned, and everything said again", async () => {
  await els.press("louder");
  await els.hear("Volume");
  await els.press("again");
  await els.hear("Wanneer ben je geboren?");
});

test("the door is told by its number, its place and its state, and what is left to do", async () => {
  await els.press("ok");
  const said = await els.hear("De deur is open.");
  expect(said).toContain(`Deur ${door}.`);
  await els.hearSound("door-open");
  expect(await page.innerText(".door-plate strong")).toBe(String(door));
  els.note("[she takes her document and pushes the door shut]");
  await stage.wall.door(door, "take");
  await stage.wall.door(door, "close");
  await els.hear("Klaar. Tot ziens.");
  await els.hearSound("good");
});

test("she may go on with a next document, and stops instead", async () => {
  await els.press("down");
  await els.hear("Haal nog een document op");
  await els.press("ok");
  await els.hear("Haal hier je document op.");
  await els.press("down");
  await els.hear("Ik wil mijn code typen");
  await els.press("ok");
  await els.hear("Typ je code");
  await els.press("right");
  await els.hear("Stop");
  await els.press("ok");
  await els.hear("Dit bezoek is klaar.");
  els.note("[she takes her headset with her]");
  await els.press("unplugged");
});

test("the next person finds a silent screen, and nothing chosen", async () => {
  await page.waitForSelector('[data-screen="citizen-home"]');
  expect(await page.locator("[data-choice]:focus").count()).toBe(0);
  await page.waitForSelector(".spoken:not([data-playing])", { state: "attached" });
});

test("what she heard is what is written down", () => expectWritten("eyes-free.txt", els));

/** The wall has four columns of six doors, numbered from the top left: whoever counts as they were told stands before this one. */
const DOORS_IN_COLUMN = 6;
const hands: Hands = async ({ number, column, place }) => {
  expect((column - 1) * DOORS_IN_COLUMN + place).toBe(number);
  await stage.wall.door(number, "take");
  await stage.wall.door(number, "close");
};

/** The next person, from a silent screen to a silent screen. */
async function fetchByEar(
  tongue: Tongue,
  errand: Errand,
  file: string,
): Promise<readonly number[]> {
  await page.waitForSelector('[data-screen="citizen-home"]');
  const ears = await listenAt(page, tongue);
  heard.push(ears);
  const citizen = citizenByEar(ears, tongue);
  await citizen.findLanguage();
  const opened = await citizen.fetch(errand, hands);
  await citizen.stop();
  expectWritten(file, ears);
  return opened;
}
const doorsOf = (...references: readonly string[]) => references.map((one) => doors.get(one));

test("in French: a wrong code first, then the right one", async () => {
  const { code, birthDate } = await readMessage(stage, "RB-2026-00418");
  const wrong = code.replace(/\d$/u, (digit) => String((Number(digit) + 1) % 10));
  const errand = { codes: [wrong, code], birthDates: [birthDate] };
  const opened = await fetchByEar(french, errand, "eyes-free-fr.txt");
  expect(opened).toEqual(doorsOf("RB-2026-00418"));
});

test("in German", async () => {
  const { code, birthDate } = await readMessage(stage, "IR-2026-00033");
  const errand = { codes: [code], birthDates: [birthDate] };
  const opened = await fetchByEar(german, errand, "eyes-free-de.txt");
  expect(opened).toEqual(doorsOf("IR-2026-00033"));
});

test("in English", async () => {
  const { code, birthDate } = await readMessage(stage, "RB-2026-00421");
  const errand = { codes: [code], birthDates: [birthDate] };
  const opened = await fetchByEar(english, errand, "eyes-free-en.txt");
  expect(opened).toEqual(doorsOf("RB-2026-00421"));
});

test("a household's three documents, on the code of one", async () => {
  const lena = await readMessage(stage, HOUSEHOLD[0]);
  const daan = await readMessage(stage, HOUSEHOLD[2]);
  const errand = { codes: [lena.code], birthDates: [lena.birthDate, daan.birthDate] };
  const opened = await fetchByEar(dutch, errand, "eyes-free-household.txt");
  expect(opened).toEqual(doorsOf(...HOUSEHOLD));
});

test("every word of it has a clip that is not silent", async () => {
  const clips = new Set(heard.flatMap((one) => Array.from(one.clips())));
  const sounding = await page.evaluate(decodeClips, [...clips]);
  expect(sounding.length).toBeGreaterThan(200);
  expect(sounding.filter(({ loudness, seconds }) => loudness < 0.01 || seconds < 0.1)).toEqual([]);
});

test("nobody else was asked for anything", () => {
  expect(complaints).toEqual([]);
});
