// Somebody who listens and needs time: warned by ear and eye, kept by any key, as often as they like. The domain behind the page is
// the terminal's own, only its clock is the test's.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { type AudioKey, type Listener, listenAt } from "./listener.ts";
import { UPRIGHT } from "./glasses.ts";
import { type ServedTerminal, serveTerminal } from "./served-terminal.ts";

let chromium: OwnChromium;
let served: ServedTerminal;
let page: Page;
let listener: Listener;

beforeAll(async () => {
  chromium = await openChromium();
  served = await serveTerminal();
  page = await chromium.context.newPage();
  await page.setViewportSize(UPRIGHT);
  await page.goto(served.url);
  await page.waitForSelector('[data-screen="citizen-home"]');
  listener = await listenAt(page);
  await listener.touchFirst("up");
  await listener.hear("Je hoort nu wat op het scherm staat.");
  await listener.press("down");
  await listener.hear("Ik wil mijn code typen");
  await listener.press("ok");
  await listener.hear("Typ je code");
});
afterAll(async () => {
  await chromium.close();
  await served.close();
});

function endsAt(): number {
  const { visit } = served.terminal.state().live;
  return visit.kind === "none" ? 0 : (visit.endsAtMonoMs ?? 0);
}

/** A key that the controller hears of: the page tells it once a second at most that somebody is there. */
async function stays(key: AudioKey): Promise<void> {
  await page.waitForTimeout(1_100);
  const endedAt = endsAt();
  await listener.press(key);
  await expect.poll(endsAt).toBeGreaterThan(endedAt);
}

test("comes by how the screen is shown and by every language, but not by the end of speech", async () => {
  const heard: string[] = [];
  await listener.press("right");
  for (let stops = 0; stops < 12; stops += 1) {
    heard.push(await listener.hear(/./u));
    if (heard.at(-1)?.includes("Pijl omhoog") === true) break;
    await listener.touchFirst("right");
  }
  const said = heard.join(" ");
  expect(said).toContain("Stop. Keuze 1 van 2. Vraag hulp. Keuze 2 van 2.");
  expect(said).toContain("Maak de tekst groter.");
  expect(said).toContain("Français.");
  expect(said).not.toContain("Lees alles voor.");
  served.secondsPass(1);
  await stays("up");
});

test("is left alone for two and a half minutes", async () => {
  served.secondsPass(154);
  expect(served.terminal.screen().name).toBe("citizen-code");
  await page.waitForSelector('[data-screen="citizen-code"]');
});

test("is warned 25 seconds before the end, by ear and by eye", async () => {
  served.secondsPass(1);
  await listener.hear("Heb je meer tijd nodig?");
  await listener.hearSound("warning");
  expect(await page.innerText(".seconds")).toMatch(/^25\s/u);
});

test("gets more time with any key, again and again, and hears where they were", async () => {
  for (const key of ["down", "again", "louder", "ok"] as const) {
    await listener.touchFirst(key);
    await listener.hear("Typ je code");
    expect(served.terminal.screen().name).toBe("citizen-code");
    served.secondsPass(156);
    await listener.hear("Heb je meer tijd nodig?");
  }
});

test("is kept by keys that only look around", async () => {
  await listener.touchFirst("left");
  await listener.hear("Typ je code");
  served.secondsPass(150);
  await stays("right");
  await listener.hear("Keuze 1 van");
  served.secondsPass(150);
  expect(served.terminal.screen().name).toBe("citizen-code");
});

test("who is warned a second time and does nothing hears that it is over", async () => {
  served.secondsPass(6);
  await listener.hear("Heb je meer tijd nodig?");
  served.secondsPass(14);
  await listener.hearSound("warning");
  served.secondsPass(12);
  await listener.hear("Dit bezoek is klaar.");
  expect(served.terminal.screen().display.speaking).toBe(false);
});
