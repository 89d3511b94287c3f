// A technician tests the free doors: each under its own grant, one at a time, seen to open and pushed shut; the next opens by itself.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Fact } from "#domain/facts.ts";
import type { ReportRow } from "#domain/technician/panel.ts";
import {
  boardAccepts,
  boardIsLost,
  boardRefuses,
  boardResets,
  boardStaysSilent,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemAppears,
  opens,
  resultIs,
  snapshot,
} from "../support/domain-boards.ts";
import {
  chooses,
  configuredAs,
  deposited,
  disables,
  minutesPass,
  powerIsCut,
  scans,
  scansQr,
  secondsPass,
  signsIn,
} from "../support/domain-people.ts";
import { boardA, boardB, extract, licence, site, tom } from "../support/domain-site.ts";
import { type Story, behind, given } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

const inWorkshop = inOrder(signsIn(tom), chooses("workshop"));
/** The licence lies in door 1, the extract in door 2. */
const starts = inOrder(deposited(licence, extract), inWorkshop, chooses("self-test"));
const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const passes = (number: number): Act =>
  inOrder(secondsPass(1), opens(number), secondsPass(1), closes(number));
const jams = inOrder(boardAccepts, coilIs("ok"), doorJams);
const atDoor = (number: number): Act =>
  inOrder(inWorkshop, chooses("wall"), chooses("look-at-door", number));
const oneDoor = (number: number): Act => inOrder(atDoor(number), chooses("test-door"));

function reportOf({ terminal }: Story): readonly ReportRow[] {
  const { name, panel } = terminal.screen();
  if (name !== "technician-report" || panel?.kind !== "report") throw new Error(`it is ${name}`);
  return panel.rows;
}
const grantsIn = (facts: readonly Fact[]): readonly number[] =>
  facts.flatMap((fact) => (fact.kind === "door-granted" ? fact.compartment : []));

