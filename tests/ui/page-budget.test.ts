// What the screen's page weighs on its way to the screen: all it is made of, save the font and the clips.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { repositoryRoot } from "../tidy/repository-files.ts";

const dist = join(repositoryRoot, "terminal-ui/dist");
const BUDGET_BYTES = 60 * 1024;

/** Every file of the built page whose name ends so. */
const built = (ending: RegExp): readonly string[] =>
  [
    join(dist, "index.html"),
    ...readdirSync(join(dist, "assets")).map((name) => join(dist, "assets", name)),
  ].filter((path) => ending.test(path));

test("the page is at most 60 KB, packed: script, styles, signs and frame", () => {
  const files = built(/\.(?:html|js|css|svg)$/u);
  expect(files.some((path) => path.endsWith(".js"))).toBe(true);
  const packed = files.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
  expect(packed).toBeLessThanOrEqual(BUDGET_BYTES);
});

test("its font is two files, from its own folder, and nothing is inlined", () => {
  expect(built(/\.woff2$/u)).toHaveLength(2);
  const styles = built(/\.css$/u)
    .map((path) => readFileSync(path, "utf8"))
    .join("");
  expect([...styles.matchAll(/url\(([^)]*)\)/gu)].map(([, at = ""]) => at)).toEqual([
    expect.stringMatching(/^\/terminal\/assets\/.*400.*\.woff2$/u),
    expect.stringMatching(/^\/terminal\/assets\/.*700.*\.woff2$/u),
  ]);
});
