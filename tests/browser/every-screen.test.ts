// Every screen that the controller can show, in Chromium, from the terminal's own server: upright and lying, in every language.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Screen } from "#domain/screen.ts";
import { wallView } from "../../controller/commands/views.ts";
import { demoSite, everyScreen } from "../ui/every-screen.ts";
import { type AtScreen, standBefore } from "./at-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { takePicture } from "./pictures.ts";
import { type ServedPage, servePage } from "./served-page.ts";

let served: ServedPage;
let chromium: OwnChromium;
let at: AtScreen;

beforeAll(async () => {
  const { languages, phone } = demoSite;
  served = await servePage({ wall: () => wallView(demoSite), languages, phone });
  chromium = await openChromium();
  at = await standBefore(chromium.context, served.url);
});
afterAll(async () => {
  await chromium.close();
  await served.close();
});

/** Returns when the page has heard it; what it heard it draws before it does anything else. */
async function tell(screen: Screen): Promise<void> {
  served.show(screen);
  const words = JSON.stringify(screen);
  await expect.poll(() => at.hasHeard(words), { interval: 5 }).toBe(true);
}

const variants = new Map<string, number>();
const titled = everyScreen.map((screen) => {
  const variant = (variants.get(screen.name) ?? 0) + 1;
  variants.set(screen.name, variant);
  return { title: variant === 1 ? screen.name : `${screen.name}, ${variant}`, screen };
});

/** The pictures that the documents show, by the title of their screen. */
const PICTURES: Readonly<Record<string, string>> = {
  "citizen-home": "citizen-home",
  "citizen-code, 2": "citizen-code",
  "citizen-birth-date": "citizen-birth-date",
  "citizen-door-open": "citizen-door-open",
  "citizen-door-jammed": "citizen-door-jammed",
  "citizen-plan-b": "citizen-plan-b",
  "clerk-menu": "clerk-menu",
  "clerk-door-open": "clerk-deposit-open",
  "clerk-take-back-list": "clerk-take-back-list",
  "more-time": "more-time",
  "out-of-service": "out-of-service",
};

test.each(titled)("$title has all that it must and nothing that it may not", async (one) => {
  const { title, screen } = one;
  // A warning lies over the screen that was there before.
  const under = titled.find((other) => other.title === "citizen-code, 2");
  if (screen.name === "more-time" && under !== undefined) await tell(under.screen);
  for (const language of demoSite.languages) {
    await tell({ ...screen, language });
    await at.judge(`${screen.name} in ${language}`);
    expect(await at.page.getAttribute("html", "lang")).toBe(language);
    const picture = language === "nl" ? PICTURES[title] : undefined;
    if (picture !== undefined) await takePicture(at.page, picture);
  }
  expect(at.complaints()).toEqual([]);
});

test("every picture has its screen", () => {
  expect(titled.map(({ title }) => title)).toEqual(expect.arrayContaining(Object.keys(PICTURES)));
});
