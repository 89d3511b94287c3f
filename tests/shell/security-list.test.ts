// The table of Electron's security list in docs/shells.md, held to the code and the tests it names.
import { expect, test } from "vitest";
import { repositoryFile, repositoryFiles } from "../tidy/repository-files.ts";

const POINTS = 20;

/** Number, code file, code, test file, test. */
const ROW = /^\| (\d+) \| [^|]+ \| `([^`]+)`: `([^|]+)` \| `([^`]+)`: ([^|]+) \|$/gmu;
const rows = [...repositoryFile("docs/shells.md").text.matchAll(ROW)].map(
  ([, point, file = "", code = "", testFile = "", title = ""]) => ({
    point: Number(point),
    file,
    code,
    testFile,
    title,
  }),
);

const shell = repositoryFiles(/^terminal-ui\/shell\/.*\.ts$/u);

test("the table has a line for each point", () => {
  expect(rows.map(({ point }) => point)).toEqual(
    Array.from({ length: POINTS }, (_, index) => index + 1),
  );
});

test.each(rows)("point $point stands in $file and is shown by $testFile", (row) => {
  expect(repositoryFile(row.file).text).toContain(row.code);
  expect(repositoryFile(row.testFile).text).toContain(row.title);
});

test("hands the shell no part that reaches out of it", () => {
  const [, used = ""] =
    /type Used =([^;]+);/u.exec(repositoryFile("terminal-ui/shell/shell.ts").text) ?? [];
  expect([...used.matchAll(/"(\w+)"/gu)].map(([, part]) => part)).toEqual([
    "app",
    "BrowserWindow",
    "Menu",
    "powerSaveBlocker",
    "protocol",
    "session",
  ]);
});

test("exposes nothing to the page", () => {
  expect(shell.length).toBeGreaterThan(5);
  for (const { text } of shell) {
    expect(text).not.toMatch(/contextBridge|exposeInMainWorld|openExternal|executeJavaScript/u);
  }
});
