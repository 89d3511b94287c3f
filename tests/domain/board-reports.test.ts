// What boards report of themselves and of their sensors: what each report makes the ledger believe, and what it does not.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Site } from "#domain/site.ts";
import { liveBoard } from "#domain/state.ts";
import {
  boardIsLost,
  boardIsSuspected,
  boardResets,
  boardReturns,
  boardUp,
  boardsUp,
  doorCloses,
  doorOpens,
  greets,
  itemAppears,
  itemGoes,
  opens,
  secondHostIsHeard,
  snapshot,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  deposited,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
  signsOut,
} from "../support/domain-people.ts";
import { boardA, boardB, extract, site } from "../support/domain-site.ts";
import { type Story, behind, given, givenAt, ledgerOf } from "../support/domain-story.ts";
import { type Act, createTerminal, inOrder } from "../support/domain-terminal.ts";

const told = ({ terminal }: Story, board = boardA) => liveBoard(terminal.state().live, board);
const closes = inOrder(doorCloses(1), secondsPass(2));

describe("a sensor that says nothing", () => {
  test("opens no door: what follows may be an opening or not, and is not `seen`", () => {
    const story = given(deposited(extract), scansQr(extract));
    story.when(snapshot(boardA, { unknownDoors: [1] })).expect({
      facts: [{ kind: "door-read", state: "unknown" }],
      screen: "citizen-door-opening",
    });
    expect(story.terminal.state().durable.grant?.opened).toBe("no");
    story.when(doorOpens(1)).expect({ facts: [], screen: "citizen-door-opening" });
    expect(story.terminal.state().durable.grant).toMatchObject({
      opened: "no",
      openedAtMonoMs: undefined,
    });
  });

  test("takes no document out", () => {
    const story = given(deposited(extract), scansQr(extract), opens(1));
    story.when(snapshot(boardA, { openDoors: [1], unknownItems: [1, 3] })).when(closes);
    expect(ledgerOf(story, extract).phase).toBe("waiting");
    expect(story.terminal.screen().name).toBe("citizen-taken");
  });
});

describe("an item sensor proves", () => {
  const putIn = inOrder(
    boardsUp,
    announces(extract),
    signsIn(),
    scansLabel(extract),
    opens(1),
    closes,
    chooses("deposit-in"),
    signsOut,
  );

  test("nothing by being empty all the time", () => {
    const story = given(putIn);
    expect(behind(story, 1)).toMatchObject({ holds: extract.pickup, itemSeen: false });
    story.when(scansQr(extract), opens(1), itemGoes(1), closes).expect({ screen: "citizen-taken" });
  });

  test("what it saw first after the deposit: from then on its going counts", () => {
    const story = given(putIn, itemAppears(1));
    expect(behind(story, 1).itemSeen).toBe(true);
    story.when(scansQr(extract), opens(1), itemGoes(1), closes).expect({ screen: "citizen-done" });
    expect(ledgerOf(story, extract).end).toBe("collected");
  });

  test("nothing about a compartment that holds no document", () => {
    const story = given(boardsUp, itemAppears(1));
    expect(behind(story, 1)).toMatchObject({ item: "present", itemSeen: false });
  });

  test("nothing by what it read before its door was open", () => {
    const story = given(deposited(extract), scansQr(extract), itemGoes(1));
    story.when(opens(1), closes).expect({ screen: "citizen-taken" });
  });

  test("nothing by what it read after its door had closed", () => {
    given(deposited(extract), scansQr(extract), opens(1), doorCloses(1))
      .when(itemGoes(1), secondsPass(2))
      .expect({ screen: "citizen-taken" });
  });

  test("nothing where the document came back before the door closed", () => {
    given(deposited(extract), scansQr(extract), opens(1), itemGoes(1), itemAppears(1))
      .when(closes)
      .expect({ screen: "citizen-taken" });
  });
});

