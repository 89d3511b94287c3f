// Canonical JSON: one value, one text, and the value back from it.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, parseCanonicalJson } from "#runtime/canonical.ts";
import { rowText } from "#runtime/chain.ts";
import { sealedRows, valueOf } from "./samples.ts";

const cases: readonly (readonly [value: unknown, text: string])[] = [
  [null, "null"],
  [{ b: 1, a: [true, "x"] }, '{"a":[true,"x"],"b":1}'],
  [{ kept: 0, dropped: undefined }, '{"kept":0}'],
  [{ é: 1, z: 2, "10": 3, "9": 4 }, '{"10":3,"9":4,"z":2,"é":1}'],
  ["line\nbreak \u2028 \ud800", '"line\\nbreak \u2028 \\ud800"'],
  [new Map([["b", 1]]), '{"$map":[["b",1]]}'],
  [new Set([3, 1]), '{"$set":[3,1]}'],
];

describe("canonical JSON", () => {
  test.each(cases)("of %j is %s", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test("writes a number as ECMAScript does, and minus zero as zero", () => {
    expect(canonicalJson([-0, 0.1, 1.5e-7])).toBe("[0,0.1,1.5e-7]");
  });

  test("does not depend on the order in which properties were set", () => {
    expect(canonicalJson({ x: 1, y: { p: 2, q: 3 } })).toBe(
      canonicalJson({ y: { q: 3, p: 2 }, x: 1 }),
    );
  });

  test("comes back as the same value and the same text, maps and sets included", () => {
    const state = {
      map: new Map([["k", new Set([1, 2])]]),
      list: [new Map([[1, null]])],
      text: "x",
    };
    const text = canonicalJson(state);
    expect(valueOf(parseCanonicalJson(text))).toEqual(state);
    expect(canonicalJson(valueOf(parseCanonicalJson(text)))).toBe(text);
  });

  test("comes back unchanged for any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes('"__proto__"') && everyNumberIsExact(value));
        expect(valueOf(parseCanonicalJson(canonicalJson(value)))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  test.each([
    ["NaN", Number.NaN],
    ["an integer past 2^53", 2 ** 53],
    ["undefined in a list", [undefined]],
    ["a date", new Date(0)],
    ["a function", () => 1],
    ["a big integer", 1n],
    ["a property that looks like a map", { $map: [] }],
  ])("has no form for %s", (_name, value) => {
    expect(() => canonicalJson(value)).toThrow("assertion failed");
  });

  test("that is not JSON is an error, not a crash", () => {
    expect(parseCanonicalJson("{").ok).toBe(false);
  });
});

function everyNumberIsExact(value: unknown): boolean {
  if (typeof value === "number") return !Number.isInteger(value) || Number.isSafeInteger(value);
  return (
    typeof value !== "object" || value === null || Object.values(value).every(everyNumberIsExact)
  );
}

describe("the text of a row", () => {
  const rows = fc.record({
    seq: fc.nat(),
    atMs: fc.maxSafeInteger(),
    monoMs: fc.maxSafeInteger(),
    clockEpoch: fc.nat(),
    clockTrusted: fc.boolean(),
    kind: fc.string({ unit: "binary" }),
    body: fc.string({ unit: "binary" }),
    policy: fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
    actor: fc.string({ unit: "binary" }),
  });

  test("is its canonical JSON, whatever stands in it", () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(rowText(row)).toBe(canonicalJson(row));
      }),
    );
  });

  test("leaves out what a store adds", () => {
    const [row] = sealedRows(1);
    expect(row && rowText(row)).not.toContain("hash");
  });
});
