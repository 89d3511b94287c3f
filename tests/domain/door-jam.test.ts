// A door that does not open: two more tries, plan B, and what it means when it opens after all.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardRefuses,
  boardStaysSilent,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemGoes,
  resultIs,
} from "../support/domain-boards.ts";
import {
  asksDesk,
  chooses,
  deposited,
  disables,
  minutesPass,
  msPass,
  scansQr,
  secondsPass,
  withdraws,
} from "../support/domain-people.ts";
import { boardA, extract, otherExtract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { inOrder } from "../support/domain-terminal.ts";

const jams = inOrder(boardAccepts, coilIs("ok"), doorJams);
const triesAgain = inOrder(secondsPass(1), chooses("try-again"));
const jamsThreeTimes = inOrder(jams, triesAgain, jams, triesAgain, jams);

describe("a door that jams", () => {
  test("leaves the code good and asks the person to press the door", () => {
    const story = given(deposited(extract), scansQr(extract))
      .when(jams)
      .expect({ facts: [], effects: [], screen: "citizen-door-jammed" });
    expect(ledgerOf(story, extract)).toMatchObject({ codeUsed: false, suspended: undefined });
  });

  test("is tried again when the person asks, under a grant of its own", () => {
    given(deposited(extract), scansQr(extract), jams)
      .when(triesAgain)
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "not-opened" },
          { kind: "door-granted", attempt: 2 },
        ],
        screen: "citizen-door-opening",
      });
  });

  test("is not tried again within a second", () => {
    given(deposited(extract), scansQr(extract), jams)
      .when(msPass(990), chooses("try-again"))
      .expect({ facts: [], effects: [], screen: "citizen-door-jammed" });
  });

  test("gets three pulses in all, then a reference number, an alarm and a clerk", () => {
    const story = given(deposited(extract), scansQr(extract));
    const jammed = story.when(jamsThreeTimes).expect({ screen: "citizen-plan-b" });
    const fired = jammed.terminal.steps.flatMap(({ effects }) =>
      effects.filter(({ kind }) => kind === "fire-lock"),
    );
    // One of them opened it for the clerk.
    expect(fired).toHaveLength(1 + 3);
    const alarm = jammed.terminal.records.find(({ fact }) => fact.kind === "alarm-raised");
    expect(alarm?.fact).toMatchObject({ alarm: "door-not-opened", reference: String(alarm?.seq) });
    expect(jammed.terminal.screen().values["reference"]).toBe(String(alarm?.seq));
    expect(behind(jammed, 1).doubt).toBe("not-opened");
    expect(ledgerOf(jammed, extract)).toMatchObject({ codeUsed: false, suspended: undefined });
    jammed.when(chooses("try-again")).expect({ facts: [], effects: [], screen: "citizen-plan-b" });
  });

  test("counts a refused pulse as a try: three refusals lead to plan B too", () => {
    const refused = boardRefuses("HW");
    given(deposited(extract), scansQr(extract), refused, triesAgain, refused, triesAgain)
      .when(refused)
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "not-fired" },
          { kind: "alarm-raised", alarm: "door-not-opened" },
          { kind: "compartment-doubted", doubt: "not-opened" },
        ],
        screen: "citizen-plan-b",
      });
  });

  test("is left in service when the person gives up before the last try", () => {
    const story = given(deposited(extract), scansQr(extract), jams)
      .when(chooses("stop"))
      .expect({
        facts: [{ kind: "grant-ended", outcome: "not-opened" }, "visit-ended"],
        screen: "citizen-home",
      });
    expect(behind(story, 1).doubt).toBeUndefined();
    story.when(scansQr(extract)).expect({ facts: ["proof-given", "door-granted"] });
  });

  test.each([
    ["was withdrawn", withdraws(extract), "citizen-not-here"],
    ["lies in a compartment that was disabled", disables(1), "citizen-needs-staff"],
  ] as const)("is not tried again for a document that meanwhile %s", (_what, act, screen) => {
    given(deposited(extract), scansQr(extract), boardRefuses("HW"), act)
      .when(triesAgain)
      .expect({ facts: [], effects: [], screen });
    given(deposited(extract), scansQr(extract), jams, act)
      .when(triesAgain)
      .expect({ facts: ["grant-ended"], screen });
  });

  test("does not open for a code that rests because the door moved between two tries", () => {
    const resume = asksDesk({ kind: "bank-resume-asked", board: boardA });
    given(deposited(extract), scansQr(extract), boardRefuses("HW"), doorOpens(1), resume)
      .when(triesAgain)
      .expect({ facts: [], effects: [], screen: "citizen-needs-staff" });
  });
});

test("a late answer to OPEN adds nothing to what the board has reported itself", () => {
  given(deposited(extract), scansQr(extract), doorJams)
    .when(boardStaysSilent, secondsPass(5), boardRefuses("HW"), resultIs("none"))
    .expect({ facts: [], effects: [], screen: "citizen-door-jammed" });
});

describe("a coil that is broken", () => {
  test.each(["open-circuit", "short"] as const)(
    "is not tried again (%s): plan B at once, the code stays good",
    (state) => {
      const story = given(deposited(extract), scansQr(extract), boardAccepts)
        .when(coilIs(state))
        .expect({
          facts: [
            { kind: "grant-ended", outcome: "fault" },
            { kind: "alarm-raised", alarm: "door-not-opened" },
            { kind: "compartment-doubted", doubt: "drive-fault" },
          ],
          screen: "citizen-plan-b",
        });
      expect(ledgerOf(story, extract).suspended).toBeUndefined();
    },
  );
});

describe("a jammed door that gives way", () => {
  test("while its visit lasts is this visit's opening", () => {
    given(deposited(extract), scansQr(extract), jams)
      .when(doorOpens(1), itemGoes(1), doorCloses(1), secondsPass(2))
      .expect({
        facts: [
          "code-used",
          { kind: "grant-ended", outcome: "opened" },
          { kind: "pickup-collected", proof: "item-sensor" },
          "message-queued",
        ],
        screen: "citizen-done",
      });
  });

  test("even under the screen of plan B", () => {
    const story = given(deposited(extract), scansQr(extract), jamsThreeTimes)
      .when(doorOpens(1))
      .expect({ facts: ["code-used"], screen: "citizen-door-open" })
      .when(itemGoes(1), doorCloses(1), secondsPass(2))
      .expect({ facts: ["grant-ended", "pickup-collected", "message-queued"] });
    expect(behind(story, 1).doubt).toBe("not-opened");
  });

  const late = [
    { kind: "alarm-raised", alarm: "door-opened-late" },
    { kind: "compartment-doubted", doubt: "opened-late" },
    { kind: "pickup-suspended", doubt: "opened-late" },
  ] as const;

  test.each([
    ["the person left", chooses("stop")],
    ["the visit timed out", minutesPass(2)],
    ["another document was asked for", scansQr(otherExtract)],
  ])("after the visit opens late: %s", (_how, act) => {
    const story = given(deposited(extract, otherExtract), scansQr(extract), jams, act)
      .when(doorOpens(1))
      .expect({ facts: late })
      .when(itemGoes(1), doorCloses(1), secondsPass(2))
      .expect({ facts: [] });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", suspended: "opened-late" });
    expect(story.terminal.state().durable.boards[boardA]).toMatchObject({
      stopped: undefined,
    });
  });
});
