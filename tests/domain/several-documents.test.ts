// Several documents in one visit: a person who fetches for a family goes on after the first, and hears at the end how many it were.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { boardIsLost, doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import {
  changesDisplay,
  chooses,
  choosesLanguage,
  deposited,
  depositedUnseen,
  givesCode,
  givesWrongCode,
  scansQr,
  secondsPass,
  showsLicence,
} from "../support/domain-people.ts";
import { boardA, boardB, extract, licence, otherExtract } from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

const takenFrom = (number: number) =>
  inOrder(opens(number), itemGoes(number), doorCloses(number), secondsPass(2));
const stocked = deposited(extract, otherExtract, licence);
const first = inOrder(stocked, scansQr(extract), takenFrom(1));
const next = chooses("next-document");

describe("after a document was collected", () => {
  test("the next QR needs no touch", () => {
    given(first)
      .when(scansQr(otherExtract))
      .expect({ facts: ["proof-given", "door-granted"], screen: "citizen-door-opening" });
  });

  test("a button offers another in the same visit: hold the QR there, or type", () => {
    given(first)
      .when(next)
      .expect({ facts: [], effects: [], screen: "citizen-home" })
      .when(givesCode(otherExtract))
      .expect({ facts: ["proof-given", "door-granted"], screen: "citizen-door-opening" });
  });

  test("language and display stay as this person wanted them", () => {
    const wishes = inOrder(stocked, choosesLanguage("fr"), changesDisplay("low"));
    const { terminal } = given(wishes, scansQr(extract), takenFrom(1), next);
    expect(terminal.screen()).toMatchObject({ language: "fr", display: { low: true } });
  });

  test("it is one visit, and its end is written once", () => {
    given(first, next, scansQr(otherExtract), takenFrom(2))
      .when(secondsPass(6))
      .expect({ facts: [{ kind: "visit-ended", outcome: "done" }], screen: "citizen-home" });
  });

  test("wrong tries of this visit go on counting: the next document gives none back", () => {
    const { terminal } = given(
      deposited(extract, licence),
      givesWrongCode(licence),
      chooses("try-again"),
      givesWrongCode(licence),
      chooses("try-again"),
      givesCode(extract),
      takenFrom(1),
      next,
    );
    terminal.feed({ kind: "screen", input: { kind: "choice-made", choice: "type-code" } });
    givesCode({ ...licence, birthDate: "19000101" })(terminal);
    expect(terminal.screen()).toMatchObject({ name: "citizen-wrong", values: { last: 1 } });
  });

  test("who does nothing finds the home screen again after six seconds", () => {
    given(first, next)
      .when(secondsPass(60))
      .expect({ facts: [{ kind: "visit-ended", outcome: "timed-out" }], screen: "citizen-home" });
  });

  test("nothing more is promised where no door can be", () => {
    given(first, boardIsLost(boardA), boardIsLost(boardB))
      .when(next)
      .expect({ facts: [], screen: "out-of-service" });
  });

  test("no other button of any screen goes on", () => {
    given(first).when(chooses("type-code")).expect({ facts: [], screen: "citizen-done" });
  });
});

const saidAfter = (...acts: readonly Act[]) => given(...acts).terminal.screen().values["count"];

describe("the goodbye", () => {
  test("sums up only where there were several", () => {
    expect(saidAfter(first)).toBeUndefined();
    expect(saidAfter(first, scansQr(otherExtract), takenFrom(2))).toBe(2);
    const third = inOrder(scansQr(otherExtract), takenFrom(2), showsLicence(licence), takenFrom(3));
    // Behind the third door no sensor looks: the holder is asked.
    expect(saidAfter(first, next, third, chooses("door-taken"))).toBe(3);
  });

  test("counts nobody's but this visit's", () => {
    const another = inOrder(secondsPass(6), scansQr(otherExtract), takenFrom(2));
    expect(saidAfter(first, another)).toBeUndefined();
  });

  test("counts what the holder says they took, and not what they only looked at", () => {
    const unseen = inOrder(scansQr(otherExtract), opens(3), doorCloses(3), secondsPass(2));
    const both = inOrder(deposited(extract), depositedUnseen(otherExtract));
    const one = inOrder(both, scansQr(extract), takenFrom(1), unseen);
    expect(saidAfter(one, chooses("door-taken"))).toBe(2);
    expect(saidAfter(one, chooses("reopen"), scansQr(otherExtract))).toBeUndefined();
  });
});
