// Doors that open without a grant, and boards that cannot be believed: alarms, and banks that wait for staff.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardIsLost,
  boardIsSuspected,
  boardResets,
  boardReturns,
  boardUp,
  boardsUp,
  doorCloses,
  doorOpens,
  eventsAreMissed,
  greets,
  opens,
  secondHostIsHeard,
  snapshot,
  tamper,
} from "../support/domain-boards.ts";
import {
  asksDesk,
  chooses,
  deposited,
  msPass,
  scansQr,
  secondsPass,
  signsIn,
} from "../support/domain-people.ts";
import { an, boardA, boardB, door, extract, otherExtract, tom } from "../support/domain-site.ts";
import { behind, given, givenAt, ledgerOf } from "../support/domain-story.ts";

const withoutGrant = (board: typeof boardA, number: number) =>
  [
    { kind: "alarm-raised", alarm: "door-opened-without-grant", board, compartment: door(number) },
    { kind: "compartment-doubted", compartment: door(number), doubt: "opened-without-grant" },
    { kind: "bank-stopped", board, why: "door-opened-without-grant" },
  ] as const;

describe("a door that opens without a grant", () => {
  test("raises an alarm and stops its bank in the same step", () => {
    const story = given(deposited(extract)).when(doorOpens(3));
    story.expect({ facts: withoutGrant(boardA, 3) });
    expect(story.terminal.steps.at(-1)?.facts.map(({ fact }) => fact.kind)).toContain(
      "bank-stopped",
    );
  });

  test("suspends the code of the document behind it", () => {
    const story = given(deposited(extract)).when(doorOpens(1));
    expect(ledgerOf(story, extract).suspended).toBe("opened-without-grant");
  });

  test("is just as wrong beside the granted one, whose watch goes on", () => {
    given(deposited(extract), scansQr(extract))
      .when(doorOpens(2))
      .expect({ facts: withoutGrant(boardA, 2), screen: "citizen-door-opening" })
      .when(opens(1))
      .expect({ facts: ["code-used"], screen: "citizen-door-open" });
  });

  test("keeps its bank closed until staff resume it, and no other", () => {
    const story = given(deposited(extract, otherExtract), doorOpens(3), doorCloses(3));
    story
      .when(scansQr(extract))
      .expect({ facts: ["proof-given"], effects: ["check-code"], screen: "citizen-needs-staff" });
    story
      .when(chooses("stop"), signsIn(), chooses("resume-bank"))
      .expect({ effects: ["read-badge", "check-totp", "clear-second-host", "read-board"] });
    story
      .when(chooses("sign-out"), scansQr(extract))
      .expect({ facts: ["staff-signed-out", "visit-ended", "proof-given", "door-granted"] });
  });

  test("may be closed at any time: closing is never an alarm", () => {
    given(deposited(extract), doorOpens(3)).when(doorCloses(3)).expect({ facts: [] });
  });

  test("is told once, by whichever of snapshot and event is read first", () => {
    given(deposited(extract))
      .when(snapshot(boardA, { openDoors: [3], presentItems: [1], newestEvent: 99 }))
      .expect({ facts: [{ kind: "door-read", state: "open" }, ...withoutGrant(boardA, 3)] })
      .when(doorOpens(3))
      .expect({ facts: [] });
  });

  test("and is found open when the terminal first reads the wall is found, not opened", () => {
    given(greets(boardA))
      .when(snapshot(boardA, { openDoors: [2] }))
      .expect({
        facts: [
          "door-read",
          "item-read",
          "door-read",
          "item-read",
          "door-read",
          "door-read",
          "item-read",
        ],
      });
  });
});

