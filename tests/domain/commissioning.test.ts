// Before a terminal may serve, a technician walks its doors: fires each, sees that this one opened and no other, tries its sensors,
// and reads the number. A door whose wires change is walked again.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Site } from "#domain/site.ts";
import { outOfService } from "#domain/terminal/out-of-service.ts";
import { uncommissioned } from "#domain/technician/commissioning.ts";
import {
  boardAccepts,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemAppears,
  itemGoes,
  opens,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  configuredAs,
  deposited,
  disables,
  minutesPass,
  powerIsCut,
  scans,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
  signsOut,
} from "../support/domain-people.ts";
import { an, boardA, boardB, door, extract, site, tom } from "../support/domain-site.ts";
import { type Story, behind, given, givenAt } from "../support/domain-story.ts";
import { type Act, createTerminal, inOrder } from "../support/domain-terminal.ts";

/** Doors 1 and 3 only: 1 has an item sensor, 3 has none. */
const twoDoors: Site = {
  ...site,
  commissioning: "required",
  boards: [boardA],
  compartments: new Map([...site.compartments].filter(([number]) => number === 1 || number === 3)),
};
const newTerminal = (): ReturnType<typeof createTerminal> => createTerminal(twoDoors);
const atWalk = inOrder(boardsUp, signsIn(tom), chooses("workshop"), chooses("commission"));
const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const opensAndCloses = (number: number): Act =>
  inOrder(secondsPass(1), opens(number), closes(number));
const handInAndOut = (number: number): Act => inOrder(itemAppears(number), itemGoes(number));
const walksDoor1 = inOrder(opens(1), handInAndOut(1), closes(1), chooses("right-door"));
const walksDoor3 = inOrder(opens(3), closes(3), chooses("right-door"));
const walksAll = inOrder(atWalk, chooses("commission-door", 1), walksDoor1, walksDoor3);

const serves = ({ terminal }: Story): boolean => outOfService(terminal.state()) === undefined;
const rowsOf = ({ terminal }: Story): unknown => {
  const { panel } = terminal.screen();
  return panel?.kind === "report" ? panel.rows : undefined;
};

describe("a new terminal", () => {
  test("serves nobody: a citizen is told, a scan begins nothing", () => {
    const story = givenAt(newTerminal(), boardsUp);
    expect(story.terminal.screen()).toMatchObject({
      name: "out-of-service",
      values: { why: "not-commissioned" },
    });
    story.when(scansQr(extract), chooses("type-code")).expect({ facts: [], effects: [] });
  });

  test("tells a clerk why, and takes no document in", () => {
    const story = givenAt(newTerminal(), boardsUp, announces(extract), signsIn(an));
    expect(story.terminal.screen()).toMatchObject({
      name: "clerk-not-ready",
      values: { unwalked: 2 },
    });
    story.when(scansLabel(extract)).expect({ facts: [], screen: "clerk-scan-refused" });
  });

  test("that is told to need no walk serves at once", () => {
    const free = createTerminal({ ...twoDoors, commissioning: "not-required" });
    const story = givenAt(free, boardsUp);
    expect(serves(story)).toBe(true);
    story.when(signsIn(tom), chooses("workshop"), chooses("commission")).expect({
      screen: "technician-menu",
    });
  });
});