describe("a self-test", () => {
  test("fires at the first free door, under a grant of its own", () => {
    const story = given(deposited(licence, extract), inWorkshop);
    story.when(chooses("self-test")).expect({
      facts: [
        {
          kind: "door-granted",
          compartment: 3 as never,
          authority: { kind: "self-test" },
          attempt: 1,
        },
      ],
      screen: "technician-test-opening",
    });
    expect(story.terminal.records.at(-1)?.actor).toEqual({ kind: "staff", staff: tom.staff });
  });

  test("asks to push the door shut, and opens the next one by itself", () => {
    const story = given(starts);
    story.when(secondsPass(1), opens(3)).expect({ facts: [], screen: "technician-test-open" });
    expect(story.terminal.screen().values).toMatchObject({ door: 3, count: 5 });
    story.when(closes(3)).expect({
      facts: [
        { kind: "grant-ended", outcome: "opened" },
        { kind: "door-tested", outcome: "opened", openMs: 1000 },
        { kind: "door-granted", compartment: 4 as never },
      ],
      screen: "technician-test-opening",
    });
    expect(behind(story, 3).unsettled).toBe(false);
  });

  test("leaves no door out that is free, and fires once at each", () => {
    const story = given(deposited(licence, extract), inWorkshop);
    const chapter = story.when(
      chooses("self-test"),
      ...[3, 4, 5, 6, 7, 8].map((number) => passes(number)),
    );
    expect(grantsIn(chapter.facts)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(chapter.facts.at(-1)).toEqual({
      kind: "self-test-ended",
      passed: [3, 4, 5, 6, 7, 8],
      failed: [],
      skipped: [1, 2],
      stopped: false,
    });
    expect(story.terminal.screen().values).toMatchObject({ passed: 6, failed: 0, skipped: 2 });
    expect(reportOf(story)[0]).toEqual({ compartment: 3, outcome: "opened", openMs: 1000 });
    story.when(chooses("more"));
    expect(reportOf(story)).toEqual([
      { compartment: 1, outcome: "skipped", word: "occupied" },
      { compartment: 2, outcome: "skipped", word: "occupied" },
    ]);
    story.when(chooses("more"));
    expect(reportOf(story)).toHaveLength(6);
    story.when(chooses("back")).expect({ screen: "technician-menu" });
  });

  test("does not touch what is occupied, in doubt, out of service, open or unknown", () => {
    const story = given(deposited(licence), disables(3), doorOpens(4), boardIsLost(boardB));
    const { facts } = story.when(inWorkshop, chooses("self-test"));
    expect(grantsIn(facts)).toEqual([]);
    expect(reportOf(story).map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 6 }, () => "skipped"),
    );
  });

  test("goes on after a door that stays shut, and takes that one out of service", () => {
    const story = given(starts);
    story.when(jams).expect({
      facts: [
        { kind: "grant-ended", outcome: "not-opened" },
        { kind: "compartment-doubted", doubt: "not-opened" },
        { kind: "door-tested", outcome: "not-opened" },
        { kind: "door-granted", compartment: 4 as never },
      ],
    });
  });

  test("goes on after a broken coil and after a door that provably did not fire", () => {
    given(starts)
      .when(coilIs("short"))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "fault" },
          { kind: "compartment-doubted", doubt: "drive-fault" },
          { kind: "door-tested", outcome: "fault" },
          { kind: "door-granted", compartment: 4 as never },
        ],
      });
    given(starts)
      .when(boardRefuses("COOL"))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "not-fired" },
          { kind: "door-tested", outcome: "not-fired" },
          { kind: "door-granted", compartment: 4 as never },
        ],
      });
  });

  test("ends with a door of which nobody can say what it did", () => {
    const story = given(starts, boardStaysSilent);
    story.when(secondsPass(12)).expect({
      facts: [
        { kind: "grant-ended", outcome: "unknown" },
        { kind: "alarm-raised", alarm: "outcome-unknown" },
        { kind: "compartment-doubted", doubt: "outcome-unknown" },
        { kind: "door-tested", outcome: "unknown" },
        { kind: "self-test-ended", stopped: true },
      ],
      screen: "technician-report",
    });
    expect(reportOf(story)[0]).toEqual({ compartment: 3, outcome: "unknown" });
    given(starts).when(boardResets(boardA)).expect({ screen: "technician-report" });
  });

  test("says plainly when another door opens in its place, and opens no further door beside that one", () => {
    const story = given(starts, doorOpens(7));
    expect(story.terminal.screen()).toMatchObject({
      name: "technician-test-opening",
      values: { door: 3, other: 7 },
    });
    const { facts } = story.when(jams);
    expect(facts).toContainEqual({
      kind: "door-tested",
      compartment: 3,
      outcome: "wrong-door",
      other: 7,
    });
    expect(grantsIn(facts)).toEqual([]);
    expect(reportOf(story)[0]).toEqual({ compartment: 3, outcome: "wrong-door", other: 7 });
    expect(behind(story, 7).doubt).toBe("opened-without-grant");
  });

  test("says when another door opens with it", () => {
    const story = given(starts, opens(3), doorOpens(7));
    story.when(closes(3));
    expect(reportOf(story)[0]).toMatchObject({ outcome: "also-opened", other: 7, openMs: 0 });
    expect(behind(story, 3)).toMatchObject({ unsettled: false, doubt: undefined });
  });

  test("believes a sensor that sees something inside: that compartment is not free", () => {
    const story = given(starts, passes(3), opens(4), itemAppears(4));
    story.when(closes(4)).expect({
      facts: [
        { kind: "grant-ended", outcome: "opened" },
        { kind: "compartment-doubted", doubt: "sensor-disagrees" },
        { kind: "door-tested", outcome: "item-inside" },
        { kind: "door-granted", compartment: 5 as never },
      ],
    });
  });

  test("tells when a bank is stopped on the way, door by door", () => {
    const story = given(starts, passes(3), passes(4), opens(5), (terminal) =>
      terminal.feed({ kind: "board", input: { kind: "second-host-heard", board: boardB } }),
    );
    const { facts } = story.when(closes(5));
    expect(grantsIn(facts)).toEqual([]);
    expect(reportOf(story).map(({ compartment, outcome }) => `${compartment} ${outcome}`)).toEqual([
      "6 refused",
      "7 refused",
      "8 refused",
      "3 opened",
      "4 opened",
      "5 opened",
    ]);
  });

  test("is stopped at any moment, once the door that was fired at is shut", () => {
    const story = given(starts, opens(3), chooses("stop-test"));
    expect(story.terminal.screen()).toMatchObject({ choices: [], values: { stopping: 1 } });
    story.when(chooses("stop-test")).expect({ facts: [] });
    story.when(closes(3)).expect({
      facts: [
        "grant-ended",
        "door-tested",
        { kind: "self-test-ended", passed: [3 as never], stopped: true },
      ],
      screen: "technician-report",
    });
    story.when(chooses("more"));
    expect(reportOf(story)[0]).toEqual({ compartment: 7, outcome: "not-tested" });
  });

  test("is nothing that anybody can walk away from: no badge, no label, no sign-out ends it", () => {
    given(starts)
      .when(
        chooses("sign-out"),
        chooses("stop"),
        scans(tom.badge),
        scansQr(extract),
        minutesPass(0),
      )
      .expect({ facts: [], screen: "technician-test-opening" });
  });

  test("ends with the visit where a door is left open", () => {
    const story = given(starts, passes(3), opens(4)).when(minutesPass(2));
    expect(story.facts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "compartment-doubted", doubt: "left-open" }),
        { kind: "door-tested", compartment: 4, outcome: "left-open" },
        expect.objectContaining({ kind: "self-test-ended", passed: [3], failed: [4] }),
        { kind: "staff-signed-out", staff: tom.staff },
      ]),
    );
    given(starts, doorOpens(7), opens(3)).when(minutesPass(2)).expect({ screen: "out-of-service" });
  });

  test("survives no power cut: what was open is for a clerk to look at", () => {
    const story = given(starts, opens(3)).when(powerIsCut(5000), boardsUp);
    expect(behind(story, 3).doubt).toBe("interrupted");
    const fired = given(starts).when(
      powerIsCut(5000),
      boardsUp,
      secondsPass(3),
      resultIs("opened"),
    );
    expect(behind(fired, 3).doubt).toBe("interrupted");
    expect(given(starts).when(configuredAs(site)).facts).not.toContainEqual(
      expect.objectContaining({ kind: "door-granted" }),
    );
  });
});

