// What becomes of a clerk's work when its door does not do as asked, and of whoever left a door behind.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardRefuses,
  boardSaysDuplicate,
  boardStaysSilent,
  boardsUp,
  coilIs,
  doorJams,
  opens,
  resultIs,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  openToTakeBack,
  deposited,
  depositedUnseen,
  powerIsCut,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
} from "../support/domain-people.ts";
import { boardA, extract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { inOrder } from "../support/domain-terminal.ts";

const takesBack = inOrder(deposited(extract), signsIn(), chooses("take-back"), openToTakeBack(1));
const putsIn = inOrder(boardsUp, announces(extract), signsIn(), scansLabel(extract));

describe("a clerk at a door", () => {
  test("that provably did not fire may ask again", () => {
    const story = given(takesBack)
      .when(boardRefuses("HW"))
      .expect({ facts: [{ kind: "grant-ended", outcome: "not-fired" }] });
    story
      .when(secondsPass(1), chooses("again"))
      .expect({ facts: [{ kind: "door-granted", attempt: 2 }], screen: "clerk-door-opening" });
  });

  test("whose coil is broken is shown that this door is not tried again", () => {
    const story = given(takesBack)
      .when(coilIs("short"))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "fault" },
          { kind: "compartment-doubted", doubt: "drive-fault" },
        ],
        screen: "clerk-door-failed",
      });
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).toEqual(["back"]);
  });

  test("that fired or not, nobody can tell, is shown the same, and an alarm names the door", () => {
    const story = given(takesBack)
      .when(boardSaysDuplicate(true))
      .expect({
        facts: [
          { kind: "alarm-raised", alarm: "duplicate-never-sent", compartment: 1 as never },
          { kind: "grant-ended", outcome: "unknown" },
          { kind: "alarm-raised", alarm: "outcome-unknown", compartment: 1 as never },
          { kind: "compartment-doubted", doubt: "outcome-unknown" },
          { kind: "pickup-suspended", doubt: "outcome-unknown" },
        ],
        screen: "clerk-door-failed",
      });
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).toEqual(["back"]);
  });

  test("is shown a deposit's door that cannot be tried again, and may try another", () => {
    const story = given(putsIn).when(coilIs("short"));
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).toEqual(["again", "back"]);
    story
      .when(secondsPass(1), chooses("again"))
      .expect({ facts: [{ kind: "door-granted", compartment: 2 as never, attempt: 1 }] });
  });

  test("may try three times, a second apart", () => {
    const jams = inOrder(boardAccepts, doorJams);
    const story = given(takesBack, jams);
    story.when(chooses("again")).expect({ facts: [] });
    story.when(secondsPass(1), chooses("again"), jams, secondsPass(1), chooses("again"), jams);
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).toEqual(["back"]);
    story.when(secondsPass(1), chooses("again")).expect({ facts: [], screen: "clerk-door-failed" });
  });

  test("that is driven and never seen to close leaves it driven, not left open", () => {
    given(takesBack, boardStaysSilent, secondsPass(3), resultIs("driven"))
      .when(secondsPass(120))
      .expect({
        facts: [
          { kind: "alarm-raised", alarm: "door-left-open", compartment: 1 as never },
          { kind: "grant-ended", outcome: "driven" },
          { kind: "compartment-doubted", doubt: "left-open" },
          { kind: "pickup-suspended", doubt: "left-open" },
          "staff-signed-out",
          { kind: "visit-ended", outcome: "left-open" },
        ],
      });
  });

  test("is not told to wait for a door by the clock of the menu", () => {
    given(takesBack, opens(1)).when(secondsPass(119)).expect({ screen: "clerk-door-open" });
    given(takesBack).when(secondsPass(6)).expect({ facts: [], screen: "clerk-door-opening" });
  });
});

describe("after a power cut", () => {
  test("a clerk's door uses nobody's code", () => {
    const story = given(takesBack, opens(1)).when(powerIsCut());
    expect(story.facts).toContainEqual(
      expect.objectContaining({ kind: "grant-ended", outcome: "opened", detail: "nobody watched" }),
    );
    expect(ledgerOf(story, extract)).toMatchObject({ codeUsed: false, suspended: "interrupted" });
    expect(behind(story, 1).last).toMatchObject({ outcome: "opened", pickup: extract.pickup });
  });

  test("a code that its driven door has used up stays used", () => {
    const story = given(
      depositedUnseen(extract),
      scansQr(extract),
      boardAccepts,
      coilIs("ok"),
      secondsPass(7),
      resultIs("driven"),
    ).when(powerIsCut(), boardsUp);
    expect(ledgerOf(story, extract).codeUsed).toBe(true);
    expect(story.terminal.state().durable.boards[boardA]?.stopped).toBeUndefined();
  });
});
