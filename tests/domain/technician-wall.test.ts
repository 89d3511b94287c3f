// A technician looks at the wall: how every compartment stands, how old that is, and what happened at one door.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Fact, LedgerRecord } from "#domain/facts.ts";
import { doorHistory } from "#domain/technician/door-history.ts";
import type { Panel, Tile } from "#domain/technician/panel.ts";
import type { Site } from "#domain/site.ts";
import {
  boardIsLost,
  boardsUp,
  doorOpens,
  itemAppears,
  itemGoes,
  opens,
  snapshot,
} from "../support/domain-boards.ts";
import {
  chooses,
  deposited,
  disables,
  minutesPass,
  scansQr,
  secondsPass,
  signsIn,
} from "../support/domain-people.ts";
import { an, boardA, boardB, door, extract, site, tom } from "../support/domain-site.ts";
import { type Story, given, givenAt } from "../support/domain-story.ts";
import { type Act, createTerminal, inOrder } from "../support/domain-terminal.ts";
import { toldOfDoor } from "../support/domain-workshop.ts";

const atWall = inOrder(signsIn(tom), chooses("workshop"), chooses("wall"));

function panelOf<Kind extends Panel["kind"]>(
  { terminal }: Story,
  kind: Kind,
): Extract<Panel, { readonly kind: Kind }> {
  const { panel } = terminal.screen();
  if (panel?.kind !== kind) throw new Error(`no ${kind} on the screen`);
  return panel as Extract<Panel, { readonly kind: Kind }>;
}
const tilesOn = (story: Story): readonly Tile[] => panelOf(story, "tiles").tiles;
const numbersOn = (story: Story): readonly number[] =>
  tilesOn(story).map((tile) => tile.compartment);
const stateOn = (story: Story, number: number): string | undefined =>
  tilesOn(story).find(({ compartment }) => compartment === number)?.state;

const atDoor = (number: number): Act => inOrder(atWall, chooses("look-at-door", number));

const slow: Act = (terminal) => {
  terminal.knobs.adapters = "slow";
};

const told = (story: Story, number: number): readonly string[] =>
  doorHistory(story.terminal.records, door(number)).map(({ what, detail }) =>
    [what, detail].filter(Boolean).join(" "),
  );

const record = (fact: Fact): LedgerRecord => ({
  seq: 1,
  atMs: 0,
  monoMs: 0,
  clockEpoch: 1,
  clockTrusted: true,
  actor: { kind: "terminal" },
  policy: undefined,
  fact,
});

const eventFact = (event: Extract<Fact, { kind: "board-event-recorded" }>["event"]): Fact => ({
  kind: "board-event-recorded",
  board: boardA,
  boot: "0000000A",
  n: 1,
  tMs: 0,
  compartment: door(1),
  event,
});

describe("the workshop", () => {
  test("is for technicians: a clerk has no way in", () => {
    const story = given(boardsUp, signsIn(an));
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).not.toContain("workshop");
    story.when(chooses("workshop")).expect({ facts: [], screen: "clerk-menu" });
  });

  test("is left for the clerk's work, and for good", () => {
    const inside = inOrder(boardsUp, signsIn(tom), chooses("workshop"));
    given(inside).when(chooses("back")).expect({ screen: "clerk-menu" });
    given(inside)
      .when(chooses("sign-out"))
      .expect({ facts: ["staff-signed-out", "visit-ended"], screen: "citizen-home" });
  });
});

