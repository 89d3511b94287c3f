// A clerk has a door opened once more before saying what came of it, and this time it stays shut. What its first opening left
// open is not forgotten: it may have been put in, or taken out, then.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardIsSuspected,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  opens,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  openToTakeBack,
  depositedUnseen,
  minutesPass,
  powerIsCut,
  scansLabel,
  secondsPass,
  signsIn,
  signsOut,
} from "../support/domain-people.ts";
import { boardA, door, extract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const maybeIn = inOrder(
  boardsUp,
  announces(extract),
  signsIn(),
  scansLabel(extract),
  opens(1),
  closes(1),
);
const maybeOut = inOrder(
  depositedUnseen(extract),
  signsIn(),
  chooses("take-back"),
  openToTakeBack(3),
  opens(3),
  closes(3),
);
const jams = inOrder(chooses("open-again"), boardAccepts, coilIs("ok"), doorJams);
const interrupted = (number: number) =>
  ({ kind: "compartment-doubted", compartment: door(number), doubt: "interrupted" }) as const;

describe("a deposit of which the clerk has not said whether it is in", () => {
  test("waits for inspection when its door does not open again, and goes behind no other door", () => {
    given(maybeIn, jams, secondsPass(1))
      .when(chooses("again"))
      .expect({
        facts: [{ kind: "grant-ended", outcome: "not-opened" }, interrupted(1)],
        screen: "clerk-scan-refused",
      });
  });

  test("waits for inspection when its door may not open again", () => {
    const story = given(maybeIn, boardIsSuspected(boardA))
      .when(chooses("open-again"))
      .expect({ facts: [interrupted(1)], screen: "clerk-scan-refused" });
    story.when(boardsUp, scansLabel(extract)).expect({ screen: "clerk-scan-refused" });
    expect(story.terminal.screen().values["why"]).toBe("inside");
  });

  test("waits for inspection when its coil breaks now", () => {
    given(maybeIn, chooses("open-again"), boardAccepts)
      .when(coilIs("open-circuit"))
      .expect({
        facts: [{ kind: "grant-ended", outcome: "fault" }, interrupted(1)],
        screen: "clerk-door-failed",
      });
  });
});

describe("a document of which the clerk has not said whether it came out", () => {
  const suspended = { kind: "pickup-suspended", doubt: "interrupted" } as const;

  test("is doubted when the clerk turns away from the door that did not open again", () => {
    given(maybeOut, jams)
      .when(chooses("back"))
      .expect({
        facts: [{ kind: "grant-ended", outcome: "not-opened" }, interrupted(3), suspended],
        screen: "clerk-menu",
      });
  });

  test("is doubted when the clerk turns away from the door that could not open again", () => {
    given(maybeOut, boardIsSuspected(boardA), chooses("open-again"))
      .when(chooses("back"))
      .expect({ facts: [interrupted(3), suspended], screen: "clerk-menu" });
  });

  test("is doubted when the visit ends there by itself", () => {
    const story = given(maybeOut, jams).when(minutesPass(3));
    expect(behind(story, 3).doubt).toBe("interrupted");
    expect(ledgerOf(story, extract)).toMatchObject({ suspended: "interrupted" });
  });

  test("is doubted when the power goes while the door is opened once more", () => {
    given(maybeOut, chooses("open-again"))
      .when(powerIsCut())
      .expect({ facts: ["terminal-started", interrupted(3), suspended] });
  });

  test("is asked about again once the door has opened after all", () => {
    given(maybeOut, jams, opens(3), closes(3))
      .when(chooses("left-inside"))
      .expect({
        facts: [{ kind: "compartment-inspected", found: "document" }],
        screen: "clerk-finished",
      });
  });
});

describe("a document that the clerk says was left inside", () => {
  test("waits as before, and its code opens its door", () => {
    const story = given(maybeOut, chooses("left-inside"), signsOut);
    expect(behind(story, 3)).toMatchObject({ doubt: undefined, holds: extract.pickup });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", suspended: undefined });
  });

  test("stays in doubt where its door has opened by itself since the clerk looked", () => {
    const story = given(maybeOut, doorOpens(3))
      .when(chooses("left-inside"))
      .expect({ facts: [], screen: "clerk-finished" });
    expect(behind(story, 3).doubt).toBe("opened-without-grant");
  });
});
