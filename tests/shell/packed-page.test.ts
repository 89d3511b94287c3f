// The page that is packed in: its words are the catalogue's, it holds nothing that runs or asks, and no phone number breaks out of it.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import de from "../../terminal-ui/texts/de.json" with { type: "json" };
import en from "../../terminal-ui/texts/en.json" with { type: "json" };
import fr from "../../terminal-ui/texts/fr.json" with { type: "json" };
import nl from "../../terminal-ui/texts/nl.json" with { type: "json" };
import { PAGE_HEADERS, outOfServicePage } from "../../terminal-ui/shell/out-of-service.ts";

const languagesOf = (page: string): readonly (string | undefined)[] =>
  [...page.matchAll(/<section lang="(\w+)"/gu)].map(([, language]) => language);
const policy = PAGE_HEADERS["content-security-policy"];

test("says in the site's languages, the first one first, what is wrong and whom to call", () => {
  const page = outOfServicePage("056 12 34 56", ["en", "nl", "fr", "de"]);
  expect(languagesOf(page)).toEqual(["en", "nl", "fr", "de"]);
  expect(page).toContain('<html lang="en">');
  for (const { title, lines } of [en, nl, fr, de].map(({ screens }) => screens["out-of-service"])) {
    expect(page).toContain(title);
    for (const line of lines)
      expect(page).toContain(line.replace("{phone}", "056\u00a012\u00a034\u00a056"));
  }
});

test("speaks Dutch where no language is given or none is known", () => {
  for (const languages of [[], [""], ["xx"]]) {
    expect(languagesOf(outOfServicePage("1", languages))).toEqual(["nl"]);
  }
});

test("runs no script, asks nobody, and may carry only its own style", () => {
  const page = outOfServicePage("056 00 00 00", ["nl", "en"]);
  expect(page).not.toMatch(
    /<script|<link|<img|<iframe|<form|\bsrc=|\bhref=|url\(|@import|https?:/u,
  );
  const [, style = ""] = /<style>(.*)<\/style>/su.exec(page) ?? [];
  expect(style).toContain("font");
  const digest = createHash("sha256").update(style).digest("base64");
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `style-src 'sha256-${digest}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
});

test("a phone number stays text", () => {
  const page = outOfServicePage("</p><script>alert(1)</script>&", ["nl"]);
  expect(page).toContain("&lt;/p>&lt;script>alert(1)&lt;/script>&amp;");
  expect(page).not.toContain("<script");
});
