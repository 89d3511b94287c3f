// "Undo": for five minutes after a deposit no message goes, and the last one can be taken out again as if it had never been put in.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  eventsAreForgotten,
  itemGoes,
  opens,
  snapshot,
} from "../support/domain-boards.ts";
import {
  announces,
  asksDesk,
  chooses,
  openToTakeBack,
  configuredAs,
  daysPass,
  deposits,
  disables,
  extendsBy,
  ledgerIsRestored,
  minutesPass,
  powerIsCut,
  reissues,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
  signsOut,
  wallClockSteps,
  clockIsTrusted,
  withdraws,
} from "../support/domain-people.ts";
import { boardA, door, extract, otherExtract, siteWithUndo } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const ready = [
  configuredAs(siteWithUndo),
  boardsUp,
  announces(extract),
  announces(otherExtract),
  signsIn(),
] as const;
const putIn = [...ready, deposits(extract, 1)] as const;
const unseen = [...ready, disables(1, 2), deposits(extract, 3)] as const;
const takesOut = (number: number): Act => inOrder(opens(number), itemGoes(number), closes(number));
const undoButtons = (story: ReturnType<typeof given>): readonly (number | undefined)[] =>
  story.terminal
    .screen()
    .choices.filter(({ choice }) => choice === "undo-deposit")
    .map(({ number }) => number);

describe("the message to the holder", () => {
  test("goes five minutes after the deposit, by the ledger's own figure", () => {
    given(...ready)
      .when(deposits(extract, 1), signsOut)
      .expect({
        facts: [
          "door-granted",
          "grant-ended",
          { kind: "pickup-deposited", compartment: door(1), undoMs: 300_000 },
          "staff-signed-out",
          "visit-ended",
        ],
      })
      .when(secondsPass(299))
      .expect({ facts: [] })
      .when(secondsPass(1))
      .expect({ facts: [{ kind: "message-queued", template: "document-ready" }] });
  });

  test("goes without anybody at the terminal", () => {
    given(...putIn, signsOut)
      .when(minutesPass(5))
      .expect({ facts: [{ kind: "message-queued", template: "document-ready" }] });
  });

  test("waits no less and no longer for a restart than the clocks can prove", () => {
    given(...putIn, secondsPass(60), powerIsCut(60_000), boardsUp)
      .when(secondsPass(179))
      .expect({ facts: [] })
      .when(secondsPass(1))
      .expect({ facts: ["message-queued"] });
    // A clock that nobody trusts proves no time that passed in between.
    given(...putIn, signsOut, clockIsTrusted(false), secondsPass(60), powerIsCut(60_000), boardsUp)
      .when(secondsPass(299))
      .expect({ facts: [] })
      .when(secondsPass(1))
      .expect({ facts: ["message-queued"] });
  });

  test("does not mind a clock that is set", () => {
    given(...putIn, signsOut)
      .when(wallClockSteps(86_400_000), secondsPass(299))
      .expect({ facts: ["clock-stepped"] })
      .when(secondsPass(1))
      .expect({ facts: ["message-queued"] });
  });

  test("waits while the document cannot be fetched, and goes when a clerk has found it well", () => {
    given(...putIn, signsOut)
      .when(doorOpens(1), minutesPass(6))
      .expect({
        facts: [
          { kind: "alarm-raised", alarm: "door-opened-without-grant" },
          "compartment-doubted",
          "pickup-suspended",
          "bank-stopped",
        ],
      })
      .when(
        doorCloses(1),
        signsIn(),
        chooses("resume-bank"),
        chooses("inspect"),
        chooses("inspect-door", 1),
        opens(1),
        scansLabel(extract),
      )
      .when(closes(1))
      .expect({
        facts: [
          "grant-ended",
          { kind: "compartment-inspected", found: "document" },
          "pickup-resumed",
          { kind: "message-queued", template: "document-ready" },
        ],
      });
  });

  test("never goes to a holder whose document was withdrawn, or taken back to the counter", () => {
    given(...putIn, signsOut)
      .when(withdraws(extract), minutesPass(6))
      .expect({
        facts: ["pickup-withdrawn"],
      });
    given(...putIn, chooses("deposit-done"), chooses("take-back"), openToTakeBack(1))
      .when(takesOut(1), minutesPass(6))
      .expect({
        facts: [
          "grant-ended",
          "pickup-retrieved",
          "compartment-inspected",
          "staff-signed-out",
          "visit-ended",
        ],
      });
  });

  test("is the only one that a code renewed meanwhile needs", () => {
    given(...putIn, signsOut)
      .when(reissues(extract, "qr"), minutesPass(5))
      .expect({
        facts: ["code-reissued", { kind: "message-queued", template: "document-ready" }],
      });
    // After a restore every code is new; whoever had heard of nothing hears of the document itself.
    const found = inOrder(
      signsIn(),
      chooses("inspect"),
      chooses("inspect-door", 1),
      opens(1),
      scansLabel(extract),
      closes(1),
    );
    const messages = given(
      ...putIn,
      signsOut,
      ledgerIsRestored,
      boardsUp,
      eventsAreForgotten(boardA),
      snapshot(boardA, { presentItems: [1] }),
    )
      .when(found, minutesPass(5))
      .facts.filter(({ kind }) => kind === "message-queued");
    expect(messages).toEqual([expect.objectContaining({ template: "document-ready" })]);
  });

  test("goes at once where the desk asks to send it again: then nothing can be undone", () => {
    const story = given(...putIn)
      .when(asksDesk({ kind: "resend-asked", pickup: extract.pickup }))
      .expect({ facts: [{ kind: "message-queued", template: "document-ready" }] });
    expect(undoButtons(story)).toEqual([]);
    story.when(minutesPass(6)).expect({ facts: ["staff-signed-out", "visit-ended"] });
  });

  test("about a document that expired unheard of goes when it is extended", () => {
    given(...putIn, signsOut, doorOpens(1), daysPass(8), reissues(extract, "pin"))
      .when(extendsBy(extract, 3))
      .expect({ facts: ["pickup-extended"] });
  });
});

