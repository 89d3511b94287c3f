// How mutants are counted: who was noticed, who was not, and who is no mutant at all.
import { describe, expect, test } from "vitest";
import {
  type Mutant,
  countMutants,
  scoreOf,
  survivorsOf,
  tableOf,
  total,
} from "./mutation/score.ts";

const mutant = (file: string, status: string, line = 1): Mutant => ({
  fileName: `/here/domain/${file}`,
  status,
  mutatorName: "BooleanLiteral",
  replacement: "false",
  location: { start: { line, column: 3 } },
});
const mutants = [
  ...Array.from({ length: 7 }, () => mutant("door/watch.ts", "Killed")),
  mutant("door/watch.ts", "Timeout"),
  mutant("door/grant.ts", "Survived", 12),
  mutant("ids.ts", "NoCoverage", 4),
  mutant("ids.ts", "Ignored"),
  mutant("ids.ts", "CompileError"),
];
const counts = countMutants(mutants, "/here/domain");

describe("the score", () => {
  test("is the share of the mutants that an example noticed, a loop included", () => {
    expect(total(counts)).toEqual({ killed: 7, timeout: 1, survived: 1, noCoverage: 1 });
    expect(scoreOf(total(counts))).toBe(80);
  });

  test("is never rounded up to what was asked for", () => {
    expect(scoreOf({ killed: 8999, timeout: 0, survived: 1001, noCoverage: 0 })).toBe(89.9);
  });

  test("stands in one line per folder", () => {
    expect(tableOf(counts).split("\n").slice(2)).toEqual([
      "| (the domain itself) | 0 | 0 | 0 | 1 | 0.0 |",
      "| door | 7 | 1 | 1 | 0 | 88.8 |",
      "| **all** | 7 | 1 | 1 | 1 | 80.0 |",
    ]);
  });

  test("names whoever survived, where a missing example has to be written", () => {
    expect(survivorsOf(mutants, "/here/domain")).toEqual([
      "door/grant.ts:12:3 BooleanLiteral → false",
      "ids.ts:4:3 BooleanLiteral → false",
    ]);
  });
});
