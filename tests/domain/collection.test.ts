// What proves that a document was collected, what does not, and "I forgot something".
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardIsLost,
  boardReturns,
  boardsUp,
  doorCloses,
  doorJams,
  itemAppears,
  itemGoes,
  opens,
  snapshot,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  deposited,
  depositedUnseen,
  givesCode,
  minutesPass,
  powerIsCut,
  reissues,
  scansLabel,
  scansQr,
  secondsPass,
  showsLicence,
  signsIn,
  typesWrongBirthDate,
  withdraws,
} from "../support/domain-people.ts";
import { boardA, door, extract, licence, otherExtract } from "../support/domain-site.ts";
import type { Act } from "../support/domain-terminal.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";

const closes = (number: number) => [doorCloses(number), secondsPass(2)] as const;
const opensAndCloses = (number: number) => [opens(number), ...closes(number)] as const;

/** The board is asked how things are before it is asked what happened: door 1 is shut and empty. */
const snapshotBeforeTwoEvents: Act = (terminal) => {
  const newestEvent = (terminal.knobs.boards.get(boardA)?.n ?? 0) + 2;
  snapshot(boardA, { newestEvent, openDoors: [], presentItems: [] })(terminal);
};

describe("a document is collected", () => {
  test("when its sensor went from present to absent while this door was open", () => {
    const story = given(deposited(extract), scansQr(extract), opens(1))
      .when(itemGoes(1), ...closes(1))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "opened" },
          { kind: "pickup-collected", proof: "item-sensor" },
          { kind: "message-queued", template: "document-collected" },
        ],
        screen: "citizen-done",
      });
    expect(behind(story, 1)).toMatchObject({ holds: undefined, doubt: undefined });
  });

  test("when the line was down meanwhile: the events tell the order, not the snapshot that overtakes them", () => {
    given(deposited(extract), scansQr(extract), opens(1))
      .when(boardIsLost(boardA), boardReturns(boardA), snapshotBeforeTwoEvents)
      .when(itemGoes(1), ...closes(1))
      .expect({ facts: ["grant-ended", "pickup-collected", "message-queued"] });
  });

  test("when its holder says so where no sensor looks: then only a clerk may open it next", () => {
    const story = given(depositedUnseen(extract), scansQr(extract), ...opensAndCloses(3))
      .when(chooses("door-taken"))
      .expect({
        facts: [
          { kind: "pickup-collected", proof: "holder-confirmed" },
          { kind: "compartment-doubted", doubt: "presumed-empty" },
          "message-queued",
        ],
        screen: "citizen-done",
      });
    expect(ledgerOf(story, extract).phase).toBe("ended");
  });
});

describe("a document is not collected", () => {
  test("while its door stands open, whatever the sensor says", () => {
    given(deposited(extract), scansQr(extract), opens(1))
      .when(itemGoes(1), secondsPass(30))
      .expect({ facts: [] });
  });

  test("when the sensor saw it put back before the door closed", () => {
    const story = given(deposited(extract), scansQr(extract), opens(1))
      .when(itemGoes(1), itemAppears(1), ...closes(1))
      .expect({ facts: ["grant-ended"], screen: "citizen-taken" });
    expect(story.terminal.screen().values["inside"]).toBe(1);
  });

  test("when the sensor read absent before this door was open", () => {
    given(deposited(extract), itemGoes(1), scansQr(extract))
      .when(...opensAndCloses(1))
      .expect({ facts: ["code-used", "grant-ended"], screen: "citizen-taken" });
  });

  test("on a word that the sensor contradicts: nobody is believed before a clerk has looked", () => {
    given(deposited(extract), scansQr(extract), ...opensAndCloses(1))
      .when(chooses("door-taken"))
      .expect({
        facts: [
          { kind: "compartment-doubted", doubt: "sensor-disagrees" },
          { kind: "pickup-suspended", doubt: "sensor-disagrees" },
        ],
        screen: "citizen-done",
      });
  });

  test("when its holder found nothing: plan B with a reference number", () => {
    const story = given(depositedUnseen(extract), scansQr(extract), ...opensAndCloses(3))
      .when(chooses("door-nothing"))
      .expect({
        facts: [
          { kind: "alarm-raised", alarm: "reported-empty" },
          { kind: "compartment-doubted", doubt: "reported-empty" },
          { kind: "pickup-suspended", doubt: "reported-empty" },
        ],
        screen: "citizen-plan-b",
      });
    expect(Number(story.terminal.screen().values["reference"])).toBeGreaterThan(0);
  });

  test("when the sensor read absent only after the door was closed", () => {
    given(deposited(extract), scansQr(extract), opens(1))
      .when(doorCloses(1), itemGoes(1), secondsPass(2))
      .expect({ facts: ["grant-ended"], screen: "citizen-taken" });
  });

  test.each([
    ["the visit times out", minutesPass(1), "timed-out"],
    ["the person leaves", chooses("stop"), "stopped"],
  ])("when nobody says anything: %s, and the code opens nothing more", (_how, act, outcome) => {
    given(depositedUnseen(extract), scansQr(extract), ...opensAndCloses(3))
      .when(act)
      .expect({
        facts: [
          { kind: "compartment-doubted", doubt: "interrupted" },
          { kind: "pickup-suspended", doubt: "interrupted" },
          { kind: "visit-ended", outcome },
        ],
        screen: "citizen-home",
      })
      .when(scansQr(extract))
      .expect({ facts: [], screen: "citizen-needs-staff" });
  });
});