test("a holder who has heard of the document hears of a renewed code, and again when its days are extended", () => {
  given(...putIn, signsOut, minutesPass(6), daysPass(8), reissues(extract, "qr"))
    .when(extendsBy(extract, 3))
    .expect({ facts: ["pickup-extended", { kind: "message-queued", template: "code-renewed" }] });
});

describe("undoing the last deposit", () => {
  test("opens its door under an authority of its own; the sensor proves that the document came out", () => {
    const story = given(...putIn)
      .when(chooses("undo-deposit", 1))
      .expect({
        facts: [
          {
            kind: "door-granted",
            compartment: door(1),
            authority: { kind: "undo-deposit", pickup: extract.pickup },
          },
        ],
        screen: "clerk-door-opening",
      })
      .when(takesOut(1))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "opened" },
          { kind: "deposit-undone", compartment: door(1) },
          { kind: "compartment-inspected", found: "empty" },
        ],
        screen: "clerk-undone",
      });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "announced", compartment: undefined });
    expect(behind(story, 1)).toMatchObject({ holds: undefined, doubt: undefined });
    story.when(minutesPass(10)).expect({ facts: ["staff-signed-out", "visit-ended"] });
  });

  test("is asked about where no sensor saw it", () => {
    const asked = [...unseen, chooses("undo-deposit", 3), opens(3), closes(3)] as const;
    given(...asked)
      .when(chooses("taken-out"))
      .expect({ facts: ["deposit-undone", "compartment-inspected"], screen: "clerk-undone" });
    const left = given(...asked)
      .when(chooses("left-inside"))
      .expect({
        facts: [{ kind: "compartment-doubted", doubt: "interrupted" }, "pickup-suspended"],
      });
    // Why it should have come out nobody said: its label tells at the inspection, and until then nobody is told of it.
    expect(ledgerOf(left, extract).phase).toBe("waiting");
    left.when(signsOut, minutesPass(5)).expect({ facts: ["staff-signed-out", "visit-ended"] });
    given(...asked)
      .when(chooses("deposit-in"))
      .expect({ facts: [], screen: "clerk-take-back-check" })
      .when(chooses("open-again"))
      .expect({
        facts: [
          { kind: "door-granted", authority: { kind: "undo-deposit", pickup: extract.pickup } },
        ],
      });
  });

  test("lets the document go in again, and its five minutes begin anew", () => {
    given(...putIn, chooses("undo-deposit", 1), takesOut(1), minutesPass(1))
      .when(deposits(extract, 1), minutesPass(4))
      .expect({
        facts: [
          "door-granted",
          "grant-ended",
          "pickup-deposited",
          "staff-signed-out",
          "visit-ended",
        ],
      })
      .when(minutesPass(1))
      .expect({ facts: ["message-queued"] });
  });

  test("is offered in the menu too, to whoever signs in while nobody has heard of it", () => {
    const story = given(...putIn, chooses("deposit-done"), signsOut, signsIn());
    expect(undoButtons(story)).toEqual([1]);
    story.when(chooses("undo-deposit", 1)).expect({ facts: ["door-granted"] });
    expect(undoButtons(given(...putIn, signsOut, minutesPass(5), signsIn()))).toEqual([]);
  });

  test("takes the newest first, and then the one before", () => {
    const two = given(...putIn, deposits(otherExtract, 2));
    expect(undoButtons(two)).toEqual([2]);
    const one = given(...putIn, deposits(otherExtract, 2), chooses("undo-deposit", 2), takesOut(2));
    expect(undoButtons(one)).toEqual([1]);
  });

  test("does nothing for a door that is not on the button any more", () => {
    given(...putIn, deposits(otherExtract, 2))
      .when(chooses("undo-deposit", 1))
      .expect({ facts: [], screen: "clerk-deposited" });
    given(...ready)
      .when(chooses("undo-deposit", 1))
      .expect({ facts: [], screen: "clerk-menu" });
  });

  test("counts no more in the summary", () => {
    const story = given(
      ...putIn,
      deposits(otherExtract, 2),
      chooses("undo-deposit", 2),
      takesOut(2),
      chooses("deposit-done"),
    );
    expect(story.terminal.screen()).toMatchObject({
      name: "clerk-finished",
      values: { loaded: 1 },
    });
    const before = given(
      ...putIn,
      signsOut,
      signsIn(),
      chooses("undo-deposit", 1),
      takesOut(1),
      chooses("deposit-done"),
    );
    expect(before.terminal.screen().name).toBe("clerk-menu");
  });

  test("holds the message while the clerk is at the door, and withdraws nothing from the hand", () => {
    const atDoor = [...unseen, minutesPass(2), chooses("undo-deposit", 3), opens(3)] as const;
    given(...atDoor, closes(3))
      .when(secondsPass(170))
      .expect({ facts: [] });
    for (const acts of [atDoor, [...atDoor, closes(3)]])
      given(...acts)
        .when(withdraws(extract))
        .expect({ facts: [], effects: ["refuse-desk"] });
  });

  test("that is interrupted leaves a compartment to look into, and no message", () => {
    const story = given(...putIn, chooses("undo-deposit", 1), opens(1), itemGoes(1)).when(
      powerIsCut(1000),
      boardsUp,
      minutesPass(6),
    );
    expect(story.facts.map(({ kind }) => kind)).not.toContain("message-queued");
    expect(behind(story, 1).doubt).toBe("interrupted");
  });

  test("whose door jams can be tried three times, and the message waits until somebody has looked", () => {
    const jams = inOrder(boardAccepts, coilIs("ok"), doorJams, secondsPass(1));
    given(
      ...putIn,
      chooses("undo-deposit", 1),
      jams,
      chooses("again"),
      jams,
      chooses("again"),
      jams,
    )
      .when(chooses("back"), signsOut, minutesPass(6))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "not-opened" },
          { kind: "compartment-doubted", doubt: "not-opened" },
          "staff-signed-out",
          "visit-ended",
        ],
      });
  });

  test("gives the code to nobody: a holder who guesses at nothing finds nothing", () => {
    given(...putIn, chooses("undo-deposit", 1), takesOut(1), signsOut)
      .when(scansQr(extract))
      .expect({ screen: "citizen-not-here" });
  });
});

