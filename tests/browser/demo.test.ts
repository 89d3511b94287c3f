// A day at the terminal, seen in Chromium on the demo itself: controller, simulated wall, real lines, fingers on the screen.
// Each test goes on where the one before it stopped; the last one counts what the locks did.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Demo, startDemo } from "../../bin/demo.ts";
import { type WallClient, openWall } from "../../bin/tour/wall-client.ts";
import { type AtScreen, listenTo, standBefore } from "./at-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { type DeskClient, openDesk } from "./desk-client.ts";
import { type Holder, readMessage } from "./holders.ts";
import { takePicture } from "./pictures.ts";

const ELS = "RB-2026-00417";
const KARIM = "RB-2026-00418";
const MARIA = "RB-2026-00421";
const JONAS = "IR-2026-00033";
const GRACE = "AT-2026-01560";
const DOORS_PER_BOARD = 12;
const doorsOfBoard01 = Array.from({ length: DOORS_PER_BOARD }, (_, index) => index + 1);

let demo: Demo;
let wall: WallClient;
let desk: DeskClient;
let chromium: OwnChromium;
let at: AtScreen;
/** Where each document lies, by its reference. */
const lies = new Map<string, number>();
/** The doors that were asked to open, in order. */
const asked: number[] = [];

beforeAll(async () => {
  const started = await startDemo(
    { bus: "pty", port: 0, wallPort: 0, data: undefined },
    new Promise(() => {}),
  );
  if ("objection" in started) throw new Error(started.objection);
  demo = started.value;
  wall = openWall(demo.wallUrl);
  desk = await openDesk(demo);
  chromium = await openChromium();
  at = await standBefore(chromium.context, `${demo.controllerUrl}/`);
});
afterAll(async () => {
  await chromium.close();
  await demo.stop();
});

const typeDigits = (digits: string): Promise<void> => at.touchKeys([...digits.split(""), "enter"]);
const numberOnPlate = async (): Promise<number> =>
  Number(await at.page.innerText(".door-plate strong"));

async function openDoors(): Promise<readonly number[]> {
  const doors = await wall.doors();
  return doors.filter(({ door }) => door === "open").map(({ number }) => number);
}

/** The door that the screen names is open, and it alone; the map shows the same one. */
async function expectOpen(door: number): Promise<void> {
  expect(await numberOnPlate()).toBe(door);
  expect(await at.page.textContent(".target-door text")).toBe(String(door));
  expect(await openDoors()).toEqual([door]);
  asked.push(door);
}

const placeOf = (reference: string): number => {
  const door = lies.get(reference);
  if (door === undefined) throw new Error(`${reference} was never put in`);
  return door;
};

async function putIn(reference: string): Promise<void> {
  await wall.scan(reference);
  await at.see("clerk-door-open");
  const door = await numberOnPlate();
  await expectOpen(door);
  await wall.door(door, "put");
  await wall.door(door, "close");
  await at.see("clerk-deposited");
  expect(await at.read()).toContain(`Het document ligt in vak ${door}.`);
  lies.set(reference, door);
}

async function takeAndClose(door: number): Promise<void> {
  await wall.door(door, "take");
  await wall.door(door, "close");
  await at.see("citizen-done");
}

async function scanAndSayBirthDate({ qr, birthDate }: Holder): Promise<void> {
  await wall.scan(qr);
  await at.see("citizen-birth-date");
  await typeDigits(birthDate);
}

describe("a clerk", () => {
  test("signs in with badge and one-time code, by touch", async () => {
    await at.see("citizen-home");
    await wall.scan((await wall.pocket()).clerk.badge);
    await at.see("staff-totp");
    await typeDigits((await wall.pocket()).clerk.totp);
    await at.see("clerk-menu");
    expect(await at.read()).toContain("Vrije vakken: 24.");
  });

  test("is offered nothing to take back while nothing lies there", async () => {
    expect(await at.page.locator('[data-choice="take-back"]').count()).toBe(0);
  });

  test("loads documents: a scan, a door, no touch", { timeout: 60_000 }, async () => {
    await at.touch("deposit");
    await at.see("clerk-scan");
    for (const reference of [ELS, KARIM, MARIA, JONAS]) await putIn(reference);
    for (const door of doorsOfBoard01) await desk.disable(door);
    await putIn(GRACE);
    for (const door of doorsOfBoard01) await desk.enable(door);
    expect(placeOf(GRACE)).toBeGreaterThan(DOORS_PER_BOARD);
    expect(new Set(lies.values()).size).toBe(5);
  });

  test("sees that the last one can be undone, and sends the messages when all is well", async () => {
    const undo = at.page.locator('[data-choice="undo-deposit"]');
    expect(await undo.getAttribute("data-number")).toBe(String(placeOf(GRACE)));
    await at.touch("deposit-done");
    await at.see("clerk-finished");
    expect(await wall.phone()).toEqual([]);
    await at.touch("send-now");
    await at.page.waitForSelector("text=Berichten gestuurd: 5.");
    expect(await undo.count()).toBe(0);
  });

  test("is told what cannot go in", async () => {
    await wall.scan(ELS);
    await at.see("clerk-scan-refused");
    expect(await at.read()).toContain("Dit document ligt misschien al in de automaat.");
    await at.touch("back");
    await at.see("clerk-menu");
  });

  test("signs out, and the screen is the citizens' again", async () => {
    await at.touch("sign-out");
    await at.see("citizen-home");
    expect(await openDoors()).toEqual([]);
  });
});