describe("a tile", () => {
  const cases: readonly (readonly [state: string, about: number, how: Act])[] = [
    ["ok", 1, boardsUp],
    ["occupied", 1, deposited(extract)],
    ["out-of-service", 1, inOrder(boardsUp, disables(1))],
    ["unknown", 1, inOrder(boardsUp, boardIsLost(boardA))],
    ["unknown", 1, inOrder(boardsUp, snapshot(boardA, { unknownDoors: [1] }))],
    ["open", 2, inOrder(boardsUp, doorOpens(2))],
    // Its neighbour opened by itself: the whole bank is stopped.
    ["fault", 1, inOrder(boardsUp, doorOpens(2))],
  ];
  test.each(cases)("says %s", (state, number, how) => {
    expect(stateOn(given(how, atWall), number)).toBe(state);
  });

  test("says doubt where a clerk has to look, and fault where a door did not do as asked", () => {
    const restored = given((terminal) => terminal.restore(), boardsUp, atWall);
    expect(tilesOn(restored)[0]).toMatchObject({ state: "doubt", why: "restored" });
    const jammed = given(
      deposited(extract),
      (terminal) => terminal.feed({ kind: "board", input: { kind: "board-lost", board: boardB } }),
      atWall,
    );
    expect(stateOn(jammed, 5)).toBe("unknown");
  });

  test("tells the age of its reading, which is taken again every two seconds while somebody looks", () => {
    const story = given(boardsUp, minutesPass(1), atWall);
    expect(tilesOn(story)[0]?.ageMs).toBeGreaterThanOrEqual(60_000);
    const again = story.when(secondsPass(4));
    expect(again.effects.map(({ kind }) => kind)).toEqual(
      Array.from({ length: 4 }, () => "read-board"),
    );
    again.when(snapshot(boardA));
    expect(tilesOn(story).find(({ compartment }) => compartment === 1)?.ageMs).toBe(0);
  });

  test("of a board that never answered has no age", () => {
    const story = given(signsIn(tom), chooses("workshop"), chooses("wall"));
    expect(tilesOn(story)[0]).toEqual({ compartment: 1, state: "unknown", ageMs: undefined });
  });

  test("keeps nobody signed in: the readings are no touch", () => {
    const story = given(boardsUp, atWall, secondsPass(154));
    expect(story.terminal.screen().secondsLeft).toBeUndefined();
    story.when(secondsPass(26)).expect({ facts: ["staff-signed-out", "visit-ended"] });
  });
});

describe("the wall", () => {
  test("has the doors in trouble first", () => {
    expect(numbersOn(given(deposited(extract), boardIsLost(boardB), disables(3), atWall))).toEqual([
      5, 6, 7, 8, 3, 1, 2, 4,
    ]);
  });

  test("can be asked for the troubled ones alone, and for all again", () => {
    const story = given(deposited(extract), boardIsLost(boardB), atWall);
    story.when(chooses("only-faults"));
    expect(numbersOn(story)).toEqual([5, 6, 7, 8]);
    expect(story.terminal.screen().values["faults"]).toBe(4);
    story.when(chooses("all-doors"));
    expect(numbersOn(story)).toHaveLength(8);
    story.when(chooses("back")).expect({ screen: "technician-menu" });
  });

  test("of more than twenty-four doors has pages, the last of which leads to the first", () => {
    const [first] = [...site.compartments.values()];
    if (first === undefined) throw new Error("the wall has doors");
    const long: Site = {
      ...site,
      compartments: new Map(
        Array.from({ length: 26 }, (_, at) => [
          door(at + 1),
          { ...first, number: door(at + 1), channel: at + 1 },
        ]),
      ),
    };
    const story = givenAt(createTerminal(long), boardsUp, atWall);
    expect(numbersOn(story)).toHaveLength(24);
    story.when(chooses("next"));
    expect(numbersOn(story)).toEqual([25, 26]);
    story.when(chooses("next"));
    expect(numbersOn(story)).toHaveLength(24);
  });
});

