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
  itemAppears,
  itemGoes,
  opens,
  resultIs,
  snapshot,
} from "../support/domain-boards.ts";
import {
  chooses,
  openToTakeBack,
  deposited,
  depositedUnseen,
  deposits,
  msPass,
  powerIsCut,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
  announces,
} from "../support/domain-people.ts";
import { boardA, door, extract, otherExtract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

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

const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const takesBack = (number: number): Act =>
  inOrder(signsIn(), chooses("take-back"), openToTakeBack(number), opens(number));
const looksInto = (number: number): Act =>
  inOrder(
    signsIn(),
    chooses("inspect"),
    chooses("inspect-door", number),
    opens(number),
    closes(number),
  );
const putsIn = inOrder(boardsUp, announces(extract), signsIn(), scansLabel(extract));

/** Its door has opened and closed, its grant has ended, and the screen asks what came of it. */
const asked: Readonly<Record<string, readonly [door: number, ...acts: readonly Act[]]>> = {
  "a collection that no sensor sees": [
    3,
    depositedUnseen(extract),
    scansQr(extract),
    opens(3),
    closes(3),
  ],
  "a collection of which the sensor still sees the document": [
    1,
    deposited(extract),
    scansQr(extract),
    opens(1),
    closes(1),
  ],
  "a deposit that the sensor does not see": [1, putsIn, opens(1), closes(1)],
  "a deposit behind a door that was only driven": [
    1,
    putsIn,
    boardAccepts,
    resultIs("driven"),
    chooses("door-closed"),
  ],
  "a taking back that no sensor sees": [3, depositedUnseen(extract), takesBack(3), closes(3)],
  "an inspection": [
    1,
    deposited(extract),
    scansQr(extract),
    boardAccepts,
    coilIs("open-circuit"),
    chooses("back"),
    looksInto(1),
  ],
};

describe("after a power cut while the screen asks what came of a door", () => {
  test.each(Object.entries(asked))("a clerk must look: %s", (_work, [number, ...acts]) => {
    const story = given(...acts);
    expect(behind(story, number).unsettled).toBe(true);
    story.when(powerIsCut(), boardsUp);
    expect(behind(story, number)).toMatchObject({ doubt: "interrupted", unsettled: false });
  });

  const ofCollection = [depositedUnseen(extract), scansQr(extract), opens(3), closes(3)] as const;

  test("the doubt is written before anything else can happen, and once", () => {
    given(...ofCollection)
      .when(powerIsCut())
      .expect({
        facts: [
          "terminal-started",
          { kind: "compartment-doubted", compartment: door(3), doubt: "interrupted" },
          { kind: "pickup-suspended", doubt: "interrupted" },
        ],
      })
      .when(powerIsCut())
      .expect({ facts: ["terminal-started"] });
  });

  test("the holder is sent to staff, who end the pickup or renew its code", () => {
    const story = given(...ofCollection, powerIsCut(), boardsUp);
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", codeUsed: true });
    story.when(scansQr(extract)).expect({ facts: [], screen: "citizen-needs-staff" });
    story.when(chooses("back"), looksInto(3));
    story.when(chooses("found-empty")).expect({
      facts: ["compartment-inspected", "pickup-not-found"],
    });
  });

  test("no code opens the door behind which a clerk may have taken the document back", () => {
    given(depositedUnseen(extract), takesBack(3), closes(3), powerIsCut(), boardsUp)
      .when(scansQr(extract))
      .expect({ facts: [], screen: "citizen-needs-staff" });
  });

  test("no other document goes where one may have been put in, and that one nowhere else", () => {
    given(putsIn, opens(1), closes(1), powerIsCut(), boardsUp, announces(otherExtract), signsIn())
      .when(scansLabel(otherExtract))
      .expect({ facts: [{ kind: "door-granted", compartment: door(2) }] })
      .when(opens(2), itemAppears(2), closes(2), scansLabel(extract))
      .expect({ screen: "clerk-scan-refused" });
  });
});

/** Somebody, or a sensor, has said what came of the door. */
const settled: Readonly<Record<string, readonly Act[]>> = {
  "collected, by sensor": [deposited(extract), scansQr(extract), opens(1), itemGoes(1), closes(1)],
  "collected, by sensor, and the door opened once more within the grace time": [
    deposited(extract),
    scansQr(extract),
    opens(1),
    itemGoes(1),
    closes(1),
    secondsPass(6),
    scansQr(extract),
    opens(1),
    closes(1),
  ],
  deposited: [boardsUp, announces(extract), signsIn(), deposits(extract, 1)],
  "not put in, says the clerk": [putsIn, opens(1), closes(1), chooses("deposit-empty")],
  "taken back, by sensor": [deposited(extract), takesBack(1), itemGoes(1), closes(1)],
  "taken back, says the clerk": [
    depositedUnseen(extract),
    takesBack(3),
    closes(3),
    chooses("taken-out"),
  ],
  "left inside, says the clerk": [
    depositedUnseen(extract),
    takesBack(3),
    closes(3),
    chooses("left-inside"),
  ],
  "never opened": [deposited(extract), scansQr(extract), boardAccepts, doorJams, chooses("stop")],
};

describe("after a power cut when it was said what came of the door", () => {
  test.each(Object.entries(settled))("nobody has to look: %s", (_work, acts) => {
    given(...acts)
      .when(powerIsCut())
      .expect({ facts: ["terminal-started"] });
  });
});
