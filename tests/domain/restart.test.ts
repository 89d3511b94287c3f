// A power cut in every stage of an opening: the lock is never fired again, the board is asked, and what nobody saw is doubted.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardResets,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  greets,
  opens,
  resultIs,
  snapshot,
} from "../support/domain-boards.ts";
import {
  chooses,
  deposited,
  msPass,
  powerIsCut,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
  announces,
} from "../support/domain-people.ts";
import { boardA, extract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import type { Act } from "../support/domain-terminal.ts";

const stages: Readonly<Record<string, readonly Act[]>> = {
  "granted, before the board answered": [],
  accepted: [boardAccepts],
  driven: [boardAccepts, coilIs("ok")],
  jammed: [boardAccepts, coilIs("ok"), doorJams],
  open: [opens(1)],
  "closed for less than two seconds": [opens(1), doorCloses(1)],
  "closed, nobody said what was taken": [opens(1), doorCloses(1), secondsPass(2)],
};

const backUp: readonly Act[] = [greets(boardA), snapshot(boardA, { presentItems: [1] })];

describe("after a power cut", () => {
  test.each(Object.entries(stages))("no lock fires by itself: %s", (_stage, acts) => {
    const { effects } = given(deposited(extract), scansQr(extract), ...acts).when(
      powerIsCut(5000),
      ...backUp,
      secondsPass(60),
    );
    expect(effects.map(({ kind }) => kind)).not.toContain("fire-lock");
  });

  const unresolved = [deposited(extract), scansQr(extract), powerIsCut(5000), boardsUp] as const;

  test("the board is asked for the result once no OPEN can be on its way any more", () => {
    given(...unresolved)
      .when(msPass(2200))
      .expect({ facts: [], effects: [] })
      .when(msPass(100))
      .expect({ facts: [], effects: ["ask-result"] });
  });

  const none = [{ kind: "grant-ended", outcome: "not-fired" }] as const;
  const notOpened = [{ kind: "grant-ended", outcome: "not-opened" }] as const;
  const opened = [
    { kind: "code-used" },
    { kind: "grant-ended", outcome: "opened" },
    { kind: "compartment-doubted", doubt: "interrupted" },
    { kind: "pickup-suspended", doubt: "interrupted" },
  ] as const;
  const fault = [
    { kind: "grant-ended", outcome: "fault" },
    { kind: "compartment-doubted", doubt: "drive-fault" },
  ] as const;
  const driven = [
    { kind: "grant-driven" },
    { kind: "code-used" },
    { kind: "grant-ended", outcome: "driven" },
    { kind: "compartment-doubted", doubt: "interrupted" },
    { kind: "pickup-suspended", doubt: "interrupted" },
  ] as const;
  const unknown = [
    { kind: "grant-ended", outcome: "unknown" },
    { kind: "alarm-raised", alarm: "outcome-unknown" },
    { kind: "compartment-doubted", doubt: "outcome-unknown" },
    { kind: "pickup-suspended", doubt: "outcome-unknown" },
  ] as const;

  test.each([
    ["`none`: it never fired, the code stays good", resultIs("none"), none],
    ["`not-opened`: it fired in vain, the code stays good", resultIs("not-opened"), notOpened],
    ["`opened`: the code is used and a clerk must look", resultIs("opened"), opened],
    ["`closed`: the code is used and a clerk must look", resultIs("closed"), opened],
    [
      "`driven`: nothing saw it, the code is used and a clerk must look",
      resultIs("driven"),
      driven,
    ],
    ["`fault`: the coil is broken", resultIs("fault"), fault],
    ["another boot: nobody can tell", resultIs("opened", { boot: "0000BBBB" }), unknown],
    [
      "a reset: nobody can tell",
      boardResets(boardA),
      ["board-was-blind", "board-greeted", ...unknown],
    ],
  ] as const)("the board answers %s", (_answer, act, facts) => {
    given(...unresolved, secondsPass(3))
      .when(act)
      .expect({ facts });
  });

  test("`none` before that moment proves nothing yet", () => {
    given(...unresolved, msPass(1900))
      .when(resultIs("none"))
      .expect({ facts: [] });
  });

  test("a board that never answers leaves the outcome unknown, after twenty asks", () => {
    const { effects, ...chapter } = given(...unresolved).when(secondsPass(40));
    chapter.expect({ facts: unknown });
    expect(effects.filter(({ kind }) => kind === "ask-result")).toHaveLength(20);
  });

  test("an opening whose event arrives only now is believed, and doubted", () => {
    given(...unresolved)
      .when(doorOpens(1))
      .expect({ facts: opened });
  });

  test("an opening that RESULT told of before its event was read is not somebody else's", () => {
    given(...unresolved, secondsPass(3), resultIs("closed"))
      .when(doorOpens(1, "the-last-operation"), doorCloses(1))
      .expect({ facts: [] });
  });

  test("a door that was seen open ends in doubt at once, and lies exposed while it reads open", () => {
    given(deposited(extract), scansQr(extract), opens(1))
      .when(powerIsCut())
      .expect({
        facts: [
          "terminal-started",
          { kind: "grant-ended", outcome: "opened" },
          { kind: "compartment-doubted", doubt: "interrupted" },
          { kind: "pickup-suspended", doubt: "interrupted" },
        ],
      })
      .when(greets(boardA), snapshot(boardA, { openDoors: [1], presentItems: [1] }))
      .expect({ screen: "out-of-service" });
  });

  test("a document whose holder had the door closed but said nothing is still waiting, its code used", () => {
    const story = given(
      deposited(extract),
      scansQr(extract),
      opens(1),
      doorCloses(1),
      secondsPass(2),
      powerIsCut(),
      ...backUp,
    );
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", codeUsed: true });
    story.when(scansQr(extract)).expect({ facts: [], screen: "citizen-needs-staff" });
  });

  test("an interrupted deposit is not offered another compartment before a clerk has looked", () => {
    const story = given(boardsUp, announces(extract), signsIn(), scansLabel(extract), opens(1));
    story.when(powerIsCut(), boardsUp, doorCloses(1));
    expect(behind(story, 1).doubt).toBe("interrupted");
    story.when(signsIn(), scansLabel(extract)).expect({ screen: "clerk-scan-refused" });
    expect(story.terminal.screen().values["why"]).toBe("inside");
  });

  test("no code is asked while an old opening is unresolved and no board answers", () => {
    given(deposited(extract), scansQr(extract), powerIsCut())
      .when(chooses("type-code"))
      .expect({ facts: [], screen: "out-of-service" });
  });
});
