// When no lock may fire, whoever asks: a door that is out of use, a board that may know more than this ledger, an old grant.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardsUp,
  doorOpens,
  greets,
  resultIs,
  secondHostIsHeard,
  snapshot,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  openToTakeBack,
  choosesLanguage,
  deposited,
  disables,
  givesCode,
  powerIsCut,
  scansLabel,
  scansQr,
  secondsPass,
  showsBadge,
  signsIn,
} from "../support/domain-people.ts";
import { an, boardA, boardB, extract, otherExtract, tom } from "../support/domain-site.ts";
import { given, ledgerOf } from "../support/domain-story.ts";

const YEARS_AHEAD = 1e12;
const takesBack = [chooses("take-back"), openToTakeBack(1)] as const;

describe("a clerk is shown that nothing was tried", () => {
  test("at a door that the desk took out of use, and may ask again", () => {
    const story = given(deposited(extract), disables(1), signsIn())
      .when(...takesBack)
      .expect({ facts: [], effects: [], screen: "clerk-door-failed" });
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).toEqual(["again", "back"]);
  });

  test("for a deposit, while some board knows a later ledger", () => {
    const story = given(boardsUp, announces(extract), greets(boardB, YEARS_AHEAD), signsIn())
      .when(scansLabel(extract))
      .expect({ facts: [], screen: "clerk-scan-refused" });
    expect(story.terminal.screen().values["why"]).toBe("not-ready");
  });

  test("for a deposit, while events of its board are still to be read", () => {
    const story = given(
      boardsUp,
      announces(extract),
      signsIn(),
      snapshot(boardA, { newestEvent: 9 }),
    )
      .when(scansLabel(extract))
      .expect({ facts: [], screen: "clerk-scan-refused" });
    expect(story.terminal.screen().values["why"]).toBe("not-ready");
  });
});

describe("a board that knows a later operation", () => {
  test("opens nothing, also where its bank was stopped for another reason first", () => {
    const story = given(deposited(extract), secondHostIsHeard(boardA), (terminal) => {
      terminal.knobs.boards.set(boardA, { boot: "0000EEEE", n: 0 });
      greets(boardA, YEARS_AHEAD)(terminal);
      snapshot(boardA)(terminal);
    });
    story.when(signsIn(tom), chooses("resume-bank"), chooses("sign-out"));
    story.when(scansQr(extract)).expect({
      facts: ["proof-given"],
      effects: ["check-code"],
      screen: "citizen-needs-staff",
    });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", codeUsed: false });
  });
});

describe("the grant of a run before", () => {
  const unresolved = [deposited(extract, otherExtract), scansQr(extract), powerIsCut(), boardsUp];

  test("keeps every other lock shut until its board has answered", () => {
    given(...unresolved, choosesLanguage("fr"))
      .when(givesCode(otherExtract))
      .expect({ facts: ["proof-given"], effects: ["check-code"], screen: "citizen-needs-staff" })
      .when(chooses("back"), secondsPass(3), resultIs("none"), scansQr(otherExtract))
      .expect({
        facts: [
          "visit-ended",
          { kind: "grant-ended", outcome: "not-fired" },
          "proof-given",
          "door-granted",
        ],
      });
  });

  test("lets no staff sign in, who would stand at another door", () => {
    given(...unresolved)
      .when(showsBadge(an))
      .expect({ facts: [], screen: "out-of-service" });
  });

  test("is not the opening of a person who only chose a language meanwhile", () => {
    given(...unresolved, choosesLanguage("fr"))
      .when(doorOpens(1))
      .expect({
        facts: ["code-used", "grant-ended", "compartment-doubted", "pickup-suspended"],
        screen: "out-of-service",
      });
  });
});
