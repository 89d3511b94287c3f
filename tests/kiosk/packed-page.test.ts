// deploy/kiosk/out-of-service.html: the shell's packed page in all its languages, with a hole for the phone number, as a file that needs
// no program. It is written by this test: `npm test -- tests/kiosk/packed-page.test.ts -u`.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PAGE_HEADERS, outOfServicePage } from "../../terminal-ui/shell/out-of-service.ts";
import { repositoryFile, repositoryRoot } from "../tidy/repository-files.ts";

const PACKED = "deploy/kiosk/out-of-service.html";
const CHARSET = '<meta charset="utf-8">';
const script = repositoryFile("deploy/kiosk/packed-page.js").text;
const mayRun = `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`;
/** A file has no headers; what only a header may say is left out. */
const policy = PAGE_HEADERS["content-security-policy"].replace("frame-ancestors 'none'", mayRun);

test("the file says what the shell's page says, one language a line, under the same policy", async () => {
  const page = outOfServicePage("{phone}", ["nl", "fr", "de", "en"])
    .replace(CHARSET, `${CHARSET}<meta http-equiv="content-security-policy" content="${policy}">`)
    .replace("<body>", `<script>${script}</script><body>`)
    .replaceAll("<section", "\n<section");
  await expect(`${page}\n`).toMatchFileSnapshot(join(repositoryRoot, PACKED));
});

test("it asks nobody for anything, and its one script only refuses", () => {
  const { text } = repositoryFile(PACKED);
  expect(text).toContain(`content="default-src 'none'; style-src 'sha256-`);
  expect(text.match(/<script/gu)).toHaveLength(1);
  expect(script).not.toMatch(/location|fetch|open|document|innerHTML|eval/u);
  expect(text).not.toMatch(
    /<link|<img|<iframe|<form|\bsrc=|\bhref=|url\(|@import|https?:|refresh/u,
  );
  expect(text.match(/^<section lang="(?:nl|fr|de|en)">.*\{phone\}/gmu)).toHaveLength(4);
});