describe("the walk", () => {
  test("lists the doors that nobody has walked, and starts with the one that is touched", () => {
    const story = givenAt(newTerminal(), atWalk);
    expect(story.terminal.screen().values).toMatchObject({ unwalked: 2, count: 2 });
    story.when(chooses("commission-door"), chooses("commission-door", 9)).expect({ facts: [] });
    story.when(chooses("commission-door", 3)).expect({
      facts: [{ kind: "door-granted", compartment: door(3), authority: { kind: "self-test" } }],
    });
    story.when(opens(3), closes(3)).expect({
      facts: [{ kind: "grant-ended", outcome: "opened" }],
      screen: "technician-confirm",
    });
  });

  test("asks for the number on the door, since no sensor can read it; then the next one opens", () => {
    const story = givenAt(newTerminal(), atWalk, chooses("commission-door", 3), opensAndCloses(3));
    story.when(chooses("right-door")).expect({
      facts: [
        { kind: "door-tested", outcome: "opened", openMs: 1000 },
        { kind: "door-commissioned", compartment: door(3), board: boardA, channel: 3 },
        { kind: "door-granted", compartment: door(1) },
      ],
    });
    expect(uncommissioned(story.terminal.state())).toEqual([1]);
    expect(serves(story)).toBe(false);
  });

  test("tries the item sensor with a hand or a card, in and out, while the door is open", () => {
    const story = givenAt(newTerminal(), atWalk, chooses("commission-door", 1), opens(1));
    expect(story.terminal.screen()).toMatchObject({
      name: "technician-hand",
      values: { hand: "asked" },
    });
    story.when(itemAppears(1));
    expect(story.terminal.screen().values["hand"]).toBe("seen");
    story.when(itemGoes(1));
    expect(story.terminal.screen().name).toBe("technician-test-open");
    // A second time proves no more.
    story.when(itemAppears(1), itemGoes(1), closes(1)).expect({ screen: "technician-confirm" });
  });

  test("does not count a door whose sensor saw no hand, and may be repeated", () => {
    const story = givenAt(newTerminal(), atWalk, chooses("commission-door", 1), opens(1));
    story.when(itemAppears(3), closes(1));
    expect(behind(story, 1).doubt).toBeUndefined();
    const tested = story.terminal.records.map(({ fact }) => fact);
    expect(tested).toContainEqual(
      expect.objectContaining({ kind: "door-tested", compartment: 1, outcome: "item-unchecked" }),
    );
    expect(uncommissioned(story.terminal.state())).toEqual([1, 3]);
  });

  test("ends when every door is done, and the terminal serves at once", () => {
    const story = givenAt(newTerminal(), walksAll);
    expect(rowsOf(story)).toMatchObject([
      { compartment: 1, outcome: "opened" },
      { compartment: 3, outcome: "opened" },
    ]);
    expect(serves(story)).toBe(true);
    story.when(chooses("back")).expect({ screen: "technician-commissioning" });
    story.when(chooses("back"), signsOut).expect({ screen: "citizen-home" });
    story.when(powerIsCut(5000), boardsUp);
    expect(serves(story)).toBe(true);
    story.when(signsIn(an)).expect({ screen: "clerk-menu" });
  });

  test("says plainly which door opened in the place of another, and counts neither", () => {
    const story = givenAt(newTerminal(), atWalk, chooses("commission-door", 1), doorOpens(3));
    story.when(boardAccepts, coilIs("ok"), doorJams);
    expect(rowsOf(story)).toMatchObject([
      { compartment: 1, outcome: "wrong-door", other: 3 },
      { compartment: 3, outcome: "not-tested" },
    ]);
    expect(uncommissioned(story.terminal.state())).toEqual([1, 3]);
  });

  test("does not ask for a number where two doors opened", () => {
    const story = givenAt(
      newTerminal(),
      atWalk,
      chooses("commission-door", 3),
      opens(3),
      doorOpens(1),
    );
    story.when(closes(3));
    expect(rowsOf(story)).toMatchObject([{ compartment: 3, outcome: "also-opened", other: 1 }, {}]);
  });

  test("stops where the number was another: crossed wires that no sensor sees", () => {
    const story = givenAt(newTerminal(), atWalk, chooses("commission-door", 3), opensAndCloses(3));
    story.when(chooses("other-door")).expect({
      facts: [{ kind: "door-tested", outcome: "wrong-number" }],
      screen: "technician-report",
    });
    expect(uncommissioned(story.terminal.state())).toEqual([1, 3]);
    story.when(chooses("back")).expect({ screen: "technician-commissioning" });
  });

  test("that is left before the number was read leaves that door to be looked into", () => {
    const story = givenAt(newTerminal(), atWalk, chooses("commission-door", 3), opensAndCloses(3));
    story.when(chooses("more")).expect({ facts: [], screen: "technician-confirm" });
    story.when(minutesPass(3));
    expect(behind(story, 3).doubt).toBe("interrupted");
    expect(uncommissioned(story.terminal.state())).toEqual([1, 3]);
  });

  test("leads to the page of a door that may not be fired at", () => {
    givenAt(newTerminal(), boardsUp, doorOpens(3), signsIn(tom), chooses("workshop"))
      .when(chooses("commission"), chooses("commission-door", 3))
      .expect({ screen: "technician-door" });
  });

  test("does not wait for a door that is out of service", () => {
    const story = givenAt(newTerminal(), boardsUp, disables(1));
    expect(uncommissioned(story.terminal.state())).toEqual([3]);
    story.when(signsIn(tom), chooses("workshop"), chooses("commission"));
    story.when(chooses("commission-door", 3), walksDoor3, signsOut);
    expect(serves(story)).toBe(true);
  });

  test("takes a badge or a label for what they are: nothing, while a door is open", () => {
    givenAt(newTerminal(), atWalk, chooses("commission-door", 3), opens(3))
      .when(scans(an.badge), scans("LABEL-9"))
      .expect({ facts: [], screen: "technician-test-open" });
  });
});

describe("a wall that changes", () => {
  const walked = inOrder(walksAll, signsOut);

  test("is walked again where a wire moved, and only there", () => {
    const [first, third] = [...twoDoors.compartments.values()];
    if (first === undefined || third === undefined) throw new Error("the wall has two doors");
    const rewired: Site = {
      ...twoDoors,
      compartments: new Map([
        [first.number, first],
        [third.number, { ...third, channel: 4 }],
      ]),
    };
    const story = givenAt(newTerminal(), walked, configuredAs(rewired));
    expect(uncommissioned(story.terminal.state())).toEqual([3]);
    expect(serves(story)).toBe(false);
  });

  test("is walked where a door was added", () => {
    const wider: Site = { ...site, commissioning: "required" };
    const story = givenAt(newTerminal(), walked, configuredAs(wider));
    expect(uncommissioned(story.terminal.state())).toEqual([2, 4, 5, 6, 7, 8]);
  });
});

test("a ledger that handed out documents before there was a walk has shown its doors by that", () => {
  const served = given(deposited(extract), configuredAs({ ...site, commissioning: "required" }));
  expect(uncommissioned(served.terminal.state())).toEqual([]);
  expect(served.terminal.state().site.boards).toEqual([boardA, boardB]);
  const later = givenAt(newTerminal(), walksAll, signsOut, announces(extract), signsIn(an));
  later.when(scansLabel(extract), opens(1), itemAppears(1), closes(1));
  expect(later.terminal.state().durable.servedUnwalked).toBe(false);
});
