// The order of things at a door: decide, write the grant, fire once, then learn what became of it. Jams and open doors are next door.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardRefuses,
  boardResets,
  boardSaysDuplicate,
  boardStaysSilent,
  busSendsNothing,
  coilIs,
  doorCloses,
  doorOpens,
  opens,
  resultIs,
} from "../support/domain-boards.ts";
import {
  chooses,
  deposited,
  msPass,
  scansQr,
  secondsPass,
  typesBirthDate,
} from "../support/domain-people.ts";
import { boardA, extract, licence, otherExtract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";

describe("a right code", () => {
  test("writes the grant before the lock fires, in one step, and nothing goes on the line before that", () => {
    given(deposited(licence))
      .when(scansQr(licence), typesBirthDate(licence))
      .expect({
        facts: ["proof-given", { kind: "door-granted", attempt: 1 }],
        effects: [
          "check-code",
          "check-birth-date",
          { kind: "fire-lock", board: boardA, channel: 1 },
          "watch-board",
          { kind: "set-light", pattern: "fast" },
        ],
        screen: "citizen-door-opening",
      });
  });

  test("fires under the grant's own row number, within two seconds, under the boot it was granted for", () => {
    const { effects, facts, terminal } = given(deposited(extract)).when(scansQr(extract));
    const pulse = effects.find((effect) => effect.kind === "fire-lock");
    const granted = facts.find((fact) => fact.kind === "door-granted");
    const row = terminal.records.find((record) => record.fact === granted);
    expect(pulse).toMatchObject({
      op: row?.seq,
      boot: terminal.knobs.boards.get(boardA)?.boot,
      byMonoMs: terminal.now().monoMs + 2000,
      pulseMs: 400,
    });
  });

  test("is bound at the grant and used up only when its door was seen to open", () => {
    const story = given(deposited(extract)).when(scansQr(extract), boardAccepts, coilIs("ok"));
    expect(ledgerOf(story, extract).codeUsed).toBe(false);
    story.when(doorOpens(1)).expect({ facts: ["code-used"], screen: "citizen-door-open" });
  });

  test("never opens a second door while one is opening or open", () => {
    given(deposited(extract, otherExtract), scansQr(extract))
      .when(scansQr(otherExtract))
      .expect({ facts: [], effects: [], screen: "citizen-door-opening" })
      .when(opens(1), scansQr(otherExtract))
      .expect({ facts: ["code-used"], effects: [], screen: "citizen-door-open" });
  });
});

describe("a pulse that provably did not happen", () => {
  test.each([
    ["the board refused it", [boardRefuses("BUSY")]],
    ["it was never sent", [busSendsNothing("late")]],
    ["the board has no record of it", [boardStaysSilent, secondsPass(3), resultIs("none")]],
  ])("keeps the code good: %s", (_why, acts) => {
    const story = given(deposited(extract), scansQr(extract))
      .when(...acts)
      .expect({
        facts: [{ kind: "grant-ended", outcome: "not-fired" }],
        screen: "citizen-door-jammed",
      });
    expect(ledgerOf(story, extract)).toMatchObject({ codeUsed: false, suspended: undefined });
    expect(behind(story, 1).doubt).toBeUndefined();
    story
      .when(chooses("stop"), scansQr(extract))
      .expect({ facts: ["visit-ended", "proof-given", "door-granted"] });
  });

  test("is not proven by `none` before its time is over: the OPEN may still be on its way", () => {
    given(deposited(extract), scansQr(extract), boardStaysSilent)
      .when(msPass(1900), resultIs("none"))
      .expect({ facts: [], screen: "citizen-door-opening" });
  });
});

describe("a pulse whose outcome nobody can tell", () => {
  const unknown = [
    { kind: "grant-ended", outcome: "unknown" },
    { kind: "alarm-raised", alarm: "outcome-unknown" },
    { kind: "compartment-doubted", doubt: "outcome-unknown" },
    { kind: "pickup-suspended", doubt: "outcome-unknown" },
  ] as const;

  test("is asked about, at most five times, and then suspends the code until a clerk has looked", () => {
    const story = given(deposited(extract), scansQr(extract))
      .when(boardStaysSilent, secondsPass(12))
      .expect({
        facts: unknown,
        effects: [
          ...Array.from({ length: 5 }, () => "ask-result" as const),
          { kind: "set-light", pattern: "off" },
        ],
        screen: "citizen-plan-b",
      });
    story.when(scansQr(extract)).expect({ facts: ["visit-ended"], screen: "citizen-needs-staff" });
  });

  test.each([
    ["its board was reset", [boardResets(boardA)]],
    [
      "its board answers under another boot",
      [boardStaysSilent, secondsPass(3), resultIs("opened", { boot: "0000AAAA" })],
    ],
  ])("suspends at once when %s", (_why, acts) => {
    const { facts } = given(deposited(extract), scansQr(extract)).when(...acts);
    expect(facts.filter(({ kind }) => !kind.startsWith("board-"))).toEqual(
      unknown.map((fact) => expect.objectContaining(fact)),
    );
  });

  test("is never sent again: a board that knew it before it was sent raises an alarm", () => {
    given(deposited(extract), scansQr(extract))
      .when(boardSaysDuplicate(true))
      .expect({
        facts: [{ kind: "alarm-raised", alarm: "duplicate-never-sent" }, ...unknown],
        effects: [{ kind: "set-light", pattern: "off" }],
      });
  });

  test("is asked about when the board knows it from an earlier send", () => {
    given(deposited(extract), scansQr(extract))
      .when(boardSaysDuplicate(false), secondsPass(3))
      .expect({ facts: [], effects: ["ask-result"], screen: "citizen-door-opening" });
  });

  test("takes no result of another channel", () => {
    given(deposited(extract), scansQr(extract), boardStaysSilent, secondsPass(3))
      .when(resultIs("not-opened", { channel: 2 }))
      .expect({ facts: [], screen: "citizen-door-opening" });
  });
});

describe("a door that was seen to open", () => {
  test("stays this visit's opening when its board is reset before it closes", () => {
    given(deposited(extract), scansQr(extract), opens(1))
      .when(boardResets(boardA), resultIs("none"), doorCloses(1), secondsPass(2))
      .expect({
        facts: ["board-was-blind", "board-greeted", { kind: "grant-ended", outcome: "opened" }],
        screen: "citizen-taken",
      });
  });

  test("is believed, whatever the board answers to OPEN afterwards", () => {
    given(deposited(extract), scansQr(extract), doorOpens(1))
      .when(boardRefuses("COOL"))
      .expect({ facts: [], screen: "citizen-door-open" })
      .when(coilIs("short"))
      .expect({ facts: [], screen: "citizen-door-open" });
  });
});
