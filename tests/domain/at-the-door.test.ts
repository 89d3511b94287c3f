// What a screen at a door shows and what its holder may not do: numbers, states, and every reason why a right code opens nothing.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { compartmentOf, initialDurable } from "#domain/state.ts";
import {
  boardAccepts,
  boardIsSuspected,
  doorCloses,
  doorJams,
  itemGoes,
  opens,
  snapshot,
} from "../support/domain-boards.ts";
import {
  chooses,
  deposited,
  depositedUnseen,
  disables,
  presses,
  scansQr,
  secondsPass,
  types,
} from "../support/domain-people.ts";
import { boardA, door, extract, licence } from "../support/domain-site.ts";
import { type Story, behind, given, ledgerOf } from "../support/domain-story.ts";
import { inOrder, times } from "../support/domain-terminal.ts";

const opening = inOrder(deposited(extract), scansQr(extract));
const jams = inOrder(boardAccepts, doorJams);
const triesAgain = inOrder(secondsPass(1), chooses("try-again"));
const shown = ({ terminal }: Story): object => {
  const { name, values, door: at } = terminal.screen();
  return { name, values, door: at };
};

describe("the screen", () => {
  test("names the door and says how it stands, as long as anybody knows", () => {
    expect(shown(given(opening))).toMatchObject({
      name: "citizen-door-opening",
      values: { door: 1 },
      door: { compartment: 1, state: "closed" },
    });
    expect(shown(given(opening, jams))).toMatchObject({
      name: "citizen-door-jammed",
      values: { door: 1 },
      door: { compartment: 1, state: "closed" },
    });
    expect(shown(given(opening, opens(1)))).toMatchObject({
      name: "citizen-door-open",
      values: { door: 1, reminder: 0 },
      door: { compartment: 1, state: "open" },
    });
    expect(shown(given(opening, opens(1), boardIsSuspected(boardA)))).toMatchObject({
      door: { compartment: 1, state: "unknown" },
    });
  });

  test("counts the reminders of a door that stays open", () => {
    const open = inOrder(opening, opens(1));
    expect(shown(given(open, secondsPass(19)))).toMatchObject({ name: "citizen-door-open" });
    expect(shown(given(open, secondsPass(20)))).toMatchObject({
      name: "citizen-door-still-open",
      values: { reminder: 1 },
    });
    expect(shown(given(open, secondsPass(60)))).toMatchObject({ values: { reminder: 3 } });
  });

  test("asks about a document that its sensor still sees otherwise than about one that it does not", () => {
    const closed = inOrder(doorCloses(1), secondsPass(2));
    const inside = given(opening, opens(1), closed);
    expect(shown(inside)).toMatchObject({ name: "citizen-taken", values: { door: 1, inside: 1 } });
    expect(inside.terminal.screen().choices).toEqual([
      { choice: "reopen", primary: true },
      { choice: "door-taken", primary: false },
    ]);
    const gone = given(opening, itemGoes(1), opens(1), closed);
    expect(shown(gone)).toMatchObject({ values: { inside: 0 } });
    expect(gone.terminal.screen().choices).toEqual([
      { choice: "door-taken", primary: true },
      { choice: "reopen", primary: false },
      { choice: "door-nothing", primary: false },
    ]);
    const unseen = given(depositedUnseen(extract), scansQr(extract), opens(3), doorCloses(3));
    expect(shown(unseen.when(secondsPass(2)))).toMatchObject({ values: { door: 3, inside: 0 } });
  });
});

describe("a right code opens nothing", () => {
  const refused = { facts: [], effects: ["check-code"], screen: "citizen-needs-staff" } as const;

  test("behind a door that the desk took out of use", () => {
    given(deposited(extract), disables(1)).when(scansQr(extract)).expect(refused);
  });

  test("behind a door that jammed three times: the code is good, the door waits for a clerk", () => {
    const story = given(opening, jams, times(2, inOrder(triesAgain, jams)), chooses("back"));
    expect(ledgerOf(story, extract).suspended).toBeUndefined();
    expect(behind(story, 1).doubt).toBe("not-opened");
    story.when(scansQr(extract)).expect(refused);
  });
});

test("plan B is an alarm that names its door", () => {
  const story = given(opening, jams, triesAgain, jams, triesAgain).when(jams);
  expect(story.facts).toContainEqual(
    expect.objectContaining({ kind: "alarm-raised", alarm: "door-not-opened", compartment: 1 }),
  );
});

test("a birth date that is too short is not checked", () => {
  given(deposited(licence), scansQr(licence), types("1204 198"))
    .when(presses("enter"))
    .expect({ facts: [], effects: [], screen: "citizen-birth-date" });
});

test("of a compartment that nobody spoke of nothing is known", () => {
  expect(compartmentOf(initialDurable, door(7))).toMatchObject({
    number: 7,
    holds: undefined,
    doubt: undefined,
    disabled: undefined,
    door: "unknown",
    item: "unknown",
    itemSeen: false,
    last: undefined,
  });
});

test("a snapshot of the wall is no reading of one board's doors for another", () => {
  const story = given(opening, snapshot(boardA, { openDoors: [1], presentItems: [1] }));
  expect(behind(story, 5).door).toBe("closed");
});
