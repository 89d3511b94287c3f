// What boards report of themselves and of their sensors: what each report makes the ledger believe, and what it does not.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Fact, RecordedEvent } from "#domain/facts.ts";
import type { Site } from "#domain/site.ts";
import { liveBoard } from "#domain/state.ts";
import {
  boardAccepts,
  boardIsLost,
  boardIsSuspected,
  boardResets,
  boardReturns,
  boardStaysSilent,
  boardUp,
  boardsUp,
  doorCloses,
  doorJams,
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
import {
  type Act,
  type TestTerminal,
  createTerminal,
  inOrder,
} from "../support/domain-terminal.ts";

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

const reports =
  (event: RecordedEvent, board = boardA): Act =>
  (terminal) => {
    const known = terminal.knobs.boards.get(board);
    if (known === undefined) return;
    known.n += 1;
    const { boot, n } = known;
    const input = { kind: "board-event-read", board, boot, n, tMs: 7, event } as const;
    terminal.feed({ kind: "board", input });
  };

const oneUnread =
  (board = boardA): Act =>
  (terminal) =>
    snapshot(board, { newestEvent: (terminal.knobs.boards.get(board)?.n ?? 0) + 1 })(terminal);
const quiet = { kind: "hostlost" } as const;

describe("an event", () => {
  test("is written once, as it was told, and acknowledged as often as it is told", () => {
    const story = given(boardsUp);
    const input = {
      kind: "board-event-read",
      board: boardA,
      boot: "00000001",
      n: 1,
      tMs: 7,
      event: { kind: "item", channel: 2, state: "present" },
    } as const;
    const tells: Act = (terminal) => terminal.feed({ kind: "board", input });
    const acknowledge = { kind: "acknowledge-event", board: boardA, boot: "00000001", n: 1 };
    const first = story.when(secondsPass(5), tells);
    expect(first.facts).toEqual([{ ...input, kind: "board-event-recorded", compartment: 2 }]);
    expect(first.effects).toEqual([acknowledge]);
    expect(told(first).readAtMonoMs).toBe(first.terminal.now().monoMs);
    const again = story.when(tells);
    expect(again).toMatchObject({ facts: [], effects: [acknowledge] });
  });

  test("of a board or boot that nobody greeted is neither written nor acknowledged", () => {
    given()
      .when(reports({ kind: "hostlost" }))
      .expect({ facts: [] });
    const other: Act = (terminal) => {
      terminal.knobs.boards.set(boardA, { boot: "0000AAAA", n: 0 });
      reports({ kind: "hostlost" })(terminal);
    };
    for (const { facts, effects } of [
      given().when(reports({ kind: "hostlost" })),
      given(boardsUp).when(other),
    ])
      expect([...facts, ...effects]).toEqual([]);
  });

  test("of a channel that no door is wired to is written, and is no door's", () => {
    const story = given(boardsUp);
    const before = story.terminal.state().durable.compartments;
    const { facts } = story.when(
      reports({ kind: "door", channel: 9, state: "open" }),
      reports({ kind: "item", channel: 9, state: "present" }),
    );
    expect(facts.map(({ kind }) => kind)).toEqual(["board-event-recorded", "board-event-recorded"]);
    for (const fact of facts) expect(fact).not.toHaveProperty("compartment");
    expect(story.terminal.state().durable.compartments).toEqual(before);
  });

  test("that says its ring overflowed makes its doors unknown; no other does", () => {
    expect(told(given(boardsUp, reports({ kind: "lost", count: 3 }))).doorsKnown).toBe(false);
    expect(told(given(boardsUp, reports({ kind: "hostlost" }))).doorsKnown).toBe(true);
  });

  test("of a hand at its housing is an alarm; that the hand has gone is none", () => {
    given(boardsUp)
      .when(reports({ kind: "tamper", state: "on" }))
      .expect({ facts: [{ kind: "alarm-raised", alarm: "tamper", board: boardA }] })
      .when(reports({ kind: "tamper", state: "off" }))
      .expect({ facts: [] });
  });

  test("of a door that closes is no alarm, whoever opened it", () => {
    given(boardsUp).when(doorCloses(5)).expect({ facts: [] });
    given(boardsUp, doorOpens(5)).when(doorCloses(5)).expect({ facts: [] });
  });

  test("that was the last to read has the granted door's board read again, and no other board", () => {
    const opening = [deposited(extract), scansQr(extract)] as const;
    const readAgain = [{ kind: "read-board", board: boardA }] as const;
    given(...opening, oneUnread())
      .when(reports(quiet))
      .expect({ effects: readAgain });
    given(...opening, oneUnread(), reports(quiet))
      .when(reports(quiet))
      .expect({ effects: [] });
    given(...opening, oneUnread(boardB))
      .when(reports(quiet, boardB))
      .expect({ effects: [] });
    given(deposited(extract), oneUnread()).when(reports(quiet)).expect({ effects: [] });
  });
});

const readOf = (facts: readonly Fact[]): readonly number[] =>
  facts.flatMap((fact) => (fact.kind === "door-read" ? fact.compartment : []));

const alarms = (...acts: readonly Act[]): readonly Fact[] =>
  given(...acts).terminal.records.flatMap(({ fact }) =>
    fact.kind === "alarm-raised" ? [fact] : [],
  );

describe("a snapshot", () => {
  test("of a board that nobody greeted says nothing", () => {
    const story = given().when(snapshot(boardA));
    story.expect({ facts: [], effects: [] });
    expect(told(story).presence).toBe("unseen");
  });

  test("leaves the granted door to its events as long as some are unread, and reads all others", () => {
    const open = { openDoors: [1, 2] };
    const unread = (terminal: TestTerminal): void =>
      snapshot(boardA, { ...open, newestEvent: (terminal.knobs.boards.get(boardA)?.n ?? 0) + 1 })(
        terminal,
      );
    const opening = [deposited(extract), scansQr(extract)] as const;
    expect(readOf(given(...opening).when(unread).facts)).toEqual([2]);
    expect(readOf(given(...opening).when(snapshot(boardA, open)).facts)).toEqual([1, 2]);
  });

  test("in which a document has gone is an alarm that names board and door; a code it suspends not", () => {
    const missing = { kind: "alarm-raised", alarm: "item-missing", board: boardA, compartment: 1 };
    const story = given(deposited(extract));
    expect(story.when(snapshot(boardA, { presentItems: [] })).facts.slice(1)).toMatchObject([
      missing,
    ]);
    expect(ledgerOf(story, extract).suspended).toBeUndefined();
    // Told once: nothing has gone since.
    story.when(snapshot(boardA, { presentItems: [] })).expect({ facts: [] });
  });

  test("in which something has come, can no longer be read, or was never a document is no alarm", () => {
    expect(alarms(boardsUp, snapshot(boardA, { presentItems: [2] }))).toEqual([]);
    expect(alarms(deposited(extract), snapshot(boardA, { unknownItems: [1, 3] }))).toEqual([]);
    expect(alarms(boardsUp, itemAppears(2), snapshot(boardA, { presentItems: [] }))).toEqual([]);
    expect(
      alarms(
        deposited(extract),
        snapshot(boardA, { unknownItems: [1, 3] }),
        snapshot(boardA, { presentItems: [] }),
      ),
    ).toEqual([]);
  });

  test("in which the granted door's document has gone is no alarm: somebody is fetching it", () => {
    const { facts } = given(deposited(extract), scansQr(extract), opens(1)).when(
      snapshot(boardA, { openDoors: [1], presentItems: [] }),
    );
    expect(facts.map(({ kind }) => kind)).toEqual(["item-read"]);
  });
});

const missed =
  (boot: string, toN: number): Act =>
  (terminal) =>
    terminal.feed({
      kind: "board",
      input: { kind: "board-events-missed", board: boardA, boot, fromN: 1, toN },
    });

describe("missed events", () => {
  const readTwo = inOrder(boardsUp, reports({ kind: "hostlost" }), reports({ kind: "hostlost" }));

  test("are a blind span of the boot that is known, and what comes next is read from there", () => {
    const story = given(readTwo)
      .when(missed("00000001", 3))
      .expect({ facts: [{ kind: "board-was-blind", boot: "00000001", fromN: 1, toN: 3 }] });
    expect(story.terminal.state().durable.boards[boardA]?.n).toBe(3);
    expect(told(story).doorsKnown).toBe(false);
  });

  test("are none where they were read, or belong to another boot, or to a board never greeted", () => {
    given(readTwo).when(missed("00000001", 2)).expect({ facts: [] });
    given(readTwo).when(missed("00000001", 1)).expect({ facts: [] });
    given(readTwo).when(missed("0000AAAA", 9)).expect({ facts: [] });
    given().when(missed("00000001", 9)).expect({ facts: [] });
  });
});

describe("a bank that is stopped", () => {
  test("is stopped once, however many doors open on it", () => {
    const kinds = given(boardsUp)
      .when(doorOpens(1), doorOpens(2))
      .facts.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "bank-stopped")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "compartment-doubted")).toHaveLength(2);
  });

  test("by a second host is an alarm about its board", () => {
    given(boardsUp)
      .when(secondHostIsHeard(boardB))
      .expect({
        facts: [
          { kind: "alarm-raised", alarm: "second-host", board: boardB },
          { kind: "bank-stopped", board: boardB, why: "second-host" },
        ],
      })
      .when(secondHostIsHeard(boardB))
      .expect({ facts: [] });
  });

  test("before its board ever greeted stays stopped when it does", () => {
    const story = given(secondHostIsHeard(boardA), boardsUp);
    expect(story.terminal.state().durable.boards[boardA]?.stopped).toBe("second-host");
  });
});

describe("a door that opens late", () => {
  test("is said to be late, with its number, after an outcome that nobody could tell as well", () => {
    const late = [
      { kind: "alarm-raised", alarm: "door-opened-late", compartment: 1 },
      { kind: "compartment-doubted", compartment: 1, doubt: "opened-late" },
    ];
    const unknown = given(deposited(extract), scansQr(extract), boardStaysSilent, secondsPass(12));
    expect(unknown.when(chooses("back"), doorOpens(1)).facts.slice(-2)).toMatchObject(late);
    const jammed = given(deposited(extract), scansQr(extract), boardAccepts, doorJams);
    expect(jammed.when(chooses("stop"), doorOpens(1)).facts.slice(3, 5)).toMatchObject(late);
  });
});

const greetsAhead =
  (by: number): Act =>
  (terminal) =>
    greets(boardA, terminal.state().durable.seq + 1 + by)(terminal);

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
