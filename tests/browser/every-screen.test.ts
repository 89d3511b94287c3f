// Every screen that the controller can show, in Chromium, from the terminal's own server: in every language and every way in which
// it can be shown. Measured on what was drawn, in millimetres of the screens that the site files describe.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Screen } from "#domain/screen.ts";
import { textsIn } from "../../terminal-ui/app/texts.ts";
import {
  type Lay,
  type Onlooker,
  everyWay,
  glasses,
  lays,
  shown,
  standBeforeAll,
} from "./every-way.ts";
import type { LookThrough } from "./look-through.ts";
import { faultsOf } from "./page-faults.ts";

const onlookers = new Map<Lay, Onlooker>();

beforeAll(async () => {
  for (const lay of lays) onlookers.set(lay, await standBeforeAll(lay));
});
afterAll(async () => {
  for (const { leave } of onlookers.values()) await leave();
});

function at(lay: Lay): LookThrough {
  const onlooker = onlookers.get(lay);
  if (onlooker === undefined) throw new Error(`nobody stands before the screen that is ${lay}`);
  return onlooker.look;
}

test.each(everyWay)(
  "$mode, $lay, in $language: every screen fits, can be read and can be reached",
  async (way) => {
    const { display, lay, language } = way;
    const screens = shown.map((screen) => ({ ...screen, display, language }));
    const measured = await at(lay).measured(screens);
    const faults = measured.flatMap((one, index) =>
      faultsOf(one, glasses[lay], { low: display.low, awake: false }).map(
        (fault) => `${screens[index]?.name}, ${index}: ${fault}`,
      ),
    );
    expect(measured).toHaveLength(shown.length);
    expect(faults).toEqual([]);
    expect(at(lay).complaints()).toEqual([]);
  },
);

/** What a screen is called, where its name holds no value. */
const titleOf = (name: Screen["name"]): string | undefined => {
  const { title } = textsIn("nl").screens[name];
  return title.includes("{") ? undefined : title;
};

test("each is looked at once it is drawn, and not the one before it", async () => {
  const measured = await at("upright").measured(shown);
  const strangers = measured.flatMap(({ words }, index) => {
    const name = shown[index]?.name;
    const title = name === undefined ? undefined : titleOf(name);
    return title === undefined || words.replaceAll(/\s+/gu, " ").includes(title) ? [] : [name];
  });
  expect(strangers).toEqual([]);
});

test("keys that are too small are found on every keypad", async () => {
  const { page, measured } = at("upright");
  await page.evaluate("document.documentElement.style.setProperty('--key', '60px')");
  const found = await measured(shown);
  await page.evaluate("document.documentElement.style.removeProperty('--key')");
  const unseen = found.filter(
    (one, index) =>
      shown[index]?.field !== undefined &&
      !faultsOf(one, glasses.upright, { low: false, awake: false }).includes("5: 10.8 mm"),
  );
  expect(found.some(({ words }) => words.includes("5"))).toBe(true);
  expect(unseen).toEqual([]);
});
