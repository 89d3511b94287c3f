// Every screen that the controller can show, in every language and every way in which it can be shown, as axe judges it: names, roles and
// order for whoever does not see it, and contrast. Sizes, reach and overflow are in every-screen.test.ts.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Onlooker, everyTongue, named, standBeforeAll } from "./every-way.ts";

let onlooker: Onlooker;

beforeAll(async () => {
  onlooker = await standBeforeAll("upright");
});
afterAll(() => onlooker.leave());

test.each(everyTongue)(
  "$mode, in $language: axe finds nothing on any screen",
  async ({ display, language }) => {
    const found = await onlooker.look.judged(
      named.map((screen) => ({ ...screen, display, language })),
    );
    const faults = found.flatMap((of, index) =>
      of.map((fault) => `${named[index]?.name}: ${fault}`),
    );
    expect(found).toHaveLength(named.length);
    expect(faults).toEqual([]);
  },
);

test("faint words are found on every screen", async () => {
  const { page, judged } = onlooker.look;
  await page.evaluate("document.documentElement.style.setProperty('--ink', '#8c8c8c')");
  const found = await judged(named);
  await page.evaluate("document.documentElement.style.removeProperty('--ink')");
  const unseen = found.flatMap((faults, index) =>
    faults.some((fault) => fault.startsWith("color-contrast")) ? [] : [named[index]?.name],
  );
  expect(unseen).toEqual([]);
});
