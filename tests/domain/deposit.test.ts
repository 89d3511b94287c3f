// A clerk puts documents in and takes them back.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  itemAppears,
  itemGoes,
  opens,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  openToTakeBack,
  deposited,
  deposits,
  disables,
  minutesPass,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
  withdraws,
} from "../support/domain-people.ts";
import { door, extract, licence, lowExtract, otherExtract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { inOrder } from "../support/domain-terminal.ts";

const closes = (number: number) => [doorCloses(number), secondsPass(2)] as const;
const clerkReady = [boardsUp, announces(extract), announces(otherExtract), signsIn()] as const;

describe("a deposit", () => {
  test("opens the first free compartment for the label that was scanned", () => {
    given(...clerkReady)
      .when(scansLabel(extract))
      .expect({
        facts: [
          {
            kind: "door-granted",
            compartment: door(1),
            authority: { kind: "deposit", pickup: extract.pickup },
          },
        ],
        screen: "clerk-door-opening",
      });
  });

  test("is done when the sensor sees the document behind a closed door: no touch is needed", () => {
    const story = given(...clerkReady, scansLabel(extract), opens(1))
      .when(itemAppears(1), ...closes(1))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "opened" },
          { kind: "pickup-deposited", compartment: door(1) },
          { kind: "message-queued", template: "document-ready" },
        ],
        screen: "clerk-deposited",
      });
    // The seventh day ends at midnight in Brussels, an hour ahead of UTC.
    expect(ledgerOf(story, extract)).toMatchObject({
      phase: "waiting",
      untilMs: Date.UTC(2026, 10, 10, 23),
    });
  });

  test("is done by closing the door where no sensor looks", () => {
    given(...clerkReady, disables(1, 2), scansLabel(extract), opens(3))
      .when(...closes(3))
      .expect({ facts: ["grant-ended", "pickup-deposited", "message-queued"] });
  });

  const unseen = [...clerkReady, scansLabel(extract), opens(1), ...closes(1)] as const;

  test("is asked about when the sensor sees nothing", () => {
    given(...unseen)
      .when(chooses("deposit-in"))
      .expect({ facts: ["pickup-deposited", "message-queued"], screen: "clerk-deposited" });
    const story = given(...unseen)
      .when(chooses("deposit-empty"))
      .expect({ facts: [{ kind: "compartment-inspected", found: "empty" }], screen: "clerk-scan" });
    expect(ledgerOf(story, extract).phase).toBe("announced");
    given(...unseen)
      .when(chooses("open-again"))
      .expect({ facts: ["door-granted"], screen: "clerk-door-opening" });
  });

  test("that the clerk walks away from leaves a compartment in doubt", () => {
    given(...unseen)
      .when(chooses("sign-out"))
      .expect({
        facts: [
          { kind: "compartment-doubted", doubt: "interrupted" },
          "staff-signed-out",
          "visit-ended",
        ],
      });
  });

  test("goes to the next compartment when a door jams, and the jammed one waits for inspection", () => {
    given(...clerkReady, scansLabel(extract), boardAccepts, coilIs("ok"))
      .when(doorJams)
      .expect({ facts: [], screen: "clerk-door-failed" })
      .when(secondsPass(1), chooses("again"))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "not-opened" },
          { kind: "compartment-doubted", compartment: door(1), doubt: "not-opened" },
          { kind: "door-granted", compartment: door(2) },
        ],
      });
  });

  test("keeps the doors at wheelchair height for who asked for one", () => {
    given(boardsUp, announces(extract), announces(lowExtract), disables(1, 2, 3), signsIn())
      .when(scansLabel(extract))
      .expect({ facts: [{ kind: "door-granted", compartment: door(5) }] });
    given(boardsUp, announces(lowExtract), signsIn())
      .when(scansLabel(lowExtract))
      .expect({ facts: [{ kind: "door-granted", compartment: door(4) }] });
  });

  test("never promises another height to who asked for a low door", () => {
    const story = given(boardsUp, announces(lowExtract), disables(4, 8), signsIn())
      .when(scansLabel(lowExtract))
      .expect({ facts: [], screen: "clerk-scan-refused" });
    expect(story.terminal.screen().values["why"]).toBe("full");
  });

  test.each([
    ["an unknown label", "unknown", [boardsUp, signsIn(), scansLabel(extract)]],
    [
      "a document that lies inside already",
      "inside",
      [deposited(extract), signsIn(), scansLabel(extract)],
    ],
    [
      "a pickup that has ended",
      "ended",
      [boardsUp, announces(extract), withdraws(extract), signsIn(), scansLabel(extract)],
    ],
    [
      "a full terminal",
      "full",
      [
        boardsUp,
        announces(extract),
        disables(1, 2, 3, 4, 5, 6, 7, 8),
        signsIn(),
        scansLabel(extract),
      ],
    ],
  ])("is refused for %s", (_what, why, acts) => {
    const story = given(...acts);
    expect(story.terminal.screen()).toMatchObject({
      name: "clerk-scan-refused",
      values: { why },
    });
  });

  test("does not use a compartment whose sensor sees something nobody deposited", () => {
    given(...clerkReady, itemAppears(1))
      .when(scansLabel(extract))
      .expect({ facts: [{ kind: "door-granted", compartment: door(2) }] });
  });

  test("cannot be withdrawn while its door is being opened, is open or asked about", () => {
    const opening = [...clerkReady, scansLabel(extract)] as const;
    for (const acts of [opening, [...opening, opens(1)], unseen]) {
      const story = given(...acts)
        .when(withdraws(extract))
        .expect({ facts: [], effects: ["refuse-desk"] });
      expect(ledgerOf(story, extract).phase).toBe("announced");
    }
  });

  test("whose door is left open ends the visit, and its document goes nowhere else", () => {
    given(...clerkReady, scansLabel(extract), opens(1))
      .when(secondsPass(120))
      .expect({
        facts: [
          { kind: "alarm-raised", alarm: "door-left-open" },
          { kind: "grant-ended", outcome: "left-open" },
          { kind: "compartment-doubted", doubt: "left-open" },
          "staff-signed-out",
          { kind: "visit-ended", outcome: "left-open" },
        ],
      })
      .when(doorCloses(1), signsIn(), scansLabel(extract))
      .expect({ screen: "clerk-scan-refused" });
  });
});

