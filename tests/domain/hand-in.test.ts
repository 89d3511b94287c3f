// The old document first, where the policy asks it: what opens, what counts as handed in, and when the new one is given.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { ScreenName } from "#domain/screen.ts";
import {
  boardAccepts,
  boardIsLost,
  boardRefuses,
  boardsUp,
  boardStaysSilent,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemAppears,
  itemGoes,
  opens,
  resultIs,
} from "../support/domain-boards.ts";
import {
  chooses,
  daysPass,
  deposited,
  disables,
  minutesPass,
  powerIsCut,
  reissues,
  scans,
  scansQr,
  secondsPass,
  signsIn,
  withdraws,
} from "../support/domain-people.ts";
import { boardA, card, door, extract } from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";
import { type Act, inOrder, times } from "../support/domain-terminal.ts";

// The new card lies in door 1; the old one goes into door 2, which has an item sensor, or 3, which has none.
const shown = inOrder(deposited(card), scansQr(card));
const atUnseen = inOrder(deposited(card), disables(2), scansQr(card));
const yes = chooses("open-hand-in");
const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const laidIn = (number: number): Act => inOrder(opens(number), itemAppears(number), closes(number));
const laidInUnseen = inOrder(opens(3), closes(3));
const jams = inOrder(boardAccepts, coilIs("ok"), doorJams);
const again = inOrder(secondsPass(1), chooses("try-again"));

describe("a right code of a document whose policy asks for the old one", () => {
  test("opens nothing yet, and says what comes first", () => {
    given(deposited(card)).when(scansQr(card)).expect({ facts: [], screen: "citizen-hand-in" });
  });

  test("asks for no old one where the new one could not be given", () => {
    given(deposited(card), boardIsLost(boardA))
      .when(scansQr(card))
      .expect({ facts: [], screen: "citizen-needs-staff" });
  });

  test("opens a free door for the old one: its own grant, for this pickup, after a proof", () => {
    given(shown)
      .when(yes)
      .expect({
        facts: [
          { kind: "proof-given", pickup: card.pickup },
          {
            kind: "door-granted",
            compartment: door(2),
            authority: { kind: "hand-in", pickup: card.pickup },
          },
        ],
        screen: "citizen-door-opening",
      });
  });

  test("says so before anything opens where no compartment is free", () => {
    given(deposited(card), disables(2, 3, 4, 5, 6, 7, 8))
      .when(scansQr(card))
      .expect({ facts: [], screen: "citizen-needs-staff" });
    const { terminal } = given(shown, disables(2, 3, 4, 5, 6, 7, 8));
    yes(terminal);
    expect(terminal.screen()).toMatchObject({
      name: "citizen-needs-staff",
      values: { why: "no-room" },
    });
  });

  test("leads to the counter without the old one, and stays good", () => {
    given(shown)
      .when(chooses("no-old-document"))
      .expect({ facts: [], screen: "citizen-needs-staff" })
      .when(scansQr(card))
      .expect({ screen: "citizen-hand-in" });
  });

  test.each<[string, Act, ScreenName]>([
    ["was withdrawn meanwhile", withdraws(card), "citizen-wrong"],
    ["got a new code meanwhile", reissues(card, "qr"), "citizen-wrong"],
    ["lies on a bank that is away by now", boardIsLost(boardA), "citizen-needs-staff"],
  ])("opens nothing for a document that %s", (_what, act, screen) => {
    given(shown, act).when(yes).expect({ facts: [], screen });
  });
});

describe("the old document", () => {
  test("counts as soon as the sensor sees it behind the closed door, and the new one's door opens", () => {
    given(shown, yes)
      .when(laidIn(2))
      .expect({
        facts: [
          "board-event-recorded",
          "board-event-recorded",
          "board-event-recorded",
          "board-event-recorded",
          { kind: "grant-ended", outcome: "opened" },
          { kind: "old-document-handed-in", compartment: door(2), proof: "item-sensor" },
          { kind: "compartment-doubted", compartment: door(2), doubt: "old-document" },
          { kind: "proof-given", pickup: card.pickup },
          {
            kind: "door-granted",
            compartment: door(1),
            authority: { kind: "collection", pickup: card.pickup },
          },
        ],
        screen: "citizen-door-opening",
      });
  });

  test("is asked for where no sensor looks, and the holder's word is taken", () => {
    given(atUnseen, yes, laidInUnseen)
      .when()
      .expect({ screen: "citizen-hand-in-check" })
      .when(chooses("deposit-in"))
      .expect({
        facts: [
          { kind: "old-document-handed-in", compartment: door(3), proof: "holder-confirmed" },
          { kind: "compartment-doubted", compartment: door(3), doubt: "old-document" },
          "proof-given",
          { kind: "door-granted", compartment: door(1) },
        ],
      });
  });

  test("is not taken on a word that the sensor denies", () => {
    given(shown, yes, opens(2), itemAppears(2), itemGoes(2), closes(2))
      .when(chooses("deposit-in"))
      .expect({
        facts: [{ kind: "compartment-doubted", compartment: door(2), doubt: "sensor-disagrees" }],
        screen: "citizen-needs-staff",
      });
  });

  test("that was not laid in leaves a compartment for a clerk to look into, and no collection", () => {
    given(atUnseen, yes, laidInUnseen)
      .when(chooses("deposit-empty"))
      .expect({
        facts: [{ kind: "compartment-doubted", compartment: door(3), doubt: "interrupted" }],
        screen: "citizen-needs-staff",
      });
    given(atUnseen, yes, laidInUnseen)
      .when(chooses("stop"))
      .expect({
        facts: [
          { kind: "compartment-doubted", compartment: door(3), doubt: "interrupted" },
          "visit-ended",
        ],
      });
  });

  test("is asked for once: who comes back after a stuck door of the new one goes straight to it", () => {
    given(shown, yes, laidIn(2), jams, chooses("stop"))
      .when(scansQr(card))
      .expect({ facts: ["proof-given", { kind: "door-granted", compartment: door(1) }] });
  });

  test("uses up no code: only the door of the new one does", () => {
    const { terminal } = given(shown, yes, laidIn(2));
    expect(terminal.state().durable.pickups.get(card.pickup)).toMatchObject({
      codeUsed: false,
      handedIn: true,
    });
    inOrder(opens(1), itemGoes(1), closes(1))(terminal);
    expect(terminal.state().durable.pickups.get(card.pickup)?.phase).toBe("ended");
    expect(terminal.screen().name).toBe("citizen-done");
  });
});

