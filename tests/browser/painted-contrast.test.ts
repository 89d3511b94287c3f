// Contrast by the pixels that were painted: every line of text on screens that use every colour, in each city's theme and each way of
// showing it. What the style sheet says of the same is in every-screen.test.ts.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { CDPSession } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadTheme } from "#config/theme-file.ts";
import type { Display, Screen } from "#domain/screen.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import { styleOf } from "../../controller/commands/face.ts";
import { wallView } from "../../controller/commands/views.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";
import { demoSite, everyScreen } from "../ui/every-screen.ts";
import { type OwnChromium, openChromium } from "./chromium.ts";
import { UPRIGHT, told } from "./glasses.ts";
import { type LookThrough, lookThrough } from "./look-through.ts";
import { paintedLines } from "./painted-text.ts";
import { type ServedPage, servePage } from "./served-page.ts";

/** WCAG 2.2, 1.4.6. */
const LEAST = 7;

const themes = readdirSync(join(repositoryRoot, "config/themes")).map((file) => {
  const theme = loadTheme(join(repositoryRoot, "config/themes", file));
  if (!theme.ok) throw new Error(`${file} is not right`);
  return { name: file.replace(".yaml", ""), style: styleOf(theme.value) };
});
const modes: Readonly<Record<string, Display>> = {
  normal: usualDisplay,
  large: { ...usualDisplay, text: "large" },
  contrast: { ...usualDisplay, text: "contrast" },
  low: { ...usualDisplay, low: true },
};
/** Between them: every tone, the keypad, the plate and map of a door, tiles, lists, the warning over them. */
const NAMES: ReadonlySet<Screen["name"]> = new Set([
  "citizen-home",
  "citizen-code",
  "citizen-wrong",
  "citizen-plan-b",
  "citizen-door-open",
  "citizen-door-still-open",
  "more-time",
  "clerk-menu",
  "clerk-take-back-list",
  "technician-wall",
  "technician-report",
]);
const shown = [
  ...new Map(
    everyScreen.filter(({ name }) => NAMES.has(name)).map((screen) => [screen.name, screen]),
  ).values(),
];

let chromium: OwnChromium;

beforeAll(async () => {
  chromium = await openChromium();
});
afterAll(() => chromium.close());

describe.each(themes)("in the theme $name", ({ style }) => {
  let served: ServedPage;
  let look: LookThrough;
  let devtools: CDPSession;

  beforeAll(async () => {
    const wall = wallView(demoSite);
    const { languages, phone } = demoSite;
    const glass = told(UPRIGHT);
    served = await servePage({ wall: () => wall, languages, phone, glass, themeStyle: style });
    look = await lookThrough(chromium.context, served.url, wall, UPRIGHT);
    devtools = await chromium.context.newCDPSession(look.page);
  });
  afterAll(async () => {
    await look.page.close();
    await served.close();
  });

  const faint = async (screen: Screen): Promise<readonly string[]> => {
    await look.show(screen);
    const lines = await paintedLines(look.page, devtools);
    expect(lines.length).toBeGreaterThan(3);
    return lines
      .filter(({ contrast }) => contrast < LEAST)
      .map(({ what, contrast }) => `${screen.name}: ${contrast.toFixed(1)}: ${what}`);
  };

  test.each(Object.entries(modes))("%s: every painted line stands out", async (_mode, display) => {
    await look.page.bringToFront();
    const found: string[] = [];
    for (const screen of shown) found.push(...(await faint({ ...screen, display })));
    expect(found).toEqual([]);
  });

  test("a faint line would be found", async () => {
    await look.page.evaluate("document.documentElement.style.setProperty('--ink', '#8c8c8c')");
    const [home] = shown;
    expect(home === undefined ? [] : await faint(home)).not.toEqual([]);
  });
});