describe("taking a document back", () => {
  const atDoor = [deposited(extract), signsIn(), chooses("take-back"), openToTakeBack(1)] as const;

  test("opens its own door, on a retrieval", () => {
    given(deposited(extract), signsIn(), chooses("take-back"))
      .when(openToTakeBack(1))
      .expect({
        facts: [{ kind: "door-granted", authority: { kind: "retrieval", pickup: extract.pickup } }],
      });
  });

  test("opens no door that is not on the list", () => {
    given(deposited(extract), signsIn(), chooses("take-back"))
      .when(openToTakeBack(2), chooses("inspect-door", 1), chooses("take-back-door"))
      .expect({ facts: [], effects: [], screen: "clerk-take-back-list" });
  });

  test("is done when the sensor saw it go", () => {
    const story = given(...atDoor, opens(1))
      .when(itemGoes(1), ...closes(1))
      .expect({
        facts: [
          "grant-ended",
          { kind: "pickup-retrieved", reason: "to-counter" },
          { kind: "compartment-inspected", found: "empty" },
          { kind: "message-queued", template: "document-at-counter" },
        ],
        screen: "clerk-finished",
      });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "ended", end: "retrieved" });
    expect(behind(story, 1).holds).toBeUndefined();
  });

  test("is asked about when the sensor saw nothing go", () => {
    const asked = inOrder(...atDoor, opens(1), ...closes(1));
    given(asked)
      .when(chooses("taken-out"))
      .expect({ facts: ["pickup-retrieved", "compartment-inspected", "message-queued"] });
    const story = given(asked)
      .when(chooses("left-inside"))
      .expect({ facts: [{ kind: "compartment-inspected", found: "document" }] });
    expect(ledgerOf(story, extract).phase).toBe("waiting");
  });

  test("shows what has expired or was withdrawn first", () => {
    const story = given(
      deposited(extract, otherExtract),
      withdraws(otherExtract),
      signsIn(),
      chooses("take-back"),
    );
    const doors = story.terminal.screen().choices.flatMap(({ number }) => number ?? []);
    expect(doors).toEqual([2, 1]);
  });

  test("ends the codes: the right one hears that it is no longer here", () => {
    given(...atDoor, opens(1), itemGoes(1), ...closes(1), chooses("sign-out"))
      .when(scansQr(extract))
      .expect({ facts: [], screen: "citizen-not-here" });
  });

  test("that the clerk walks away from leaves the code resting until somebody looked", () => {
    const story = given(...atDoor, opens(1), ...closes(1)).when(minutesPass(3));
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", suspended: "interrupted" });
  });

  test("frees the compartment for the next document at once", () => {
    given(...atDoor, opens(1), itemGoes(1), ...closes(1), announces(licence))
      .when(deposits(licence, 1))
      .expect({ facts: ["door-granted", "grant-ended", "pickup-deposited", "message-queued"] });
  });
});

describe("a door that jams for staff", () => {
  const jams = inOrder(boardAccepts, coilIs("ok"), doorJams);
  const again = inOrder(secondsPass(1), chooses("again"));
  const takingBack = [
    deposited(extract),
    signsIn(),
    chooses("take-back"),
    openToTakeBack(1),
  ] as const;

  test("is theirs to push: its opening is this visit's", () => {
    given(...takingBack, jams)
      .when(opens(1), itemGoes(1), ...closes(1))
      .expect({
        facts: ["grant-ended", "pickup-retrieved", "compartment-inspected", "message-queued"],
      });
  });

  test("is tried three times in all, a second apart, and then not again", () => {
    given(...takingBack, jams)
      .when(chooses("again"))
      .expect({ facts: [], effects: [] })
      .when(again, jams, again)
      .expect({
        facts: [
          "grant-ended",
          { kind: "door-granted", attempt: 2 },
          "grant-ended",
          { kind: "door-granted", attempt: 3 },
        ],
      })
      .when(jams, again)
      .expect({ facts: [], effects: [], screen: "clerk-door-failed" });
  });

  test.each([
    ["turn to something else", chooses("back")],
    ["sign out", chooses("sign-out")],
    ["walk away", minutesPass(3)],
  ])("is out of service when they %s, its document's code still good", (_how, act) => {
    const story = given(...takingBack, jams).when(act);
    expect(behind(story, 1).doubt).toBe("not-opened");
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", suspended: undefined });
    expect(story.terminal.state().durable.grant).toBeUndefined();
  });
});