describe("a board", () => {
  test("that is suspected promises no door: its doors are unknown until a snapshot was read", () => {
    given(deposited(extract), boardIsSuspected(boardB))
      .when(boardIsSuspected(boardA))
      .expect({ facts: [], screen: "out-of-service" })
      .when(boardReturns(boardA))
      .expect({ facts: [], effects: ["read-board"], screen: "out-of-service" })
      .when(snapshot(boardA, { presentItems: [1] }))
      .expect({ facts: [], screen: "citizen-home" });
  });

  test("that is lost raises one alarm, and one fact when it is back", () => {
    given(boardsUp)
      .when(boardIsLost(boardA), boardIsLost(boardA))
      .expect({ facts: ["board-lost", { kind: "alarm-raised", alarm: "board-lost" }] })
      .when(greets(boardA))
      .expect({ facts: ["board-greeted"] });
  });

  test("that was lost and comes back under the same boot opens doors again", () => {
    given(
      deposited(extract),
      boardIsLost(boardA),
      greets(boardA),
      boardReturns(boardA),
      snapshot(boardA, { presentItems: [1] }),
    )
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"], screen: "citizen-door-opening" });
  });

  test("is not asked to open before the events it still holds were read", () => {
    given(deposited(extract))
      .when(snapshot(boardA, { presentItems: [1], newestEvent: 99 }), scansQr(extract))
      .expect({ facts: ["proof-given"], effects: ["check-code"], screen: "citizen-needs-staff" });
  });

  test("that was reset has unknown doors until its snapshot", () => {
    given(deposited(extract))
      .when(boardResets(boardA), scansQr(extract))
      .expect({
        facts: [{ kind: "board-was-blind", fromN: 5 }, "board-greeted", "proof-given"],
        screen: "citizen-needs-staff",
      });
  });

  test("whose events were missed was blind: the span is written and its doors are read anew", () => {
    given(boardUp(boardA))
      .when(eventsAreMissed(boardA, 3))
      .expect({
        facts: [{ kind: "board-was-blind", board: boardA, fromN: 1, toN: 3 }],
        screen: "out-of-service",
      });
  });

  test("whose snapshot differs from the ledger had a door that opened while nobody read it", () => {
    given(deposited(extract), boardIsSuspected(boardA))
      .when(snapshot(boardA, { openDoors: [1], presentItems: [] }))
      .expect({
        facts: [
          { kind: "door-read", state: "open" },
          { kind: "alarm-raised", alarm: "door-opened-without-grant" },
          "compartment-doubted",
          "pickup-suspended",
          "bank-stopped",
          { kind: "item-read", state: "absent" },
          { kind: "alarm-raised", alarm: "item-missing" },
        ],
      });
  });

  test("that knows a later operation than the ledger has seen another ledger: it opens nothing", () => {
    given(deposited(extract))
      .when(greets(boardA, 1_000_000))
      .expect({
        facts: [
          { kind: "alarm-raised", alarm: "ledger-behind-board" },
          { kind: "bank-stopped", why: "ledger-behind-board" },
        ],
      })
      .when(scansQr(extract), chooses("type-code"))
      .expect({ facts: [], effects: [], screen: "out-of-service" })
      .when(asksDesk({ kind: "bank-resume-asked", board: boardA }))
      .expect({ facts: [], effects: ["refuse-desk"] });
  });

  test("that does not reach all its doors is stopped when it greets", () => {
    given(boardsUp)
      .when(greets(boardA, 0, 3))
      .expect({
        facts: [
          { kind: "alarm-raised", alarm: "wiring-mismatch" },
          { kind: "bank-stopped", why: "wiring-mismatch" },
        ],
      });
  });

  test("beside which a second host is heard is stopped until staff have looked", () => {
    const story = given(deposited(extract))
      .when(secondHostIsHeard(boardA), secondHostIsHeard(boardA))
      .expect({
        facts: [
          { kind: "alarm-raised", alarm: "second-host" },
          { kind: "bank-stopped", why: "second-host" },
        ],
      });
    story.when(scansQr(extract)).expect({ facts: ["proof-given"], screen: "citizen-needs-staff" });
    story
      .when(asksDesk({ kind: "bank-resume-asked", board: boardA }))
      .expect({ facts: ["bank-resumed"], effects: ["clear-second-host", "read-board"] });
  });

  test("beside which a second host was heard is resumed by a technician, not by a clerk", () => {
    const heard = [boardsUp, secondHostIsHeard(boardA)] as const;
    given(...heard, signsIn(an))
      .when(chooses("resume-bank"))
      .expect({ facts: [], effects: [] });
    given(...heard, signsIn(tom))
      .when(chooses("resume-bank"))
      .expect({ facts: ["bank-resumed"], effects: ["clear-second-host", "read-board"] });
  });

  test("that is tampered with raises an alarm", () => {
    given(boardsUp)
      .when(tamper(boardA))
      .expect({ facts: [{ kind: "alarm-raised", alarm: "tamper", board: boardA }] });
  });

  test("gets each event acknowledged, and only after its row: the same number again is not written twice", () => {
    const story = given(boardsUp).when(tamper(boardA));
    expect(story.effects).toEqual([
      expect.objectContaining({ kind: "acknowledge-event", board: boardA, n: 1 }),
    ]);
    const told = story.terminal.knobs.boards.get(boardA);
    if (told !== undefined) told.n -= 1;
    story
      .when(tamper(boardA))
      .expect({ facts: [], effects: [{ kind: "acknowledge-event", n: 1 }] });
  });
});

test("an event of a boot that is over is neither believed nor acknowledged", () => {
  const { terminal } = given(boardsUp);
  const told = terminal.knobs.boards.get(boardA);
  if (told !== undefined) told.boot = "0000EEEE";
  givenAt(terminal).when(doorOpens(2)).expect({ facts: [] });
  expect(terminal.steps.at(-1)?.effects).toEqual([]);
});

describe("a compartment in doubt", () => {
  test("opens for no code, however right", () => {
    const story = given(deposited(extract, otherExtract), scansQr(extract), opens(1));
    story.when(doorCloses(1), secondsPass(2), msPass(60_000));
    expect(behind(story, 1).doubt).toBe("left-inside");
    story.when(secondsPass(61), scansQr(extract)).expect({
      facts: [],
      screen: "citizen-needs-staff",
    });
  });
});
