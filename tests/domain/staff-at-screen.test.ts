// What staff meet at the screen besides doors: short codes, long lists, a warning before they are signed out.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Site } from "#domain/site.ts";
import { boardsUp, doorCloses, doorJams, boardAccepts, opens } from "../support/domain-boards.ts";
import {
  chooses,
  deposited,
  entered,
  presses,
  scansQr,
  scansLabel,
  secondsPass,
  showsBadge,
  signsIn,
  types,
} from "../support/domain-people.ts";
import { an, boardB, door, extract, site } from "../support/domain-site.ts";
import { behind, given, givenAt, ledgerOf } from "../support/domain-story.ts";
import { type Act, createTerminal, inOrder, times } from "../support/domain-terminal.ts";

/** Fourteen doors more on the second board: the list of all fits no screen. */
const longWall: Site = {
  ...site,
  compartments: new Map(
    Array.from({ length: 14 }, (_, index) => {
      const number = door(index + 1);
      return [
        number,
        {
          number,
          board: boardB,
          channel: index + 1,
          column: 1,
          row: index + 1,
          heightMm: 1300,
          size: "small" as const,
          itemSensor: false,
        },
      ];
    }),
  ),
};
const allDoubted: Act = (terminal) => terminal.restore();

describe("a one-time code", () => {
  test("that is too short is not checked and costs nothing", () => {
    given(boardsUp, showsBadge(an), types("12345"))
      .when(presses("enter"))
      .expect({ facts: [], effects: [], screen: "staff-totp" });
  });

  test("takes no more digits than six, and never shows them", () => {
    const { terminal } = given(boardsUp, showsBadge(an), types("1234567"));
    expect(terminal.screen().field).toEqual({ groups: [3, 3], typed: 6, shown: "" });
  });

  test("can be corrected", () => {
    given(boardsUp, showsBadge(an), types("12345"), presses("erase", "6", "7"))
      .when(presses("enter"))
      .expect({ facts: ["staff-sign-in-failed"], screen: "staff-refused" });
    given(boardsUp, showsBadge(an), types("12345"), presses("erase", "6"))
      .when(presses("enter"))
      .expect({ facts: [], screen: "staff-totp" });
  });
});

const numbersShown = (...acts: readonly Act[]): readonly (number | undefined)[] =>
  givenAt(createTerminal(longWall), allDoubted, ...acts)
    .terminal.screen()
    .choices.map(({ number }) => number)
    .filter((number) => number !== undefined);

const choicesOf = (acts: readonly Act[], wall: Site): readonly string[] =>
  givenAt(createTerminal(wall), ...acts)
    .terminal.screen()
    .choices.map(({ choice }) => choice);

describe("a list", () => {
  test("shows twelve doors at a time and turns from the last page to the first", () => {
    const listed = inOrder(signsIn(), chooses("inspect"));
    const first = Array.from({ length: 12 }, (_, index) => index + 1);
    expect(numbersShown(listed)).toEqual(first);
    expect(numbersShown(listed, chooses("next"))).toEqual([13, 14]);
    expect(numbersShown(listed, chooses("next"), chooses("next"))).toEqual(first);
  });

  test("offers another page only where there is one", () => {
    expect(choicesOf([allDoubted, signsIn(), chooses("inspect")], longWall).slice(-2)).toEqual([
      "next",
      "back",
    ]);
    expect(choicesOf([allDoubted, signsIn(), chooses("inspect")], site)).not.toContain("next");
  });
});

describe("whoever is signed in", () => {
  const atList = inOrder(deposited(extract), signsIn(), chooses("take-back"));

  test("is warned 25 seconds before the end of three idle minutes, and stays with any touch", () => {
    const story = given(atList, secondsPass(154));
    expect(story.terminal.screen().secondsLeft).toBeUndefined();
    story.when(secondsPass(1));
    expect(story.terminal.screen().secondsLeft).toBe(25);
    story.when(chooses("more-time")).expect({ facts: [], screen: "clerk-take-back-list" });
    expect(story.terminal.screen().secondsLeft).toBeUndefined();
    story.when(secondsPass(179)).expect({ facts: [] });
    story.when(secondsPass(1)).expect({ facts: ["staff-signed-out", "visit-ended"] });
  });

  test("means nothing else by that touch: no door opens, no key is typed", () => {
    given(atList, secondsPass(160))
      .when(chooses("take-back-door", 1))
      .expect({ facts: [], effects: [], screen: "clerk-take-back-list" });
    const typed = given(boardsUp, showsBadge(an), types("12"), secondsPass(160), presses("3"));
    expect(typed.terminal.screen().field?.typed).toBe(2);
  });
});

describe("a document that a clerk finds behind a door that only jammed", () => {
  test("was never suspended: its code stays what it was", () => {
    const jams = inOrder(boardAccepts, doorJams);
    const again = inOrder(secondsPass(1), chooses("try-again"));
    const story = given(
      deposited(extract),
      scansQr(extract),
      jams,
      times(2, inOrder(again, jams)),
      chooses("back"),
    ).when(signsIn(), chooses("inspect"), chooses("inspect-door", 1), opens(1), doorCloses(1));
    story
      .when(secondsPass(2), scansLabel(extract))
      .expect({ facts: ["grant-ended", "compartment-inspected"], screen: "clerk-finished" });
    expect(ledgerOf(story, extract)).toMatchObject({ pinCounter: 0, qrCounter: 0 });
    expect(behind(story, 1).doubt).toBeUndefined();
  });
});

test("a wrong one-time code says nothing about which half was wrong", () => {
  const screens = [an, { badge: "L24B:nobody" }].map((badge) =>
    given(boardsUp, showsBadge(badge), entered("000000")).terminal.screen(),
  );
  expect(screens[0]).toEqual(screens[1]);
});
