// The shape of every source file, and planted files that must be found.
import { describe, expect, test } from "vitest";

import { repositoryFile, repositoryFiles, repositoryPaths } from "./repository-files.ts";
import {
  checkName,
  checkNothingSwitchedOff,
  checkOpening,
  checkSize,
  checkWords,
} from "./shape-check.ts";

const scripts = repositoryFiles(/\.[cm]?[jt]sx?$/);
const sources = repositoryFiles(/\.(?:[cm]?[jt]sx?|c|h|css|sh)$|^bin\/loket24$|^\.ci\/run$/);

/** Comments and blank lines too. */
const MODEL_LINES_MAX = 250;

const code = (lines: number): string => "a();\n".repeat(lines);

/** Plants are written with a bar, so that this file passes the checks it tests. */
const planted = (text: string): string => text.replace("|", "");

describe("every source file of this checkout", () => {
  test("stays below the size cap", () => {
    expect(scripts.flatMap(checkSize)).toEqual([]);
  });
  test("the judges' model of compartments and grants is one that a person can hold in mind", () => {
    const { text } = repositoryFile("tests/simulation/judges/reference-doors.ts");
    expect(text.split("\n").length).toBeLessThanOrEqual(MODEL_LINES_MAX);
  });
  test("opens with a comment that says what lives in it", () => {
    expect(sources.flatMap(checkOpening)).toEqual([]);
  });
  test("is named for its noun", () => {
    expect(repositoryPaths.flatMap(checkName)).toEqual([]);
  });
  test("does what it says, with nothing put off", () => {
    expect(sources.flatMap(checkWords)).toEqual([]);
  });
  test("runs every test it has", () => {
    expect(scripts.flatMap(checkNothingSwitchedOff)).toEqual([]);
  });
});

describe("a planted violation is found", () => {
  test("too long", () => {
    expect(checkSize({ path: "bin/a.ts", text: code(301) })).toHaveLength(1);
    expect(checkSize({ path: "tests/a.test.ts", text: code(501) })).toHaveLength(1);
  });
  test("comments and blank lines are no code", () => {
    const text = `${code(300)}\n\n// one\n/* two\n three */\n${"// more\n".repeat(50)}`;
    expect(checkSize({ path: "bin/a.ts", text })).toEqual([]);
    expect(checkSize({ path: "bin/a.ts", text: `${text}a(); // code` })).toHaveLength(1);
  });

  test.each([
    ["no opening", "a.ts", "a();\n// too late"],
    ["seven lines", "a.ts", "// a\n".repeat(7)],
    ["a block of seven lines", "a.c", "/* a\nb\nc\nd\ne\nf\ng */\n"],
    ["only a #! line", "a.sh", "#!/bin/sh\nset -eu\n"],
    ["an empty file", "a.ts", ""],
  ])("opening comment: %s", (_what, path, text) => {
    expect(checkOpening({ path, text })).toHaveLength(1);
  });
  test.each([
    ["a.ts", "// What lives here.\na();"],
    ["a.c", "/* What lives here. */\nint a;"],
    ["a.css", "/* What\n lives here. */\na {}"],
    ["a.sh", "#!/bin/sh\n# What lives here.\nset -eu\n"],
  ])("a proper opening is left alone: %s", (path, text) => {
    expect(checkOpening({ path, text })).toEqual([]);
  });

  test.each([
    "bin/utils.ts",
    "controller/helpers/a.ts",
    "simulator/index.ts",
    "bin/manager.test.ts",
  ])("name: %s", (path) => {
    expect(checkName(path)).toHaveLength(1);
  });
  test("an out-of-service page and an index.html are proper names", () => {
    expect([checkName("terminal-ui/app/out-of-service.tsx"), checkName("a/index.html")]).toEqual([
      [],
      [],
    ]);
  });

  test.each(["// TO|DO: later", "// FIX|ME", "const a = 1; // for| now", "// just a place|holder"])(
    "words: %s",
    (text) => {
      expect(checkWords({ path: "a.ts", text: `// A.\n${planted(text)}` })).toEqual([
        expect.stringContaining("a.ts:2 "),
      ]);
    },
  );

  test("a text's placeholder is a word of the trade", () => {
    const text = "// A.\n/** A placeholder without a value stays as it is. */";
    expect(checkWords({ path: "a.ts", text })).toEqual([]);
  });

  test.each(["test.sk|ip(", "it.to|do(", "describe.on|ly(", "test.concurrent.sk|ip(", "xi|t("])(
    "switched off: %s",
    (text) => {
      const file = { path: "tests/a.test.ts", text: planted(text) };
      expect(checkNothingSwitchedOff(file)).toHaveLength(1);
    },
  );
});