describe("I forgot something", () => {
  const collected = [
    deposited(extract),
    scansQr(extract),
    opens(1),
    itemGoes(1),
    ...closes(1),
    secondsPass(6),
  ] as const;
  const granted = [
    "proof-given",
    { kind: "door-granted", authority: { kind: "grace-reopen", pickup: extract.pickup } },
  ] as const;

  test("within the grace time the used code opens its own compartment again", () => {
    given(...collected)
      .when(scansQr(extract))
      .expect({ facts: granted, screen: "citizen-door-opening" })
      .when(...opensAndCloses(1))
      .expect({ facts: [{ kind: "grant-ended", outcome: "opened" }], screen: "citizen-done" });
  });

  test("with the PIN as well as with the QR", () => {
    given(...collected)
      .when(givesCode(extract))
      .expect({ facts: granted });
  });

  test("needs the same proof again: a licence asks its birth date", () => {
    given(deposited(licence), showsLicence(licence), opens(1), itemGoes(1), ...closes(1))
      .when(scansQr(licence))
      .expect({ screen: "citizen-birth-date" })
      .when(typesWrongBirthDate)
      .expect({ facts: ["proof-failed"], screen: "citizen-wrong" });
  });

  test("after the grace time the right code only hears that it is no longer here", () => {
    given(...collected, minutesPass(1))
      .when(scansQr(extract))
      .expect({ facts: [], screen: "citizen-not-here" });
  });

  test("ends with a power cut", () => {
    given(...collected, powerIsCut())
      .when(boardsUp, scansQr(extract))
      .expect({ screen: "citizen-not-here" });
  });

  test("keeps the compartment from the next document until the grace is over", () => {
    given(...collected, announces(otherExtract), signsIn())
      .when(scansLabel(otherExtract))
      .expect({ facts: [{ kind: "door-granted", compartment: door(2) }] });
    given(...collected, announces(otherExtract), minutesPass(1), signsIn())
      .when(scansLabel(otherExtract))
      .expect({ facts: [{ kind: "door-granted", compartment: door(1) }] });
  });

  test("a compartment in which the sensor then sees something waits for a clerk", () => {
    given(...collected, scansQr(extract), opens(1), itemAppears(1))
      .when(...closes(1))
      .expect({
        facts: ["grant-ended", { kind: "compartment-doubted", doubt: "sensor-disagrees" }],
      });
  });

  const leftInside = [
    deposited(extract),
    scansQr(extract),
    ...opensAndCloses(1),
    chooses("reopen"),
  ] as const;

  test("left inside and fetched with the same code within the grace time is collected", () => {
    const story = given(...leftInside)
      .when(scansQr(extract), opens(1), itemGoes(1), ...closes(1))
      .expect({
        facts: [
          ...granted,
          "grant-ended",
          { kind: "pickup-collected", proof: "item-sensor" },
          "message-queued",
        ],
      });
    expect(behind(story, 1)).toMatchObject({ holds: undefined, doubt: undefined });
  });

  test("left inside beyond the grace time, only a clerk helps", () => {
    given(...leftInside, minutesPass(2))
      .when(scansQr(extract))
      .expect({ facts: [], screen: "citizen-needs-staff" });
  });

  test("does not outlive a withdrawal", () => {
    given(...leftInside, withdraws(extract))
      .when(scansQr(extract))
      .expect({ facts: [], screen: "citizen-wrong" });
  });

  test("ends with a withdrawal while its door jams: trying again is a matter for staff", () => {
    given(...leftInside, scansQr(extract), boardAccepts, doorJams, withdraws(extract))
      .when(secondsPass(1), chooses("try-again"))
      .expect({ facts: [{ kind: "grant-ended" }], screen: "citizen-needs-staff" });
  });

  test("goes on behind a door that jams: each try is its own reopening", () => {
    given(...leftInside, scansQr(extract), boardAccepts, doorJams)
      .when(secondsPass(1), chooses("try-again"))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "not-opened" },
          {
            kind: "door-granted",
            attempt: 2,
            authority: { kind: "grace-reopen", pickup: extract.pickup },
          },
        ],
      });
  });

  test("is not refreshed by a new code: a used one is renewed only by a clerk who has looked", () => {
    given(...leftInside)
      .when(reissues(extract, "qr"))
      .expect({ facts: [], effects: ["refuse-desk"] });
  });
});