describe("one door", () => {
  test("is tested two touches from its tile, and the report leads back to the wall", () => {
    const story = given(boardsUp, oneDoor(3));
    story.when(secondsPass(1), opens(3), closes(3)).expect({
      facts: ["grant-ended", { kind: "door-tested", outcome: "opened" }],
      screen: "technician-report",
    });
    story.when(chooses("back")).expect({ screen: "technician-wall" });
  });

  test("that is out of service can be tested, and stays so", () => {
    const story = given(boardsUp, disables(3), oneDoor(3), passes(3));
    expect(reportOf(story)[0]).toMatchObject({ outcome: "opened" });
    expect(behind(story, 3).disabled).toBe("painting");
  });

  test("that stayed shut can be tested again, and still waits for somebody to look", () => {
    const story = given(boardsUp, oneDoor(3), jams, chooses("back"), chooses("look-at-door", 3));
    story.when(chooses("test-door"), secondsPass(1), opens(3), closes(3));
    expect(reportOf(story)[0]).toMatchObject({ outcome: "opened" });
    expect(behind(story, 3)).toMatchObject({ doubt: "not-opened", unsettled: false });
  });

  const refused: readonly (readonly [what: string, how: Act])[] = [
    ["holds a document", deposited(licence)],
    ["is in doubt", inOrder(boardsUp, (terminal) => terminal.restore(), boardsUp)],
    ["stands open", inOrder(boardsUp, doorOpens(1))],
    ["has something in it, says the sensor", inOrder(boardsUp, itemAppears(1))],
    [
      "was used by somebody who may come back",
      inOrder(deposited(extract), scansQr(extract), opens(1), (terminal) => {
        terminal.knobs.filled.delete(1);
        snapshot(boardA)(terminal);
        closes(1)(terminal);
      }),
    ],
  ];
  test.each(refused)("that %s is not tested", (_what, how) => {
    const story = given(how, atDoor(1));
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).not.toContain("test-door");
    const { facts } = story.when(chooses("test-door"));
    expect(grantsIn(facts)).toEqual([]);
  });

  test("that nobody can see is closed when whoever stands there says so, and is not believed", () => {
    const story = given(
      boardsUp,
      snapshot(boardA, { unknownDoors: [3] }),
      oneDoor(3),
      boardAccepts,
    );
    story.when(chooses("door-closed")).expect({ facts: [] });
    story.when(coilIs("ok")).expect({ screen: "technician-test-open" });
    story.when(chooses("door-closed")).expect({
      facts: [
        { kind: "grant-ended", outcome: "driven" },
        { kind: "compartment-doubted", doubt: "outcome-unknown" },
        { kind: "door-tested", outcome: "driven" },
      ],
    });
  });
});
