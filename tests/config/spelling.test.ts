// "Did you mean" is said when it helps and not when it guesses.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { nearestWord } from "#config/spelling.ts";

const words = ["baud", "boards", "channels", "path", "id"];

describe("the nearest word", () => {
  it.each([
    ["bauds", "baud"],
    ["buad", "baud"],
    ["Boards", "boards"],
    ["chanels", "channels"],
    ["chnnles", "channels"],
    ["pth", "path"],
    ["idd", "id"],
  ])("to %s is %s", (word, meant) => {
    expect(nearestWord(word, words)).toBe(meant);
  });

  it.each(["host", "speed", "x", "", "boardsboards"])("is not guessed for %j", (word) => {
    expect(nearestWord(word, words)).toBeUndefined();
  });

  it("to a word with one letter left out is that word", () => {
    fc.assert(
      fc.property(fc.constantFrom("channels", "boards", "languages"), fc.nat(), (word, at) => {
        const place = at % word.length;
        expect(nearestWord(word.slice(0, place) + word.slice(place + 1), [word])).toBe(word);
      }),
    );
  });
});
