// Attempts to get out of the terminal's page, on the kiosk's own Chromium with its flags and its policy, before a real controller with
// its simulated wall. Each leads nowhere: the same page, alone, as large as before; nothing asked elsewhere, nothing said to the controller.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readdirSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Demo, startDemo } from "../../bin/demo.ts";
import { type WallClient, openWall } from "../../bin/tour/wall-client.ts";
import { type Attempt, attempts } from "./breakouts.ts";
import { type Kiosk, openKiosk, watchedPolicy } from "./kiosk.ts";
import { UPRIGHT } from "./glasses.ts";

const SLOWEST_MS = 100;
const AT_HOME = '[data-screen="citizen-home"]:not(:has(button[disabled]))';

let demo: Demo;
let wall: WallClient;
let kiosk: Kiosk;
/** What was raised, in the order in which it comes down, however far that came. */
const raised: (() => Promise<unknown>)[] = [];
const visitors: string[] = [];
const outside = createServer((request, response) => {
  visitors.push(`${request.method} ${request.url}`);
  response.end("outside");
});
let elsewhere: string;
let spot: { readonly x: number; readonly y: number };
/** What left the page: dialogs, windows, and messages to the controller. */
const left: string[] = [];
/** How it stood before the first attempt. */
let untouched: Awaited<ReturnType<typeof standing>>;

beforeAll(async () => {
  await new Promise<void>((listening) => outside.listen(0, "127.0.0.1", listening));
  elsewhere = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  const started = await startDemo(
    { bus: "pty", port: 0, wallPort: 0, data: undefined },
    new Promise(() => {}),
  );
  if ("objection" in started) throw new Error(started.objection);
  demo = started.value;
  raised.unshift(() => demo.stop());
  wall = openWall(demo.wallUrl);
  kiosk = await openKiosk(demo.controllerUrl, watchedPolicy(demo.controllerUrl), UPRIGHT);
  raised.unshift(() => kiosk.close());
  const { page, display } = kiosk;
  await page.waitForSelector(AT_HOME);
  page.on("dialog", (dialog) => {
    left.push(`dialog ${dialog.type()}: ${dialog.message()}`);
    void dialog.dismiss().catch(() => undefined);
  });
  page.on("download", (download) => left.push(`download ${download.url()}`));
  page.context().on("page", (opened) => left.push(`page ${opened.url()}`));
  // The window has the keyboard, and from here on it is listened to what the page says.
  spot = await page.evaluate(
    `(({ x, y, width, height }) => ({ x: Math.round(x + width / 4), y: Math.round(y + height / 2) }))(document.querySelector("h1").getBoundingClientRect())`,
  );
  await display.act("mousemove", String(spot.x), String(spot.y), "click", "1");
  await page.reload();
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => left.push(`said ${payload.toString()}`));
  });
  await page.reload();
  await page.waitForSelector(AT_HOME);
  untouched = await standing();
  if (untouched.targets.length !== 1) throw new Error(`not alone: ${untouched.targets.join(", ")}`);
});
afterAll(async () => {
  for (const lower of raised) await lower();
  outside.close();
});

/** One that led somewhere spoils nothing for those after it. */
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  left.length = 0;
  visitors.length = 0;
  await kiosk.restore();
  await kiosk.page.waitForSelector(AT_HOME);
});

/** What must be as before, after each attempt. */
async function standing() {
  const { page } = kiosk;
  const look = page.evaluate(`({
    address: location.href,
    screen: document.querySelector("[data-screen]")?.dataset.screen,
    words: document.body.innerText,
    size: [innerWidth, innerHeight, devicePixelRatio, visualViewport.scale, scrollX, scrollY],
    seen: document.visibilityState,
    selected: String(getSelection()),
    elements: document.querySelectorAll("*").length,
    history: history.length,
  })`);
  const [seen, targets, windows, pulses] = await Promise.all([
    look,
    kiosk.targets(),
    kiosk.display.windows(),
    wall.pulses(),
  ]);
  return { seen, targets, windows, pulses, left: [...left], visitors: [...visitors] };
}

const act = ([, attempt]: Attempt): Promise<unknown> =>
  attempt({ page: kiosk.page, display: kiosk.display, wall, elsewhere, spot });

// Playwright's own looking waits for navigations that were only tried, so these ask the page itself.
const isThere = (selector: string): Promise<boolean> =>
  kiosk.page.evaluate(`document.querySelector(${JSON.stringify(selector)}) !== null`);
const isAtHome = (): Promise<boolean> => isThere(AT_HOME);

/** With the real mouse, once it may be pressed. */
async function clickOn(selector: string): Promise<void> {
  await expect.poll(() => isThere(`${selector}:not([disabled])`), { timeout: 15_000 }).toBe(true);
  const [x, y] = await kiosk.page.evaluate<[number, number]>(
    `(({ x, y, width, height }) => [x + width / 2, y + height / 2])(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect())`,
  );
  await kiosk.display.act("mousemove", String(Math.round(x)), String(Math.round(y)), "click", "1");
}

const ways = Object.entries({
  keyboard: attempts.byKeyboard,
  mouse: attempts.byMouse,
  finger: attempts.byFinger,
  script: attempts.byScript,
});

describe.each(ways)("leads nowhere by %s", (_way, list) => {
  test.each(list)("%s", async (...attempt) => {
    await act(attempt);
    // What would have opened is there by then; whatever is slower, the next attempt's look notices.
    await kiosk.page.waitForTimeout(SLOWEST_MS);
    // On a machine that is too busy to serve, the terminal says so for a moment, whatever was tried.
    await expect.poll(isAtHome, { timeout: 15_000 }).toBe(true);
    expect(await standing()).toEqual(untouched);
  });
});

describe("opens no file, whatever bar says so, by script", () => {
  test.each(attempts.byFilePicker)("%s", async (...attempt) => {
    await act(attempt);
    await kiosk.page.waitForTimeout(SLOWEST_MS);
    const { seen: _smaller, ...around } = await standing();
    const { seen, ...before } = untouched;
    expect(around).toEqual(before);
    expect(await isAtHome()).toBe(true);
    // With the next load of the page the bar is gone too.
    await kiosk.page.reload();
    const lately = { timeout: 15_000 };
    await expect.poll(isAtHome, lately).toBe(true);
    await expect.poll(async () => (await standing()).seen, lately).toEqual(seen);
  });
});

describe("is a wrong code, and no more, by reader", () => {
  test.each(attempts.byReader)("%s", async (...attempt) => {
    await act(attempt);
    await kiosk.page.waitForTimeout(SLOWEST_MS);
    if (!(await isAtHome())) await clickOn('[data-screen="citizen-wrong"] [data-choice="stop"]');
    await expect.poll(isAtHome, { timeout: 15_000 }).toBe(true);
    const said = left
      .splice(0)
      .filter((words) => words !== 'said {"kind":"choice","choice":"stop"}');
    expect(said).toEqual([]);
    expect(await standing()).toEqual(untouched);
  });
});

test("after all of them the terminal still does its work", async () => {
  await clickOn('[data-choice="type-code"]');
  await expect.poll(() => isThere('[data-screen="citizen-code"]')).toBe(true);
  await kiosk.display.act("key", "4", "7", "1", "1");
  const typed = '[aria-label="4 van 12 cijfers getypt"]';
  await expect.poll(() => isThere(typed), { timeout: 15_000 }).toBe(true);
  expect(await kiosk.targets()).toHaveLength(1);
});

test("enough was tried", () => {
  expect(Object.values(attempts).flat().length).toBeGreaterThanOrEqual(60);
  expect(readdirSync(demo.data)).not.toContain("page.html");
});