describe("the compartment with the old document", () => {
  const collected = inOrder(
    shown,
    yes,
    laidIn(2),
    opens(1),
    itemGoes(1),
    closes(1),
    secondsPass(6),
  );

  test("is free for nobody until a clerk has taken it out", () => {
    given(collected, signsIn(), chooses("inspect"), chooses("inspect-door", 2), opens(2))
      .when(itemGoes(2), closes(2), chooses("found-empty"))
      .expect({
        facts: [
          "board-event-recorded",
          "board-event-recorded",
          "grant-ended",
          { kind: "compartment-inspected", compartment: door(2), found: "empty" },
        ],
      });
  });

  test("is named to the clerk, whatever is scanned there", () => {
    const looking = inOrder(collected, signsIn(), chooses("inspect"), chooses("inspect-door", 2));
    const { terminal } = given(looking, opens(2));
    expect(terminal.screen().values).toMatchObject({ nobodys: "old" });
    scans("OLD-CARD")(terminal);
    expect(terminal.screen().values).toMatchObject({ nobodys: "old" });
  });
});

describe("the door for the old document", () => {
  test("that jams is tried again under a new grant, and gives way to plan B after three", () => {
    given(shown, yes, jams)
      .when(again)
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "not-opened" },
          { kind: "door-granted", compartment: door(2), attempt: 2 },
        ],
      })
      .when(jams, again, jams)
      .expect({ screen: "citizen-plan-b" });
  });

  test("that jams suspends nothing: another free door takes it next time", () => {
    given(shown, yes, jams, again, jams, again, jams, chooses("back"), scansQr(card))
      .when(yes)
      .expect({ facts: ["proof-given", { kind: "door-granted", compartment: door(3) }] });
  });

  test("is not tried again once it is in doubt, or the document is gone", () => {
    given(shown, yes, boardAccepts, coilIs("open-circuit"))
      .when(chooses("back"), scansQr(card))
      .expect({ screen: "citizen-hand-in" });
    given(shown, yes, boardRefuses("HW"), doorOpens(2))
      .when(again)
      .expect({ facts: [], screen: "citizen-needs-staff" });
    given(shown, yes, jams, withdraws(card)).when(again).expect({ screen: "citizen-not-here" });
  });

  test("that nobody saw move proves nothing", () => {
    const driven = inOrder(boardAccepts, coilIs("ok"), secondsPass(7), resultIs("driven"));
    given(shown, yes, driven)
      .when(chooses("door-taken"), chooses("door-closed"))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "driven" },
          { kind: "compartment-doubted", compartment: door(2), doubt: "outcome-unknown" },
        ],
        screen: "citizen-needs-staff",
      });
  });

  test("that was driven, and then only reads closed, proves nothing either", () => {
    const driven = inOrder(boardAccepts, coilIs("ok"), secondsPass(7), resultIs("driven"));
    given(shown, yes, driven).when(closes(2)).expect({ screen: "citizen-needs-staff" });
  });

  test.each<[string, Act]>([
    ["a power cut while it is open", inOrder(opens(2), powerIsCut(5000), boardsUp)],
    ["a board that never says what became of it", inOrder(boardStaysSilent, secondsPass(12))],
    ["two minutes open", inOrder(opens(2), minutesPass(2))],
  ])("waits for a clerk after %s, and the code of the new one stays good", (_what, act) => {
    const { terminal } = given(shown, yes, act);
    const { compartments, pickups } = terminal.state().durable;
    expect(Object.values(compartments).find(({ number }) => number === 2)?.doubt).toBeDefined();
    expect(pickups.get(card.pickup)).toMatchObject({ codeUsed: false, suspended: undefined });
  });
});

test("a deadline passes between two visits like any other", () => {
  given(shown, yes, laidIn(2), jams, chooses("stop"), daysPass(8))
    .when(scansQr(card))
    .expect({ screen: "citizen-not-here" });
});

test("a policy that asks for nothing first opens at once, and no button of a hand-in means anything there", () => {
  given(deposited(extract), scansQr(extract))
    .when(times(2, yes), chooses("no-old-document"))
    .expect({ facts: [], screen: "citizen-door-opening" });
});
