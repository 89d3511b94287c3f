// Whoever listens: three times as long to answer, asked in time at more places, and kept by every key that only looks around.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { boardsUp, doorCloses, opens } from "../support/domain-boards.ts";
import {
  changesDisplay,
  chooses,
  deposited,
  movesAround,
  scansQr,
  secondsPass,
  signsIn,
  types,
} from "../support/domain-people.ts";
import { extract, licence } from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";

const listens = changesDisplay("speaking");
const keypad = chooses("type-code");

describe("whoever listens", () => {
  test("gets 180 seconds for the code instead of 60, and is asked 25 seconds before", () => {
    given(boardsUp, listens, keypad)
      .when(secondsPass(154))
      .expect({ screen: "citizen-code" })
      .when(secondsPass(1))
      .expect({ screen: "more-time" })
      .when(secondsPass(25))
      .expect({ screen: "citizen-home" });
  });

  test("gets them for the birth date too", () => {
    const { terminal } = given(deposited(licence), listens, scansQr(licence), secondsPass(150));
    expect(terminal.screen().name).toBe("citizen-birth-date");
    terminal.passTime(6_000);
    expect(terminal.screen()).toMatchObject({ name: "more-time", secondsLeft: 24 });
  });

  test("is asked on the home screen and after a wrong code too, where others just leave", () => {
    given(boardsUp, listens).when(secondsPass(155)).expect({ screen: "more-time" });
    const wrong = given(boardsUp, listens, keypad, types("1"), secondsPass(1)).terminal;
    wrong.feed({ kind: "screen", input: { kind: "key-pressed", key: "enter" } });
    expect(wrong.screen().name).toBe("citizen-wrong");
    wrong.passTime(66_000);
    expect(wrong.screen().name).toBe("more-time");
    given(boardsUp, changesDisplay("low")).when(secondsPass(59)).expect({ screen: "citizen-home" });
  });

  test("is answered with more time by any key, as often as they like", () => {
    const { terminal } = given(boardsUp, listens, keypad);
    for (let time = 0; time < 12; time += 1) {
      terminal.passTime(170_000);
      expect(terminal.screen().name).toBe("more-time");
      movesAround(terminal);
      expect(terminal.screen().name).toBe("citizen-code");
    }
  });

  test("has half a minute to ask for a next document when it is done", () => {
    given(deposited(extract), listens, scansQr(extract), opens(1), doorCloses(1), secondsPass(3))
      .when(chooses("door-taken"))
      .expect({ screen: "citizen-done" })
      .when(secondsPass(29))
      .expect({ screen: "citizen-done" })
      .when(secondsPass(1))
      .expect({ screen: "citizen-home" });
  });
});

describe("a key that only looks around", () => {
  test("starts the rest again and changes nothing else", () => {
    const { terminal } = given(boardsUp, keypad, types("1022"), secondsPass(30), movesAround);
    terminal.passTime(34_000);
    expect(terminal.screen()).toMatchObject({ name: "citizen-code", field: { shown: "1022" } });
  });

  test("begins no visit where nobody stands", () => {
    given(boardsUp).when(movesAround).expect({ facts: [], effects: [], screen: "citizen-home" });
  });

  test("keeps a clerk signed in", () => {
    given(signsIn(), secondsPass(100), movesAround)
      .when(secondsPass(150))
      .expect({ screen: "clerk-menu" });
  });
});
