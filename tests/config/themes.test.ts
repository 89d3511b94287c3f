// The look of a city: every theme that is shipped can be read and seen, also white on black, and one that cannot is refused.
import { readFileSync, readdirSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";

import { contrastOf } from "#config/colour.ts";
import { formatProblem } from "#config/format-problems.ts";
import { loadTheme } from "#config/theme-file.ts";
import { type Colours, contrastFindings, signPairs, textPairs } from "#config/theme.ts";
import { styleOf } from "../../controller/commands/face.ts";
import { edited, loadedFrom, makeSandbox } from "./sandbox.ts";

const folder = "config/themes";
const files = readdirSync(folder).map((file) => `${folder}/${file}`);
const sandbox = makeSandbox();
afterAll(sandbox.remove);

const sentencesOf = (file: string): readonly string[] => {
  const loaded = loadTheme(file);
  return loaded.ok ? [] : loaded.problems.map(formatProblem);
};

function coloursOf(file: string): Colours {
  const loaded = loadTheme(file);
  if (!loaded.ok) throw new Error(sentencesOf(file).join("\n"));
  return loaded.value.colours;
}

/** The page's own colours for whoever asks for white on black: they go over every theme. */
function whiteOnBlack(under: Colours): Colours {
  const css = readFileSync("terminal-ui/app/contrast.css", "utf8");
  const [root = ""] = css.match(/\{[^}]*\}/u) ?? [];
  const named = [...root.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/gu)].map(
    ([, name = "", colour]) => [
      name.replaceAll(/-([a-z])/gu, (_dash, letter: string) => letter.toUpperCase()),
      colour,
    ],
  );
  return { ...under, ...Object.fromEntries(named) };
}

describe("a theme", () => {
  it("is there for the demonstration and for two towns more", () => {
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect(new Set(files.map((file) => coloursOf(file).civic)).size).toBe(files.length);
  });

  it.each(files)("writes every text at 7:1 and draws every sign at 3:1: %s", (file) => {
    const colours = coloursOf(file);
    for (const [sign, ground] of textPairs)
      expect(contrastOf(colours[sign], colours[ground])).toBeGreaterThanOrEqual(7);
    for (const [sign, ground] of signPairs)
      expect(contrastOf(colours[sign], colours[ground])).toBeGreaterThanOrEqual(3);
  });

  it.each(files)("is as readable in white on black: %s", (file) => {
    const colours = whiteOnBlack(coloursOf(file));
    expect(contrastFindings(colours)).toEqual([]);
    expect([colours.paper, colours.ink]).toEqual(["#000000", "#ffffff"]);
  });

  it("has a pair for each of its colours", () => {
    const judged = new Set([...textPairs, ...signPairs].flat());
    expect(
      Object.keys(coloursOf(`${folder}/voorbeeld.yaml`)).filter(
        (name) => !judged.has(name as keyof Colours),
      ),
    ).toEqual([]);
  });

  it("is refused where somebody could not read it, with the ratio that it has", () => {
    const text = readFileSync(`${folder}/voorbeeld.yaml`, "utf8");
    const pale = sandbox.write("pale.yaml", edited(text, [['ink: "#14212b"', 'ink: "#8a8a8a"']]));
    expect(sentencesOf(pale).map((line) => line.replace(`${sandbox.folder}/`, ""))).toEqual([
      "pale.yaml:8:8 colours.ink: is 3.1:1 on paper: make it at least 7:1",
      "pale.yaml:8:8 colours.ink: is 3.4:1 on surface: make it at least 7:1",
    ]);
  });

  it("holds nothing but colours, so that no rule can be slipped into the page", () => {
    const text = readFileSync(`${folder}/voorbeeld.yaml`, "utf8");
    const sly = sandbox.write(
      "sly.yaml",
      edited(text, [['"#14212b"', '"#14212b;} * { display: none"']]),
    );
    expect(sentencesOf(sly)).toHaveLength(1);
  });

  it("becomes the page's tokens", () => {
    const loaded = loadTheme(`${folder}/leie.yaml`);
    const style = loaded.ok ? styleOf(loaded.value) : "";
    expect(style).toMatch(/^:root\{--paper:#ffffff;/u);
    expect(style).toContain("--on-civic:#ffffff;");
    expect(style).toContain("--corner:1}");
  });
});

describe("a site", () => {
  it("wears the demonstration's theme unless it names another", () => {
    expect(
      loadedFrom(sandbox.write("site.yaml", readFileSync("config/demo.yaml", "utf8"))).theme.name,
    ).toBe("Voorbeeld");
    expect(loadedFrom("config/sites/mqtt.yaml").theme.name).toBe("Leie");
  });

  it("is told which themes there are", () => {
    expect(sandbox.sentences(["{ port: 2424 }", "{ port: 2424, theme: poldr }"])).toEqual([
      'site.yaml:3:30 screen.theme: is "poldr", which is no theme in config/themes: did you mean "polder"?',
    ]);
  });

  it("is warned when its screen hangs too high for a wheelchair", () => {
    expect(sandbox.sentences(["{ port: 2424 }", "{ port: 2424, bottomEdgeMm: 1000 }"])).toEqual([
      "site.yaml:3:37 screen.bottomEdgeMm: is 1000 mm: from a wheelchair not every key is within 1100 mm, so hang the screen at 910 mm or lower",
    ]);
  });
});
