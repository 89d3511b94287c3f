// What Chromium makes of a finger that rests on a key, as people's fingers do: the page takes it as a pointer, and lets no mouse, no click
// and no menu be made of it. While Chromium waits for what a finger may become it paints nothing, so that key and digit would come late.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CDPSession } from "playwright-core";
import { type AtScreen, standBefore } from "./at-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { type ServedTerminal, serveTerminal } from "./served-terminal.ts";

let chromium: OwnChromium;
let served: ServedTerminal;
let at: AtScreen;
let devtools: CDPSession;

beforeAll(async () => {
  chromium = await openChromium();
  served = await serveTerminal();
  at = await standBefore(chromium.context, served.url);
  await at.see("citizen-home");
  await at.touch("type-code");
  await at.see("citizen-code");
  await at.page.waitForSelector('[data-screen="citizen-code"]:not(:has(button[disabled]))');
  devtools = await chromium.context.newCDPSession(at.page);
});
afterAll(async () => {
  await at.leave();
  await served.close();
  await chromium.close();
});

const EVENTS = "pointerdown touchstart mousedown mouseup click contextmenu".split(" ");

test("is a pointer and nothing else, and its digit stands there before it lifts", async () => {
  await at.page.evaluate(
    `globalThis.made = []; for (const kind of ${JSON.stringify(EVENTS)}) addEventListener(kind, ({ defaultPrevented }) => made.push([kind, defaultPrevented]));`,
  );
  const key = await at.page.locator('[data-key="5"]').boundingBox();
  const spot = { x: (key?.x ?? 0) + 40, y: (key?.y ?? 0) + 40 };
  await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [spot] });
  await at.page.waitForSelector('[aria-label="1 van 12 cijfers getypt"]');
  await at.page.waitForSelector('[data-key="5"]:not([data-pressed])');
  await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  // A second finger elsewhere: whatever was to come of the first has come by then.
  await at.touchKeys(["7"]);
  await at.page.waitForSelector('[aria-label="2 van 12 cijfers getypt"]');
  const made = await at.page.evaluate("made");
  expect(made).toEqual([
    ["pointerdown", false],
    ["touchstart", true],
    ["pointerdown", false],
    ["touchstart", true],
  ]);
});
