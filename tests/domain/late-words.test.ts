// Boards speak late, twice, or about what is over. Whoever heard it already, or speaks of another operation, changes nothing.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { RecordedEvent } from "#domain/facts.ts";
import type { Op } from "#domain/ids.ts";
import type { BoardResult, OpenAnswer } from "#domain/inputs.ts";
import {
  boardAccepts,
  boardRefuses,
  boardSaysDuplicate,
  boardStaysSilent,
  busSendsNothing,
  coilIs,
  doorCloses,
  doorJams,
  itemGoes,
  opens,
  resultIs,
} from "../support/domain-boards.ts";
import { chooses, deposited, msPass, scansQr, secondsPass } from "../support/domain-people.ts";
import { boardA, extract } from "../support/domain-site.ts";
import { given } from "../support/domain-story.ts";
import type { Act, TestTerminal } from "../support/domain-terminal.ts";

const lastOp = (terminal: TestTerminal): Op =>
  terminal.records.flatMap(({ fact }) => (fact.kind === "door-granted" ? fact.op : [])).at(-1) ?? 0;

type Word = (which: (op: Op) => Op) => Act;

const answer =
  (said: OpenAnswer): Word =>
  (which) =>
  (terminal) =>
    terminal.feed({
      kind: "board",
      input: { kind: "open-answered", board: boardA, op: which(lastOp(terminal)), answer: said },
    });
const result =
  (became: BoardResult): Word =>
  (which) =>
  (terminal) =>
    terminal.feed({
      kind: "board",
      input: {
        kind: "result-answered",
        board: boardA,
        op: which(lastOp(terminal)),
        boot: terminal.knobs.boards.get(boardA)?.boot ?? "",
        channel: 1,
        result: became,
      },
    });
const event =
  (of: (op: Op) => RecordedEvent): Word =>
  (which) =>
  (terminal) => {
    const told = terminal.knobs.boards.get(boardA);
    if (told === undefined) return;
    told.n += 1;
    terminal.feed({
      kind: "board",
      input: {
        kind: "board-event-read",
        board: boardA,
        boot: told.boot,
        n: told.n,
        tMs: 1,
        event: of(which(lastOp(terminal))),
      },
    });
  };

const answers = {
  "ACC to OPEN": answer({ kind: "accepted" }),
  "ERR to OPEN": answer({ kind: "refused", code: "HW" }),
  "ERR SEQ to OPEN": answer({ kind: "refused", code: "SEQ" }),
  "silence to OPEN": answer({ kind: "unanswered" }),
  "an OPEN that was never sent": answer({ kind: "unsent", why: "late" }),
  "DUP to OPEN": answer({ kind: "duplicate", firstSend: false, result: "opened" }),
} satisfies Record<string, Word>;
const others = {
  "DUP of nothing sent": answer({ kind: "duplicate", firstSend: true, result: "opened" }),
  "the coil was driven": event((op) => ({ kind: "drive", channel: 1, state: "ok", op })),
  "the coil is broken": event((op) => ({ kind: "drive", channel: 1, state: "short", op })),
  "the door did not open": event((op) => ({ kind: "opfail", channel: 1, op })),
  "RESULT driven": result("driven"),
  "RESULT fault": result("fault"),
} satisfies Record<string, Word>;
const idle = {
  "RESULT none": result("none"),
  "RESULT accepted": result("accepted"),
  "RESULT not-opened": result("not-opened"),
  "RESULT opened": result("opened"),
  "RESULT closed": result("closed"),
  "RESULT delivered": result("delivered"),
  "RESULT unverified": result("unverified"),
  "RESULT jam": result("jam"),
  "RESULT empty": result("empty"),
} satisfies Record<string, Word>;

const words = Object.entries({ ...answers, ...others, ...idle });
const about =
  (change: number) =>
  (op: Op): Op =>
    op + change;

const standing = {
  "no visit": [],
  "an opening under way": [scansQr(extract), boardAccepts],
  "an open door": [scansQr(extract), opens(1)],
  "a door closed a moment ago": [scansQr(extract), opens(1), doorCloses(1)],
  "an ended opening": [scansQr(extract), opens(1), itemGoes(1), doorCloses(1), secondsPass(3)],
  "a door that jams": [scansQr(extract), boardAccepts, doorJams],
} as const;
type Stand = keyof typeof standing;

/** Nothing is written but the event itself, nothing is done, and the screen stays. */
function expectNothing(stand: Stand, word: Act): void {
  const story = given(deposited(extract), ...standing[stand]);
  const screen = story.terminal.screen();
  story.when(word).expect({ facts: [], effects: [] });
  expect(story.terminal.screen()).toEqual(screen);
  expect(story.terminal.state().durable.grant?.opened).toBe(
    stand === "an open door" || stand === "a door closed a moment ago"
      ? "seen"
      : story.terminal.state().durable.grant && "no",
  );
}

