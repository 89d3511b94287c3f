// Pictures of every screen for the documents: the Dutch ones, and a contact sheet of each way of showing them in each language.
// Without PICTURES=1 only one sheet is made, beside the tests, to show that it can be.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Display, Screen } from "#domain/screen.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import { wallView } from "../../controller/commands/views.ts";
import { demoSite, everyScreen } from "../ui/every-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { contactSheet } from "./contact-sheet.ts";
import { UPRIGHT, told } from "./glasses.ts";
import { type LookThrough, lookThrough } from "./look-through.ts";
import { KEPT, PICTURES_FOLDER } from "./pictures.ts";
import { type ServedPage, servePage } from "./served-page.ts";

const MOST_BYTES = 3 * 1024 * 1024;
const PICTURE = { scale: 1 / 3, quality: 70 };

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

beforeAll(async () => {
  chromium = await openChromium();
  const { languages, phone } = demoSite;
  const house = "Stadhuis Voorbeeld";
  const wall = wallView(demoSite);
  served = await servePage({ wall: () => wall, languages, phone, house, glass: told(UPRIGHT) });
  look = await lookThrough(chromium.context, served.url, wall, UPRIGHT);
  mkdirSync(PICTURES_FOLDER, { recursive: true });
  for (const old of readdirSync(PICTURES_FOLDER))
    if (old.endsWith(".webp")) rmSync(join(PICTURES_FOLDER, old));
});
afterAll(async () => {
  await chromium.close();
  await served.close();
});

async function takePicture(): Promise<string> {
  const devtools = await look.page.context().newCDPSession(look.page);
  const { width, height } = UPRIGHT;
  const { data } = await devtools.send("Page.captureScreenshot", {
    format: "webp",
    quality: PICTURE.quality,
    clip: { x: 0, y: 0, width, height, scale: PICTURE.scale },
  });
  await devtools.detach();
  return data;
}

const keep = (name: string, picture: Buffer): void =>
  writeFileSync(join(PICTURES_FOLDER, `${name}.webp`), picture);

test.each(sheets)(
  "every screen, $mode, in $language, on one sheet",
  { timeout: 900_000 },
  async (sheet) => {
    const { mode, display, language } = sheet;
    const thumbs = [];
    for (const screen of named) {
      await look.show({ ...screen, display, language });
      const webp = await takePicture();
      thumbs.push({ name: screen.name, webp });
      if (mode === "normal" && language === "nl") keep(screen.name, Buffer.from(webp, "base64"));
    }
    const picture = await contactSheet(chromium.context, thumbs);
    expect(picture.length).toBeGreaterThan(10_000);
    keep(`sheet-${mode}-${language}`, picture);
  },
);

test("all of them are small enough to be kept", () => {
  const bytes = readdirSync(PICTURES_FOLDER).map(
    (name) => statSync(join(PICTURES_FOLDER, name)).size,
  );
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
});
