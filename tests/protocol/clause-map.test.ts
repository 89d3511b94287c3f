// Every clause of PROTOCOL.md is cited by a test or a vector, every citation exists, and the table in PROTOCOL.md says where.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { invalidLines, sessions, streams, validReplies, validRequests } from "./vector-files.ts";

const root = new URL("../../", import.meta.url);
const protocolFile = new URL("firmware-protocol/PROTOCOL.md", root);
const protocol = readFileSync(protocolFile, "utf8");
const clauses = [...protocol.matchAll(/\*\*\[(LL-\d+\.\d+)\]\*\*/g)].map(
  ([, clause = ""]) => clause,
);

/** Only a port and a cable can show these; the adapters that open ports carry them. */
const ofHardwareOnly = new Set(["LL-1.1"]);

const filesUnder = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((path) => pattern.test(path))
    .map((path) => `${folder}${path}`);

const citations = (text: string): readonly string[] =>
  [...text.matchAll(/\[(LL-[^\]]+)\]/g)].flatMap(
    ([, cited = ""]) => cited.match(/LL-\d+(?:\.\d+)?/g) ?? [],
  );

/** The clauses in the titles of a test file: what its tests say they check. */
const titlesOf = (path: string): ReadonlySet<string> => {
  const text = readFileSync(new URL(path, root), "utf8");
  const titles = text.match(/(?:"\[LL-[^"\n]*"|`\[LL-[^`\n]*`)/g) ?? [];
  return new Set(titles.flatMap((title) => citations(title)));
};

const testFiles = filesUnder("tests/protocol/", /\.test\.ts$/).toSorted();
const valid = [...validRequests, ...validReplies, ...streams, ...sessions].map(
  ({ clause }) => clause,
);
const invalid = invalidLines.map(({ clause }) => clause);
const count = (cited: readonly string[], clause: string): number =>
  cited.filter((each) => each === clause).length;

function tableRow(clause: string): string {
  const files = testFiles
    .filter((path) => titlesOf(path).has(clause))
    .map((path) => path.replace("tests/protocol/", "").replace(".test.ts", ""));
  const numbers = `${count(valid, clause) || ""} | ${count(invalid, clause) || ""}`;
  return `| ${clause} | ${numbers} | ${files.join(", ")} |`.replaceAll(/ {2,}/g, " ");
}

describe("clauses and tests", () => {
  test("there are clauses to check", () => {
    expect(clauses.length).toBeGreaterThan(30);
    expect(new Set(clauses).size).toBe(clauses.length);
  });

  for (const clause of clauses.filter((each) => !ofHardwareOnly.has(each))) {
    test(`${clause} is cited by a test or a vector`, () => {
      const byTest = testFiles.some((path) => titlesOf(path).has(clause));
      expect(byTest || valid.includes(clause) || invalid.includes(clause)).toBe(true);
    });
  }

  test("every clause that a test, a vector or the code of this layer cites exists", () => {
    const chapters = clauses.map((clause) => clause.replace(/\.\d+$/, ""));
    const known = new Set([...clauses, ...chapters, "LL-9"]);
    const sources = [...testFiles, ...filesUnder("firmware-protocol/", /\.(?:ts|md)$/)];
    const cited = sources.flatMap((path) =>
      citations(readFileSync(new URL(path, root), "utf8")).map((clause) => ({ path, clause })),
    );
    const unknown = [
      ...cited,
      ...[...valid, ...invalid].map((clause) => ({ path: "vectors", clause })),
    ];
    expect(unknown.filter(({ clause }) => !known.has(clause))).toEqual([]);
  });

  test("the table in PROTOCOL.md says where each clause is tested", () => {
    const head = "| clause | valid vectors | invalid vectors | tests |\n|---|---|---|---|\n";
    const table = `${head}${clauses.map(tableRow).join("\n")}\n`;
    const written = protocol.slice(protocol.indexOf("| clause |"));
    const before = protocol.includes("| clause |")
      ? protocol.slice(0, protocol.indexOf("| clause |"))
      : protocol;
    if (process.env["UPDATE"] === "1") writeFileSync(protocolFile, before + table);
    expect(process.env["UPDATE"] === "1" ? table : written).toBe(table);
  });
});
