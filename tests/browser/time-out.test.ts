// Somebody who stops typing, seen in Chromium: the domain behind the page is the terminal's own, only its clock is the test's.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type AtScreen, standBefore } from "./at-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { type ServedTerminal, serveTerminal } from "./served-terminal.ts";

let chromium: OwnChromium;
let served: ServedTerminal;
let at: AtScreen;

beforeAll(async () => {
  chromium = await openChromium();
});
afterAll(() => chromium.close());

beforeEach(async () => {
  served = await serveTerminal();
  at = await standBefore(chromium.context, served.url);
  await at.see("citizen-home");
  await at.touch("type-code");
  await at.see("citizen-code");
  await at.touchKeys(["4", "7", "1", "1"]);
  await at.page.waitForSelector('[aria-label="4 van 12 cijfers getypt"]');
});
afterEach(async () => {
  await at.leave();
  await served.close();
});

const typed = (): Promise<string | null> => at.page.getAttribute(".field", "aria-label");

test("is asked in time whether they need more, and goes on where they were", async () => {
  served.secondsPass(36);
  await at.see("more-time");
  expect(await at.page.innerText(".warning")).toContain("Heb je meer tijd nodig?");
  expect(await at.page.innerText(".seconds")).toMatch(/^24\s+seconden$/u);
  // What they typed stays in sight under the question.
  expect(await typed()).toBe("4 van 12 cijfers getypt");

  await at.touch("more-time");
  await at.see("citizen-code");
  expect(await typed()).toBe("4 van 12 cijfers getypt");
  await at.touchKeys(["0"]);
  await at.page.waitForSelector('[aria-label="5 van 12 cijfers getypt"]');
  served.secondsPass(34);
  await at.see("citizen-code");
});

test("can answer by keyboard, which reaches nothing under the question", async () => {
  served.secondsPass(36);
  await at.see("more-time");
  const reached = new Set<string | null>();
  for (let step = 0; step < 6; step += 1) {
    await at.page.keyboard.press("Tab");
    const focused = at.page.locator(":focus");
    if ((await focused.count()) > 0) reached.add(await focused.getAttribute("data-choice"));
  }
  expect(reached).toEqual(new Set(["more-time", "stop"]));
  await at.focus("more-time");
  await at.page.keyboard.press("Enter");
  await at.see("citizen-code");
});

test("who has gone leaves nothing on the screen", async () => {
  served.secondsPass(61);
  await at.see("citizen-home");
  await at.touch("type-code");
  await at.see("citizen-code");
  expect(await typed()).toBe("0 van 12 cijfers getypt");
  expect(at.complaints()).toEqual([]);
});
