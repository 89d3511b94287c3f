// The glass tried by ear: what the page itself says when it is touched, on a cross and beside all of them. That the words alone lead to
// every cross is in tests/ui; here they come from a finger on the drawn page.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ScreenInput } from "#domain/inputs.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import { sceneNamed } from "../ui/spoken-scene.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { UPRIGHT, told } from "./glasses.ts";
import { type ServedPage, servePage } from "./served-page.ts";

const { screen } = sceneNamed("technician-touch");
const heardByController: ScreenInput[] = [];
const sendScreenInput = (input: ScreenInput): void => void heardByController.push(input);
let chromium: OwnChromium;
let served: ServedPage;
let page: Page;

beforeAll(async () => {
  chromium = await openChromium();
  served = await servePage({
    languages: ["nl"],
    phone: "056",
    glass: told(UPRIGHT),
    sendScreenInput,
  });
  served.show({ ...screen, display: { ...usualDisplay, speaking: true } });
  page = await chromium.context.newPage();
  await page.setViewportSize(UPRIGHT);
  await page.goto(served.url);
  await page.waitForSelector('[data-screen="technician-touch"]');
});
afterAll(async () => {
  await chromium.close();
  await served.close();
});

const said = (): Promise<string | null> => page.getAttribute(".spoken", "data-words");
const touchAtMm = (x: number, y: number): Promise<void> =>
  page.mouse.click(x / UPRIGHT.pitchMm, y / UPRIGHT.pitchMm);

test("says with the screen that there are nine crosses, and that a touch tells where one is", async () => {
  await expect
    .poll(said)
    .toContain("Er zijn negen kruisen: drie rijen van drie. Raak het glas aan.");
});

test("says which cross a finger met, how far off, and the way to the next; and the visit goes on", async () => {
  await touchAtMm(18, 16);
  await expect
    .poll(said)
    .toBe(
      "Links boven. 2 millimeter ernaast. Kruisen die nog komen: 8. Midden boven. Naar rechts: 79 millimeter.",
    );
  await expect.poll(() => heardByController).toContainEqual({ kind: "moved" });
});

test("says of a finger that met none where the nearest one lies", async () => {
  await touchAtMm(60, 60);
  await expect
    .poll(said)
    .toBe(
      "Kruisen die nog komen: 8. Midden boven. Naar rechts: 37 millimeter. Naar boven: 44 millimeter.",
    );
  expect(await page.locator(".cross.touched").count()).toBe(1);
});

test("says nothing to whoever reads", async () => {
  served.show({ ...screen, display: usualDisplay });
  await page.waitForSelector('[data-aid="speaking"][aria-pressed="false"]', { state: "attached" });
  const before = await said();
  await touchAtMm(97, 16);
  await expect.poll(() => page.locator(".cross.touched").count()).toBe(2);
  expect(await said()).toBe(before);
});
