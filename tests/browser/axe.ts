// axe-core on a page as it stands: WCAG 2.2 A and AA, its best practices, and the contrast of AAA.
import axe from "axe-core";
import type { Page } from "playwright-core";

const RULES = {
  runOnly: {
    type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  },
  // The contrast of AAA is asked: that of AA is less of the same.
  rules: { "color-contrast-enhanced": { enabled: true }, "color-contrast": { enabled: false } },
  resultTypes: ["violations"],
  reporter: "no-passes",
  // There is nothing of either: the page is one document with one style sheet of its own.
  iframes: false,
  preload: false,
};

/** Gives the page axe and a function `judge`, which answers one line for each violation. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  await page.evaluate(`window.judge = async () => {
    const { violations } = await axe.run(document, ${JSON.stringify(RULES)});
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 120)));
  }`);
}
