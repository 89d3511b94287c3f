// How the screen is shown to whoever stands there: what each touch changes, what it outlives, and when it is the usual one again.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { boardsUp, doorCloses, opens } from "../support/domain-boards.ts";
import {
  changesDisplay,
  chooses,
  choosesLanguage,
  deposited,
  entered,
  scansQr,
  secondsPass,
  showsBadge,
  showsLicence,
  signsIn,
  signsOut,
  types,
} from "../support/domain-people.ts";
import { an, extract, licence } from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";
import type { Act } from "../support/domain-terminal.ts";

const usual = { text: "normal", low: false, speaking: false };
const keypad = chooses("type-code");
const visitAfter = (...acts: readonly Act[]) =>
  given(boardsUp, ...acts).terminal.state().live.visit.kind;
const shownAfter = (...acts: readonly Act[]) => given(boardsUp, ...acts).terminal.screen();

describe("the display", () => {
  test("is the usual one for whoever comes", () => {
    expect(shownAfter().display).toEqual(usual);
    expect(shownAfter(keypad).display).toEqual(usual);
    expect(shownAfter(signsIn()).display).toEqual(usual);
  });

  test("grows with one touch, turns white on black with the next, and is the usual one after the third", () => {
    const text = changesDisplay("text");
    expect(shownAfter(text).display).toEqual({ ...usual, text: "large" });
    expect(shownAfter(text, text).display).toEqual({ ...usual, text: "contrast" });
    expect(shownAfter(text, text, text).display).toEqual(usual);
  });

  test.each(["low", "speaking"] as const)("is %s, or not, by its own button", (change) => {
    const touch = changesDisplay(change);
    expect(shownAfter(touch).display).toEqual({ ...usual, [change]: true });
    expect(shownAfter(touch, touch).display).toEqual(usual);
  });

  test("can be all of it at once", () => {
    const all = (["text", "low", "speaking"] as const).map(changesDisplay);
    expect(shownAfter(...all).display).toEqual({ text: "large", low: true, speaking: true });
  });

  test("is changed by a touch that begins a visit where nobody stood, and asks no lock anything", () => {
    given(boardsUp)
      .when(changesDisplay("low"))
      .expect({ facts: [], effects: [], screen: "citizen-home" });
    given().when(changesDisplay("text")).expect({ facts: [], screen: "out-of-service" });
  });
});

describe("a change of the display", () => {
  test("leaves the step and what was typed as they are", () => {
    expect(shownAfter(keypad, types("1022"), changesDisplay("text"))).toMatchObject({
      name: "citizen-code",
      field: { shown: "1022" },
      display: { text: "large" },
    });
    expect(shownAfter(signsIn(), changesDisplay("low"))).toMatchObject({
      name: "clerk-menu",
      display: { low: true },
    });
  });

  test("gives the time to read, also in the warning", () => {
    const { terminal } = given(boardsUp, keypad, secondsPass(30), changesDisplay("text"));
    terminal.passTime(34_000);
    expect(terminal.screen().name).toBe("citizen-code");
    terminal.passTime(2_000);
    expect(terminal.screen().name).toBe("more-time");
    changesDisplay("text")(terminal);
    expect(terminal.screen()).toMatchObject({
      name: "citizen-code",
      display: { text: "contrast" },
    });
  });

  test("lets an open door decide how long it takes", () => {
    given(deposited(extract), scansQr(extract), opens(1), changesDisplay("low"))
      .when(secondsPass(119))
      .expect({ screen: "citizen-door-still-open" });
  });
});

describe("a badge over a screen that somebody made fit for reading", () => {
  const fit = [changesDisplay("text"), changesDisplay("low"), choosesLanguage("fr")] as const;
  const asTheyMadeIt = { language: "fr", display: { text: "large", low: true, speaking: false } };

  test("changes neither its language nor its display", () => {
    expect(shownAfter(...fit, showsBadge(an))).toMatchObject({
      name: "staff-totp",
      ...asTheyMadeIt,
    });
    expect(shownAfter(...fit, signsIn())).toMatchObject({ name: "clerk-menu", ...asTheyMadeIt });
    expect(shownAfter(...fit, signsIn(), signsOut)).toMatchObject({
      name: "citizen-home",
      display: usual,
    });
  });

  test.each([
    ["is called off", [chooses("stop")]],
    ["is called off in the warning", [secondsPass(160), chooses("stop")]],
    ["is refused", [entered("000000"), chooses("back")]],
  ])("gives it back when it %s", (_what, end) => {
    expect(shownAfter(...fit, showsBadge(an), ...end)).toMatchObject({
      name: "citizen-home",
      ...asTheyMadeIt,
    });
  });

  test("asks for more time where somebody signs in, and ends the visit of whoever was let in", () => {
    const hesitates = given(boardsUp, ...fit, showsBadge(an), secondsPass(160));
    expect(hesitates.terminal.screen()).toMatchObject({ name: "more-time", ...asTheyMadeIt });
    given(boardsUp, ...fit, signsIn(), chooses("inspect"), secondsPass(160))
      .when(chooses("stop"))
      .expect({ facts: ["staff-signed-out", { kind: "visit-ended", outcome: "stopped" }] });
  });

  test.each(["language", "display"])("gives back what was made of its %s alone", (what) => {
    const touch = what === "language" ? choosesLanguage("fr") : changesDisplay("speaking");
    const { language, display } = shownAfter(touch);
    expect(shownAfter(touch, showsBadge(an), chooses("stop"))).toMatchObject({ language, display });
  });

  test("leaves nobody there when nothing had been changed, or when time ran out", () => {
    expect(visitAfter(keypad, showsBadge(an), chooses("stop"))).toBe("none");
    expect(visitAfter(...fit, showsBadge(an), secondsPass(300))).toBe("none");
  });
});

describe("the display of a visit", () => {
  test("stays from step to step and in another language, and is gone when the visit ends", () => {
    const { terminal } = given(
      deposited(licence),
      changesDisplay("low"),
      choosesLanguage("fr"),
      showsLicence(licence),
      opens(1),
    );
    expect(terminal.screen()).toMatchObject({ name: "citizen-door-open", display: { low: true } });
    doorCloses(1)(terminal);
    terminal.passTime(3_000);
    expect(terminal.screen()).toMatchObject({ name: "citizen-taken", display: { low: true } });
    chooses("reopen")(terminal);
    expect(terminal.screen()).toMatchObject({ name: "citizen-home", display: usual });
  });

  test("stays with the person who starts over with a QR, wherever they stood", () => {
    const { terminal } = given(
      deposited(extract),
      changesDisplay("text"),
      scansQr(extract),
      opens(1),
      doorCloses(1),
      secondsPass(3),
      scansQr(extract),
    );
    expect(terminal.screen()).toMatchObject({
      name: "citizen-door-opening",
      display: { text: "large" },
    });
  });

  test("lasts until a clerk signs out, whoever comes then", () => {
    const { terminal } = given(boardsUp, signsIn(), changesDisplay("text"));
    chooses("deposit")(terminal);
    expect(terminal.screen()).toMatchObject({ name: "clerk-scan", display: { text: "large" } });
    chooses("back")(terminal);
    signsOut(terminal);
    expect(terminal.screen().display).toEqual(usual);
  });

  test("is gone when time runs out", () => {
    const { terminal } = given(boardsUp, changesDisplay("text"), secondsPass(61));
    expect(terminal.screen().display).toEqual(usual);
  });
});
