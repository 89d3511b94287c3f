// What may be the name of a thing: every parser at its borders, and what it says to whoever mistyped.
import { describe, expect, test } from "vitest";
import {
  parseBoardId,
  parseCompartmentNumber,
  parseLocator,
  parsePickupId,
  parseProductId,
  parseStaffId,
} from "#domain/ids.ts";

const parsers = {
  pickup: parsePickupId,
  locator: parseLocator,
  board: parseBoardId,
  product: parseProductId,
  staff: parseStaffId,
} as const;
type Name = keyof typeof parsers;

const HEX = "0123456789abcdef";

const names: readonly (readonly [Name, string])[] = [
  ["pickup", HEX + HEX],
  ["locator", "0000"],
  ["locator", "9999"],
  ["board", "a:01"],
  ["board", "a:0A"],
  ["board", "north-1:6F"],
  ["board", "north:7E"],
  ["board", `${"a".repeat(32)}:10`],
  ["product", "p"],
  ["product", `kids-id-${"0".repeat(32)}`],
  ["staff", "an"],
  ["staff", "an.de-wit2"],
  ["staff", "s".repeat(40)],
];

const noNames: readonly (readonly [Name, string])[] = [
  ["pickup", ""],
  ["pickup", HEX + HEX.slice(1)],
  ["pickup", `${HEX}${HEX}0`],
  ["pickup", (HEX + HEX).toUpperCase()],
  ["pickup", `${HEX}${HEX.slice(1)}g`],
  ["locator", "123"],
  ["locator", "12345"],
  ["locator", "12a4"],
  ["board", "a:00"],
  ["board", "a:7F"],
  ["board", "a:80"],
  ["board", "a:0a"],
  ["board", "a:1"],
  ["board", "a:011"],
  ["board", ":01"],
  ["board", "1a:01"],
  ["board", "A:01"],
  ["board", "a_b:01"],
  ["board", `${"a".repeat(33)}:10`],
  ["product", ""],
  ["product", "1st"],
  ["product", "Licence"],
  ["product", "a.b"],
  ["product", "p".repeat(41)],
  ["staff", ""],
  ["staff", "-an"],
  ["staff", "an wit"],
  ["staff", "s".repeat(41)],
];

describe("a name", () => {
  test.each(names)("of a %s may be %s", (what, text) => {
    expect(parsers[what](text)).toEqual({ ok: true, value: text });
  });

  test.each(noNames)("of a %s is never %s", (what, text) => {
    expect(parsers[what](text).ok).toBe(false);
  });

  test("that is none is quoted, as much of it as fits a line, with what it should have been", () => {
    expect(parseLocator("12a4")).toEqual({
      ok: false,
      error: '"12a4" is not a locator (4 digits)',
    });
    expect(parsePickupId("z".repeat(100))).toEqual({
      ok: false,
      error: `"${"z".repeat(40)}" is not a pickup id (32 hex digits)`,
    });
    expect(parseBoardId("a")).toMatchObject({
      error: '"a" is not a board (bus:address, address 01 to 7E)',
    });
    expect(parseProductId("A")).toMatchObject({ error: '"A" is not a product id' });
    expect(parseStaffId("A")).toMatchObject({ error: '"A" is not a staff id' });
  });
});

describe("the number on a door", () => {
  test.each([1, 12, 9999])("may be %i", (number) => {
    expect(parseCompartmentNumber(number)).toEqual({ ok: true, value: number });
  });

  test.each([0, -1, 10_000, 1.5, Number.NaN])("is never %d", (number) => {
    expect(parseCompartmentNumber(number)).toEqual({
      ok: false,
      error: `${number} is not a compartment number (1 to 9999)`,
    });
  });
});