describe("an event", () => {
  test("of a channel that no door is wired to is written, and is no door's", () => {
    const { terminal } = given(boardsUp);
    const before = terminal.state().durable.compartments;
    for (const kind of ["door", "item"] as const) {
      const state = { door: "open", item: "present" } as const;
      const board = { boot: terminal.knobs.boards.get(boardA)?.boot ?? "", board: boardA };
      terminal.feed({
        kind: "board",
        input: {
          kind: "board-event-read",
          ...board,
          n: kind === "door" ? 1 : 2,
          tMs: 1,
          event: { kind, channel: 9, state: state[kind] } as never,
        },
      });
    }
    expect(terminal.state().durable.compartments).toEqual(before);
    expect(terminal.state().durable.boards[boardA]?.n).toBe(2);
  });
});

describe("a board", () => {
  test("is what it was last heard to be", () => {
    expect(told(given()).presence).toBe("unseen");
    expect(told(given(boardUp(boardA)))).toMatchObject({ presence: "good", doorsKnown: true });
    expect(told(given(boardsUp, boardIsSuspected(boardA)))).toMatchObject({
      presence: "suspect",
      doorsKnown: false,
    });
    expect(told(given(boardsUp, boardIsLost(boardA)))).toMatchObject({
      presence: "lost",
      doorsKnown: false,
    });
    expect(told(given(boardsUp, boardIsSuspected(boardA), boardReturns(boardA)))).toMatchObject({
      presence: "good",
      doorsKnown: false,
    });
  });

  test("that greets again under its boot keeps its doors known; under another it does not", () => {
    expect(told(given(boardsUp, greets(boardA)))).toMatchObject({ doorsKnown: true });
    expect(told(given(boardsUp, boardResets(boardA)))).toMatchObject({ doorsKnown: false });
    expect(told(given(boardsUp, boardIsSuspected(boardA), greets(boardA)))).toMatchObject({
      presence: "good",
      doorsKnown: false,
    });
  });

  test("that was never heard has told nothing that could be lost", () => {
    for (const before of [boardIsLost(boardA), secondHostIsHeard(boardA)])
      given(before)
        .when(greets(boardA))
        .expect({ facts: ["board-greeted"] });
  });

  test("that is lost is said to be lost once", () => {
    given(boardsUp)
      .when(boardIsLost(boardA))
      .expect({ facts: ["board-lost", { kind: "alarm-raised", alarm: "board-lost" }] })
      .when(boardIsLost(boardA))
      .expect({ facts: [] })
      .when(greets(boardA), boardIsLost(boardA))
      .expect({ facts: ["board-greeted", "board-lost", "alarm-raised"] });
  });

  test("needs as many channels as its own doors, whatever other boards need", () => {
    const small: Site = {
      ...site,
      compartments: new Map([...site.compartments].filter(([number]) => number < 7)),
    };
    const at = (...acts: readonly Act[]): Story => givenAt(createTerminal(small), ...acts);
    at(boardUp(boardA))
      .when(greets(boardB, 0, 2))
      .expect({ facts: ["board-greeted"] });
    at(boardUp(boardA))
      .when(greets(boardB, 0, 1))
      .expect({
        facts: [
          "board-greeted",
          { kind: "alarm-raised", alarm: "wiring-mismatch", board: boardB },
          { kind: "bank-stopped", board: boardB, why: "wiring-mismatch" },
        ],
      });
  });

  test("knows a later ledger from the very number that this one would give next", () => {
    const greetsAhead =
      (by: number): Act =>
      (terminal) =>
        greets(boardA, terminal.state().durable.seq + 1 + by)(terminal);
    given()
      .when(greetsAhead(0))
      .expect({ facts: ["board-greeted"] });
    given()
      .when(greetsAhead(1))
      .expect({
        facts: [
          "board-greeted",
          { kind: "alarm-raised", alarm: "ledger-behind-board" },
          { kind: "bank-stopped", why: "ledger-behind-board" },
        ],
      });
  });
});
