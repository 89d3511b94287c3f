// Files that are no configuration at all: broken YAML, bombs, noise. Each has an answer, none an exception.
import * as fc from "fast-check";
import { parse, stringify } from "yaml";
import { afterAll, describe, expect, it } from "vitest";

import { formatProblems } from "#config/format-problems.ts";
import { loadConfig } from "#config/load-config.ts";
import { parseYaml } from "#config/yaml-source.ts";

import { demoText, makeSandbox, said } from "./sandbox.ts";

const sandbox = makeSandbox();
afterAll(sandbox.remove);

const answerTo = (content: string | Uint8Array): string[] =>
  said(sandbox.write("any.yaml", content)).map((line) => line.replaceAll(`${sandbox.folder}/`, ""));

const bomb = [
  "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
  ...Array.from({ length: 10 }, (_, n) => {
    const tenfold = Array.from({ length: 10 }, () => `*a${n}`).join(", ");
    return `a${n + 1}: &a${n + 1} [${tenfold}]`;
  }),
].join("\n");

describe("a file that is no configuration", () => {
  it.each([
    { what: "nothing", content: "", says: "any.yaml:1:1 is empty: write the keys configVersion," },
    {
      what: "an open bracket",
      content: "a: 1\nb: [1, 2",
      says: "any.yaml:2:9 is not valid YAML: Flow sequence in block collection must be",
    },
    {
      what: "a tab for indentation",
      content: "screen:\n\tport: 1",
      says: "any.yaml:2:1 is not valid YAML: Tabs are not allowed as indentation",
    },
    {
      what: "one key twice",
      content: "a: 1\na: 2",
      says: "any.yaml:2:1 is not valid YAML: this key stands here a second time",
    },
    {
      what: "two documents",
      content: "a: 1\n---\nb: 1",
      says: "any.yaml:2:1 is not valid YAML: it holds more than one document, so take out the line ---",
    },
    {
      what: "a list for a key",
      content: "? [a]\n: 1",
      says: "any.yaml:1:3 is not valid YAML: a key must be a word",
    },
    {
      what: "an alias of nothing",
      content: "a: *b",
      says: "any.yaml:1:1 cannot be read as YAML: Unresolved alias",
    },
    {
      what: "an alias bomb",
      content: bomb,
      says: "any.yaml:1:1 cannot be read as YAML: Excessive alias count",
    },
    {
      what: "10 000 lists in one another",
      content: "[".repeat(10_000),
      says: "any.yaml:1:",
    },
    {
      what: "bytes that are not UTF-8",
      content: new Uint8Array([0x61, 0x3a, 0x20, 0xff]),
      says: "any.yaml:1:1 is not UTF-8 text: save it again as UTF-8",
    },
    {
      what: "more than 1 MiB",
      content: "#".repeat(1024 * 1024 + 1),
      says: "any.yaml:1:1 is larger than 1 MiB: this is no configuration file of a terminal",
    },
  ])("is answered where it holds $what", ({ content, says }) => {
    expect(answerTo(content)[0]).toContain(says);
  });

  it("is answered where it is a folder or is not there", () => {
    expect(said("config")).toEqual(["config:1:1 is not a file: name a YAML file"]);
    expect(said("config/none.yaml")).toEqual([
      "config/none.yaml:1:1 does not exist: check the path",
    ]);
    expect(said("package.json/x.yaml")).toEqual([
      "package.json/x.yaml:1:1 does not exist: check the path",
    ]);
  });

  it("is read up to 1 MiB and no further", () => {
    const exact = `${demoText}${"#".repeat(1024 * 1024 - Buffer.byteLength(demoText))}`;
    expect(answerTo(exact)).toEqual([]);
  });

  it("may use an alias, and a problem behind it is placed where the value stands", () => {
    const source = parseYaml("x.yaml", "a: &p { port: 1 }\nb: *p\n");
    expect(source.ok && source.locate({ path: ["b", "port"], sentence: "is low" })).toEqual({
      file: "x.yaml",
      line: 1,
      column: 15,
      field: "b.port",
      sentence: "is low",
    });
  });
});

describe("loading", () => {
  const pieces = fc.constantFrom(
    "buses:",
    " ",
    "\n",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "&a ",
    "*a",
    "'",
    '"',
    "|",
    "!!x ",
    "01",
    "<<",
    "\t",
  );

  it("never throws, whatever the text", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
    );
    fc.assert(fc.property(texts, hasPrintableAnswer), { numRuns: 300 });
  });

  it("never throws, whatever stands in the place of one field of a right file", () => {
    const root: unknown = parse(demoText);
    const paths = pathsOf(root).filter((path) => path[0] !== "compartments" || path[1] === 0);
    const mutants = fc
      .tuple(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }))
      .map(([path, value]) => stringify(replaced(root, path, value)));
    fc.assert(fc.property(mutants, hasPrintableAnswer), { numRuns: 300 });
  });
});

describe("the printed list", () => {
  it("counts what it leaves out", () => {
    const problem = {
      file: "x.yaml",
      line: 1,
      column: 1,
      field: "",
      sentence: "is \u001B[31m red",
    };
    const lines = formatProblems(Array.from({ length: 60 }, () => problem)).split("\n");
    expect(lines).toHaveLength(51);
    expect(lines[0]).toBe("x.yaml:1:1 is  [31m red");
    expect(lines[50]).toBe("… and 10 more: mend these first");
  });
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

function replaced(root: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  const child = (root as Record<string | number, unknown>)[step];
  if (Array.isArray(root)) return root.with(Number(step), replaced(child, rest, value));
  return { ...(root as object), [step]: replaced(child, rest, value) };
}

function hasPrintableAnswer(text: string): void {
  const loaded = loadConfig(sandbox.write("fuzz.yaml", text));
  if (loaded.ok) return;
  expect(loaded.problems.length).toBeGreaterThan(0);
  for (const line of formatProblems(loaded.problems).split("\n")) {
    expect(line).toMatch(/^[^\p{Cc}]+:\d+:\d+ [^\p{Cc}]+$|^… and \d+ more/u);
  }
}