const offersToSend = (story: ReturnType<typeof given>): boolean =>
  story.terminal.screen().choices.some(({ choice }) => choice === "send-now");

describe("the messages of a session", () => {
  const summary = [...putIn, deposits(otherExtract, 2), chooses("deposit-done")] as const;

  test("can be sent at its end, without waiting: then nothing can be undone any more", () => {
    const story = given(...summary);
    expect(offersToSend(story)).toBe(true);
    story.when(chooses("send-now")).expect({
      facts: [
        { kind: "message-queued", pickup: extract.pickup, template: "document-ready" },
        { kind: "message-queued", pickup: otherExtract.pickup, template: "document-ready" },
      ],
      screen: "clerk-finished",
    });
    expect(story.terminal.screen().values).toMatchObject({ loaded: 2, sent: 2 });
    expect([offersToSend(story), undoButtons(story)]).toEqual([false, []]);
    story.when(minutesPass(6)).expect({ facts: ["staff-signed-out", "visit-ended"] });
  });

  test("are the clerk's deed in the ledger", () => {
    const { records } = given(...summary, chooses("send-now")).terminal;
    const queued = records.filter(({ fact }) => fact.kind === "message-queued");
    expect(queued.map(({ actor }) => actor.kind)).toEqual(["staff", "staff"]);
  });

  test("wait on where a document may not lie well", () => {
    given(...summary, doorOpens(1), doorCloses(1))
      .when(chooses("send-now"))
      .expect({ facts: [{ kind: "message-queued", pickup: otherExtract.pickup }] });
  });

  test("are sent from the summary only, and only while some wait", () => {
    given(...summary, chooses("back"))
      .when(chooses("send-now"))
      .expect({ facts: [], screen: "clerk-menu" });
    expect(offersToSend(given(...summary, minutesPass(2), chooses("send-now")))).toBe(false);
  });
});
