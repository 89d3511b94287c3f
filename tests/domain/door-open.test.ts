// A door that stands open: bounces, reminders, the alarm, the end of the visit, and a document that lies exposed.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  coilIs,
  doorCloses,
  doorOpens,
  itemGoes,
  opens,
  resultIs,
  snapshot,
} from "../support/domain-boards.ts";
import {
  chooses,
  choosesLanguage,
  deposited,
  depositedUnseen,
  msPass,
  scansQr,
  secondsPass,
  showsBadge,
  signsIn,
} from "../support/domain-people.ts";
import { an, boardA, extract, otherExtract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";

describe("a granted door", () => {
  test("may bounce until it was closed for two seconds", () => {
    given(deposited(extract), scansQr(extract), opens(1))
      .when(doorCloses(1), msPass(1900), doorOpens(1), secondsPass(5), doorCloses(1), msPass(1990))
      .expect({ facts: [], screen: "citizen-door-open" })
      .when(msPass(10))
      .expect({ facts: [{ kind: "grant-ended", outcome: "opened" }], screen: "citizen-taken" });
  });

  test("is asked to be closed after 20 seconds and every 20 seconds", () => {
    const { terminal } = given(deposited(extract), scansQr(extract), opens(1));
    const heard: (string | number | undefined)[] = [];
    for (let second = 0; second <= 100; second += 20) {
      const { name, values } = terminal.screen();
      heard.push(name === "citizen-door-still-open" ? values["reminder"] : name);
      terminal.passTime(20_000);
    }
    expect(heard).toEqual(["citizen-door-open", 1, 2, 3, 4, 5]);
  });

  test("raises an alarm at 60 seconds, once", () => {
    given(deposited(extract), scansQr(extract), opens(1))
      .when(msPass(59_990))
      .expect({ facts: [] })
      .when(msPass(10))
      .expect({ facts: [{ kind: "alarm-raised", alarm: "door-left-open" }] })
      .when(secondsPass(59))
      .expect({ facts: [] });
  });

  test("ends the visit at 120 seconds: the code rests and a clerk must look", () => {
    const story = given(deposited(extract), scansQr(extract), opens(1), msPass(119_990))
      .when(msPass(10))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "left-open" },
          { kind: "compartment-doubted", doubt: "left-open" },
          { kind: "pickup-suspended", doubt: "left-open" },
          { kind: "visit-ended", outcome: "left-open" },
        ],
        screen: "out-of-service",
      });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", codeUsed: true });
  });

  test("cannot be walked away from: neither `stop` nor a scan nor a key does anything", () => {
    given(deposited(extract), scansQr(extract), opens(1))
      .when(chooses("stop"), scansQr(extract), showsBadge(an))
      .expect({ facts: [], effects: [], screen: "citizen-door-open" });
  });
});

describe("while a document lies exposed", () => {
  const exposed = [
    deposited(extract, otherExtract),
    scansQr(extract),
    opens(1),
    secondsPass(120),
  ] as const;

  test("no visit starts, by touch or by scan, in any language", () => {
    const story = given(...exposed)
      .when(chooses("type-code"), scansQr(otherExtract))
      .expect({ facts: [], effects: [], screen: "out-of-service" })
      .when(choosesLanguage("fr"), chooses("type-code"))
      .expect({ facts: [], effects: [], screen: "out-of-service" });
    expect(story.terminal.screen().values["why"]).toBe("exposed");
  });

  test("staff can sign in", () => {
    given(...exposed)
      .when(signsIn())
      .expect({ screen: "clerk-menu" });
  });

  test.each([
    ["the door closes", doorCloses(1)],
    ["the item sensor reads absent", itemGoes(1)],
  ])("service resumes as soon as %s; the compartment still waits for a clerk", (_when, act) => {
    const story = given(...exposed)
      .when(act)
      .expect({ screen: "citizen-home" })
      .when(scansQr(otherExtract))
      .expect({ facts: ["proof-given", "door-granted"] });
    expect(behind(story, 1).doubt).toBe("left-open");
  });
});

describe("a door whose opening nothing saw", () => {
  const driven = [
    depositedUnseen(extract),
    scansQr(extract),
    boardAccepts,
    coilIs("ok"),
    secondsPass(7),
    resultIs("driven"),
  ] as const;

  test("counts as driven: the person is shown a door and asked, and the code is not used up", () => {
    const story = given(...driven.slice(0, -1))
      .when(resultIs("driven"))
      .expect({ facts: ["grant-driven"], screen: "citizen-door-open" });
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).toEqual([
      "door-taken",
      "door-nothing",
    ]);
    expect(ledgerOf(story, extract).codeUsed).toBe(false);
  });

  test("is never `collected` on the person's word: the code rests until a clerk has looked", () => {
    const story = given(...driven)
      .when(chooses("door-taken"))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "driven" },
          { kind: "compartment-doubted", doubt: "outcome-unknown" },
          { kind: "pickup-suspended", doubt: "outcome-unknown" },
        ],
        screen: "citizen-done",
      });
    expect(ledgerOf(story, extract).phase).toBe("waiting");
  });

  test("can be reported empty", () => {
    given(...driven)
      .when(chooses("door-nothing"))
      .expect({ screen: "citizen-plan-b" });
  });

  test("that reads closed afterwards is not collected either", () => {
    given(...driven)
      .when(doorCloses(3), secondsPass(2))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "driven" },
          { kind: "compartment-doubted", doubt: "outcome-unknown" },
          "pickup-suspended",
        ],
        screen: "citizen-done",
      });
  });

  test("was not seen by an event that starts from an unknown reading", () => {
    const story = given(deposited(extract), snapshot(boardA, { unknownDoors: [1] }))
      .when(scansQr(extract), boardAccepts, coilIs("ok"), doorOpens(1))
      .expect({ facts: ["proof-given", "door-granted", "grant-driven"] });
    expect(ledgerOf(story, extract).codeUsed).toBe(false);
  });

  test("that is open when its sensor speaks again was seen after all", () => {
    given(...driven)
      .when(doorCloses(3), doorOpens(3))
      .expect({ facts: ["code-used"], screen: "citizen-door-open" });
  });
});