describe("a citizen", () => {
  test("opens their door with a QR and the birth date, by touch", async () => {
    await scanAndSayBirthDate(await readMessage(wall, ELS));
    await at.see("citizen-door-open");
    await expectOpen(placeOf(ELS));
    expect(await at.read()).toContain("Neem je document.");
  });

  test("finds the same wall on the simulator's own page, which asks nobody else", async () => {
    const page = await chromium.context.newPage();
    const complaints = listenTo(page, demo.wallUrl).complaints;
    await page.setViewportSize({ width: 1280, height: 880 });
    await page.goto(demo.wallUrl);
    await page.waitForSelector('.door[data-door="open"]');
    expect(await page.locator(".door").count()).toBe(2 * DOORS_PER_BOARD);
    expect(await page.getAttribute("#screen", "href")).toBe(`${demo.controllerUrl}/terminal/`);
    await takePicture(page, "simulated-wall", 0.42);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test("takes it, closes the door and is done", async () => {
    await takeAndClose(placeOf(ELS));
    expect(await openDoors()).toEqual([]);
  });

  test("presses a door that sticks, and it opens", async () => {
    const door = placeOf(KARIM);
    await wall.door(door, "jam");
    await scanAndSayBirthDate(await readMessage(wall, KARIM));
    await at.see("citizen-door-jammed");
    expect(await at.read()).toContain(`Duw tegen deur ${door}.`);
    expect(await openDoors()).toEqual([]);
    await wall.door(door, "free");
    await at.see("citizen-door-open");
    await expectOpen(door);
    await takeAndClose(door);
  });

  test("who left it inside starts again with the same code", async () => {
    const { qr } = await readMessage(wall, GRACE);
    const door = placeOf(GRACE);
    await wall.scan(qr);
    await at.see("citizen-door-open");
    await expectOpen(door);
    await wall.door(door, "close");
    await at.see("citizen-taken");
    await at.touch("reopen");
    await at.see("citizen-home");
    expect(await openDoors()).toEqual([]);
    await wall.scan(qr);
    await at.see("citizen-door-open");
    await expectOpen(door);
  });

  test("who says that there was nothing in it gets a number to call with", async () => {
    await wall.door(placeOf(GRACE), "close");
    await at.see("citizen-taken");
    expect(await at.page.locator('[data-choice="door-taken"]').count()).toBe(1);
    await at.touch("door-nothing");
    await at.see("citizen-plan-b");
    const reference = await at.page.innerText(".reference strong");
    expect(reference).toMatch(/^\d+$/u);
    // Her document waits in English, so that is what she is spoken to in.
    expect(await at.read()).toContain("You found nothing behind the door. We will find out why.");
    expect(await at.read()).toMatch(/Call 056.00.00.00 and say this number/u);
    await at.touch("back");
    await at.see("citizen-home");
  });

  test("needs no finger: digits, Enter and Tab do it all", async () => {
    const { code, birthDate } = await readMessage(wall, MARIA);
    const door = placeOf(MARIA);
    const { keyboard } = at.page;
    await at.focus("type-code");
    await keyboard.press("Enter");
    await at.see("citizen-code");
    await keyboard.type(code, { delay: 20 });
    await keyboard.press("Enter");
    await at.see("citizen-birth-date");
    await keyboard.type(`${birthDate}9`, { delay: 20 });
    await keyboard.press("Backspace");
    await keyboard.type(birthDate.slice(-1));
    await keyboard.press("Enter");
    await at.see("citizen-door-open");
    await expectOpen(door);
    await takeAndClose(door);
    expect(await openDoors()).toEqual([]);
  });

  test("is told of a wrong code without being told what was wrong, in English", async () => {
    const { code, birthDate } = await readMessage(wall, JONAS);
    await at.see("citizen-home");
    await at.touchLanguage("en");
    await at.page.waitForSelector('html[lang="en"]');
    await at.see("citizen-home");
    await at.touch("type-code");
    await at.see("citizen-code");
    await typeDigits(code.replace(/\d$/u, (digit) => String((Number(digit) + 1) % 10)));
    await at.see("citizen-birth-date");
    await typeDigits(birthDate);
    await at.see("citizen-wrong");
    expect(await at.read()).toContain("Tries you have left: 2.");
    expect(await openDoors()).toEqual([]);
  });

  test("tries again with the right code and takes the document", async () => {
    const { code, birthDate } = await readMessage(wall, JONAS);
    const door = placeOf(JONAS);
    await at.touch("try-again");
    await at.see("citizen-code");
    await typeDigits(code);
    await at.see("citizen-birth-date");
    await typeDigits(birthDate);
    await at.see("citizen-door-open");
    expect(await at.read()).toContain("Take your document.");
    await expectOpen(door);
    await takeAndClose(door);
  });
});

test("a controller that dies leaves a page that says so and whom to call, until it is back", async () => {
  expect(at.complaints()).toEqual([]);
  const objection = await demo.cutController(async () => {
    await at.see("out-of-service");
    expect(await at.read()).toMatch(/Je kan ook bellen: 056.00.00.00/u);
  });
  expect(objection).toBeUndefined();
  await at.see("citizen-home");
  const refusals = at.complaints().filter((one) => !/WebSocket connection .* failed/u.test(one));
  expect(refusals).toEqual([]);
});

test("no lock moved but those that were asked, each once", async () => {
  const answer = await fetch(`${demo.wallUrl}/api/pulses`);
  const { total, pulses } = (await answer.json()) as {
    readonly total: number;
    readonly pulses: readonly { readonly board: number; readonly channel: number }[];
  };
  const fired = pulses.map(({ board, channel }) => (board - 1) * DOORS_PER_BOARD + channel);
  expect(fired).toEqual(asked);
  expect(total).toBe(asked.length);
  expect(await openDoors()).toEqual([]);
});
