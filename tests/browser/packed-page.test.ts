// The shell's packed page, as Chromium draws it upright and lying: nothing is cut off, the number is in one piece, and the site's own
// language can be read from where one stands.
import { afterAll, beforeAll, expect, test } from "vitest";
import { outOfServicePage } from "../../terminal-ui/shell/out-of-service.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { LYING, UPRIGHT } from "./glasses.ts";

/** 0.7° at 60 cm (EN 301 549, 5.1.4), and what is left for a language that is not the site's. */
const CAPITAL_MM = 7.3;
const OTHER_CAPITAL_MM = 3.8;
/** Of the letters that Chromium falls back to. */
const CAPITAL_PER_EM = 0.72;

let chromium: OwnChromium;
beforeAll(async () => {
  chromium = await openChromium();
});
afterAll(() => chromium.close());

const screens = [
  ["upright", UPRIGHT],
  ["lying", LYING],
] as const;
const sets = [["nl"], ["nl", "en"], ["fr", "nl", "de", "en"]];
const cases = screens.flatMap(([how, size]) =>
  sets.map((languages) => ({ how, size, languages, named: languages.join(", ") })),
);

test.each(cases)("fits $how in $named, and can be read", async ({ size, languages }) => {
  const page = await chromium.context.newPage();
  await page.setViewportSize(size);
  await page.setContent(outOfServicePage("056 00 00 00", languages));
  const seen = await page.evaluate<{ fits: boolean; sizes: number[]; numbers: number }>(`({
    fits: document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth,
    sizes: [...document.querySelectorAll("p")].map((p) => Number.parseFloat(getComputedStyle(p).fontSize)),
    numbers: document.body.innerText.split("056\\u00a000\\u00a000\\u00a000").length - 1,
  })`);
  await page.close();
  expect(seen.fits).toBe(true);
  expect(seen.numbers).toBe(languages.length);
  const capitalsMm = seen.sizes.map((px) => px * size.pitchMm * CAPITAL_PER_EM);
  expect(capitalsMm[0]).toBeGreaterThanOrEqual(CAPITAL_MM);
  expect(Math.min(...capitalsMm)).toBeGreaterThanOrEqual(OTHER_CAPITAL_MM);
});
