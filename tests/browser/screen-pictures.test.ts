// Pictures of every screen for the documents: the Dutch ones, and a contact sheet of each way of showing them in each language.
// Without PICTURES=1 only one sheet is made, beside the tests, to show that it can be.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CDPSession } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Display, Screen } from "#domain/screen.ts";
import { deskHoursOf } from "#config/desk-hours.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import { wallView } from "../../controller/commands/views.ts";
import { loadedFrom } from "../config/sandbox.ts";
import { demoSite, everyScreen } from "../ui/every-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { contactSheet } from "./contact-sheet.ts";
import { UPRIGHT, told } from "./glasses.ts";
import { type LookThrough, lookThrough } from "./look-through.ts";
import { KEPT, PICTURES_FOLDER } from "./pictures.ts";
import { type ServedPage, servePage } from "./served-page.ts";

const MOST_BYTES = 4 * 1024 * 1024;

const modes: Readonly<Record<string, Display>> = {
  normal: usualDisplay,
  large: { ...usualDisplay, text: "large" },
  contrast: { ...usualDisplay, text: "contrast" },
  low: { ...usualDisplay, low: true },
};
const everySheet = Object.entries(modes).flatMap(([mode, display]) =>
  demoSite.languages.map((language) => ({ mode, display, language })),
);
const sheets = KEPT ? everySheet : everySheet.slice(0, 1);

/** The fullest of each name. */
const named: readonly Screen[] = [
  ...new Map(
    everyScreen
      .toSorted((a, b) => a.choices.length - b.choices.length)
      .map((screen) => [screen.name, screen]),
  ).values(),
].toSorted((a, b) => a.name.localeCompare(b.name));

let chromium: OwnChromium;
let served: ServedPage;
let look: LookThrough;
let devtools: CDPSession;

beforeAll(async () => {
  chromium = await openChromium();
  const { languages, phone } = demoSite;
  const house = "Stadhuis Voorbeeld";
  const wall = wallView(demoSite);
  const deskHours = deskHoursOf(loadedFrom("config/demo.yaml").terminal.deskHours ?? []);
  const glass = told(UPRIGHT);
  served = await servePage({ wall: () => wall, languages, phone, house, deskHours, glass });
  look = await lookThrough(chromium.context, served.url, wall, UPRIGHT);
  // Three pixels of the screen are one of the picture: the page is laid out as ever, and drawn small.
  devtools = await chromium.context.newCDPSession(look.page);
  const { width, height } = UPRIGHT;
  const small = { width, height, deviceScaleFactor: 1 / 3, mobile: false };
  await devtools.send("Emulation.setDeviceMetricsOverride", small);
  mkdirSync(PICTURES_FOLDER, { recursive: true });
  for (const old of readdirSync(PICTURES_FOLDER))
    if (old.endsWith(".webp")) rmSync(join(PICTURES_FOLDER, old));
});
afterAll(async () => {
  await chromium.close();
  await served.close();
});

async function takePicture(): Promise<string> {
  const webp = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 60 });
  return webp.data;
}

const keep = (name: string, picture: Buffer): void =>
  writeFileSync(join(PICTURES_FOLDER, `${name}.webp`), picture);

test.each(sheets)(
  "every screen, $mode, in $language, on one sheet",
  { timeout: 900_000 },
  async (sheet) => {
    const { mode, display, language } = sheet;
    // The page in front is drawn at once, the others now and then.
    await look.page.bringToFront();
    const pictures: string[] = [];
    for (const screen of named) {
      await look.show({ ...screen, display, language });
      pictures.push(await takePicture());
    }
    if (mode === "normal" && language === "nl")
      for (const [at, { name }] of named.entries())
        keep(name, Buffer.from(pictures[at] ?? "", "base64"));
    const whole = await contactSheet(chromium.context, pictures);
    expect(whole.length).toBeGreaterThan(10_000);
    keep(`sheet-${mode}-${language}`, whole);
  },
);

test("all of them are small enough to be kept", () => {
  const bytes = readdirSync(PICTURES_FOLDER).map(
    (name) => statSync(join(PICTURES_FOLDER, name)).size,
  );
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
});