describe("one door", () => {
  test("is two touches from the menu, and only a door of the wall is looked at", () => {
    const story = given(boardsUp, atDoor(2));
    expect(story.terminal.screen()).toMatchObject({
      name: "technician-door",
      door: { compartment: 2, state: "closed" },
    });
    given(boardsUp, atWall, chooses("look-at-door", 9))
      .when()
      .expect({ screen: "technician-wall" });
    given(boardsUp, atWall, chooses("look-at-door")).when().expect({ screen: "technician-wall" });
    story.when(chooses("back")).expect({ screen: "technician-wall" });
  });

  test("is taken out of service and put back, once each", () => {
    const story = given(boardsUp, atDoor(2));
    story
      .when(chooses("put-in-service"), chooses("take-out-of-service"))
      .expect({ facts: [{ kind: "compartment-disabled", reason: "technician" }] });
    story
      .when(chooses("take-out-of-service"), chooses("put-in-service"))
      .expect({ facts: ["compartment-enabled"], screen: "technician-door" });
  });

  test("in doubt is looked into from here; any other is not", () => {
    given((terminal) => terminal.restore(), boardsUp, atDoor(2))
      .when(chooses("look-inside"))
      .expect({
        facts: [{ kind: "door-granted", authority: { kind: "inspection" } }],
        screen: "clerk-door-opening",
      });
    given(boardsUp, atDoor(2)).when(chooses("look-inside")).expect({ facts: [] });
  });

  test("has a history, a page at a time, in the time of the site", () => {
    const story = given(boardsUp, atDoor(2));
    story
      .when(chooses("door-history"))
      .expect({ effects: [{ kind: "read-door-history", compartment: door(2) }] });
    const { events } = panelOf(story, "events");
    expect(events).toHaveLength(6);
    expect(events[0]).toEqual({ at: "03/11 09:00:09", what: "ended", detail: "opened" });
    expect(events[1]).toEqual({ at: "03/11 09:00:07", what: "closed" });
    story.when(chooses("more"));
    expect(panelOf(story, "events").events).toHaveLength(toldOfDoor.length - 6);
    story.when(chooses("back")).expect({ screen: "technician-door" });
  });

  test("whose history comes after the technician has gone elsewhere shows nothing", () => {
    const story = given(boardsUp, atDoor(2), slow, chooses("door-history"));
    story.when(chooses("back")).expect({ screen: "staff-checking" });
    story
      .when(secondsPass(180), (terminal) => terminal.answer())
      .expect({ screen: "citizen-home" });
    const answer = { kind: "door-history-read", ask: 0, compartment: door(2), events: [] } as const;
    given(boardsUp, atDoor(2), slow, chooses("door-history"))
      .when((terminal) => terminal.feed({ kind: "answer", input: answer }))
      .expect({ screen: "staff-checking" });
    given(boardsUp, atDoor(2))
      .when((terminal) => terminal.feed({ kind: "answer", input: answer }))
      .expect({ screen: "technician-door" });
    given(boardsUp, signsIn(tom))
      .when((terminal) => terminal.feed({ kind: "answer", input: answer }))
      .expect({ screen: "clerk-menu" });
  });

  test("at which nothing happened says so", () => {
    const story = given(boardsUp, atDoor(2), (terminal) => {
      terminal.knobs.adapters = "slow";
      chooses("door-history")(terminal);
      const ask = terminal.state().live.nextAsk - 1;
      terminal.feed({
        kind: "answer",
        input: { kind: "door-history-read", ask, compartment: door(2), events: [] },
      });
    });
    expect(story.terminal.screen().values).toMatchObject({ door: 2, none: 1 });
  });
});

describe("a door's history", () => {
  test("is read from the ledger, newest first, and names nobody", () => {
    const story = given(deposited(extract), scansQr(extract), opens(1), itemGoes(1));
    expect(told(story, 1)).toEqual([
      "item-went",
      "opened",
      "granted collection",
      "ended opened",
      "closed",
      "item-came",
      "opened",
      "granted deposit",
      "item-went",
      "closed",
    ]);
    expect(JSON.stringify(doorHistory(story.terminal.records, door(1)))).not.toContain(
      extract.pickup,
    );
    expect(told(story, 7)).toEqual(["closed"]);
  });

  const facts: readonly (readonly [Fact, string | undefined])[] = [
    [eventFact({ kind: "drive", channel: 1, state: "short", op: 1 }), "coil-broken short"],
    [eventFact({ kind: "drive", channel: 1, state: "ok", op: 1 }), undefined],
    [eventFact({ kind: "opfail", channel: 1, op: 1 }), undefined],
    [{ kind: "item-read", compartment: door(1), state: "unknown" }, undefined],
    [{ kind: "item-read", compartment: door(1), state: "absent" }, "item-went"],
    [{ kind: "compartment-inspected", compartment: door(1), found: "empty" }, "inspected empty"],
    [{ kind: "compartment-doubted", compartment: door(1), doubt: "restored" }, "doubted restored"],
    [{ kind: "compartment-disabled", compartment: door(1), reason: "x" }, "disabled"],
    [{ kind: "compartment-enabled", compartment: door(1) }, "enabled"],
    [{ kind: "compartment-enabled", compartment: door(2) }, undefined],
    [{ kind: "grant-ended", op: 7, outcome: "opened" }, undefined],
    [{ kind: "alarm-raised", alarm: "tamper", reference: "1", compartment: door(1) }, undefined],
  ];
  test.each(facts)("of %j", (fact, line) => {
    const [first] = doorHistory([record(fact)], door(1));
    const text =
      first === undefined ? undefined : [first.what, first.detail].filter(Boolean).join(" ");
    expect(text).toBe(line);
  });

  test("ends somewhere", () => {
    const many = Array.from({ length: 90 }, () =>
      record({ kind: "compartment-enabled", compartment: door(1) }),
    );
    expect(doorHistory(many, door(1))).toHaveLength(60);
    expect(doorHistory([], door(1))).toEqual([]);
    expect(given(boardsUp, itemAppears(1)).terminal.records.length).toBeGreaterThan(0);
  });
});