describe("about another operation", () => {
  const stands: readonly Stand[] = ["an opening under way", "an open door", "a door that jams"];
  const rows = stands.flatMap((stand) => words.map(([name, word]) => ({ stand, name, word })));
  test.each(rows)("$name means nothing before $stand", ({ stand, word }) => {
    expectNothing(stand, word(about(-1)));
    expectNothing(stand, word(about(1)));
  });
});

describe("about the operation itself", () => {
  const over: readonly Stand[] = [
    "no visit",
    "an open door",
    "a door closed a moment ago",
    "an ended opening",
  ];
  const rows = over.flatMap((stand) => words.map(([name, word]) => ({ stand, name, word })));
  test.each(rows)("$name means nothing after $stand", ({ stand, word }) => {
    expectNothing(stand, word(about(0)));
  });

  const jammed = Object.entries({
    ...answers,
    "the coil was driven": others["the coil was driven"],
    "the door did not open": others["the door did not open"],
    ...idle,
  });
  test.each(jammed)("%s means nothing more while the door jams", (_name, word) => {
    expectNothing("a door that jams", word(about(0)));
  });

  test("an accepted one is neither accepted twice nor refused any more", () => {
    for (const word of Object.values(answers))
      expectNothing("an opening under way", word(about(0)));
  });
});

describe("why a grant ended stands in the ledger", () => {
  const later = [boardStaysSilent, secondsPass(3)];
  test.each<[string, readonly Act[]]>([
    ["the board refused: HW", [boardRefuses("HW")]],
    ["not sent: late", [busSendsNothing("late")]],
    ["the board knew an operation that was never sent before", [boardSaysDuplicate(true)]],
    ["the board was reset", [...later, resultIs("opened", { boot: "0000AAAA" })]],
    ["the board has no record of it", [...later, resultIs("none")]],
    ["the board forgot what it had accepted", [boardAccepts, secondsPass(10), resultIs("none")]],
    ["the board reports a fault", [...later, resultIs("fault")]],
    ["coil: short", [coilIs("short")]],
    ["the board does not say what became of it", [boardStaysSilent, secondsPass(12)]],
  ])("%s", (detail, acts) => {
    const { facts } = given(deposited(extract), scansQr(extract)).when(...acts);
    expect(facts.filter(({ kind }) => kind === "grant-ended")).toMatchObject([{ detail }]);
  });
});

describe("what became of an OPEN that nobody confirmed", () => {
  const unanswered = [boardStaysSilent, boardRefuses("SEQ"), boardSaysDuplicate(false)];

  test.each(unanswered.map((act, index) => [index, act] as const))(
    "is asked a quarter of a second after no pulse can start any more, then every 1.5 seconds (%i)",
    (_index, act) => {
      given(deposited(extract), scansQr(extract), act, msPass(2249))
        .when(msPass(1))
        .expect({ facts: [], effects: ["ask-result"] })
        .when(msPass(1499))
        .expect({ effects: [] })
        .when(msPass(1))
        .expect({ effects: ["ask-result"] });
    },
  );

  test("is asked no sooner because the board is silent again", () => {
    given(deposited(extract), scansQr(extract), boardStaysSilent, msPass(2300))
      .when(boardStaysSilent, boardRefuses("SEQ"))
      .expect({ facts: [], effects: [] })
      .when(msPass(1449))
      .expect({ effects: [] })
      .when(msPass(1))
      .expect({ effects: ["ask-result"] });
  });

  test("is asked of an accepted one when its board should have told: 6.5 seconds after the decision", () => {
    const story = given(deposited(extract), scansQr(extract), boardAccepts);
    story.when(msPass(6499)).expect({ effects: [] });
    story.when(msPass(1)).expect({ effects: ["ask-result"] });
  });

  test("is not proven by `none` in the very moment its time is over, but in the next", () => {
    const story = given(deposited(extract), scansQr(extract), boardStaysSilent, msPass(2000));
    story.when(resultIs("none")).expect({ facts: [] });
    story.when(msPass(1), resultIs("none")).expect({ facts: ["grant-ended"] });
  });
});

test("a person who gave up a door that jams is not asked for what it does later", () => {
  given(deposited(extract), scansQr(extract), boardAccepts, doorJams, chooses("stop"))
    .when(resultIs("driven"), resultIs("fault"))
    .expect({ facts: [], effects: [] });
});
