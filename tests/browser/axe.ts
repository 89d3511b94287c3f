// axe-core on a page as it stands: WCAG 2.2 A and AA, its best practices, and the contrast of AAA.
import axe from "axe-core";
import type { Page } from "playwright-core";

const RULES = {
  runOnly: {
    type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  },
  rules: { "color-contrast-enhanced": { enabled: true } },
  resultTypes: ["violations"],
};

type Found = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** One line for each violation. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe.source);
  const run = `axe.run(document, ${JSON.stringify(RULES)}).then(({ violations }) => violations)`;
  const violations = await page.evaluate<readonly Found[]>(run);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
  );
}
