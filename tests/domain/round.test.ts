// Documents that nobody fetched go back to the counter: one by one with a reason, or all overdue ones in a round, door after door,
// where the label proves each.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { Fact } from "#domain/facts.ts";
import {
  boardAccepts,
  boardIsLost,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemAppears,
  itemGoes,
  opens,
} from "../support/domain-boards.ts";
import {
  chooses,
  configuredAs,
  daysPass,
  deposited,
  depositedUnseen,
  extendsBy,
  scans,
  scansLabel,
  secondsPass,
  signsIn,
  withdraws,
} from "../support/domain-people.ts";
import { boardA, door, extract, licence, siteWithUndo } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const overdue = [deposited(licence, extract), daysPass(8), signsIn()] as const;
const takes = (number: number): Act => inOrder(opens(number), itemGoes(number));
const jams = inOrder(boardAccepts, coilIs("ok"), doorJams);
const slow: Act = (terminal) => {
  terminal.knobs.adapters = "slow";
};
const prompt: Act = (terminal) => {
  terminal.knobs.adapters = "prompt";
  terminal.answer();
};
const grantAt = (number: number, { pickup }: typeof extract) =>
  ({
    kind: "door-granted",
    compartment: door(number),
    authority: { kind: "retrieval", pickup },
  }) as const;
const tellsHolder = { kind: "message-queued", template: "document-at-counter" } as const;
const done = (number: number, reason = "expired") =>
  [
    { kind: "grant-ended", outcome: "opened" },
    { kind: "pickup-retrieved", compartment: door(number), reason },
    { kind: "compartment-inspected", found: "empty" },
    ...(reason === "expired" || reason === "to-counter" ? [tellsHolder] : []),
  ] as const;
const skippedOne = [
  { kind: "compartment-doubted", compartment: door(1), doubt: "interrupted" },
  "pickup-suspended",
  grantAt(2, extract),
] as const;

const offered = (...acts: readonly Act[]) =>
  given(...acts)
    .terminal.screen()
    .choices.find(({ choice }) => choice === "round");

describe("a round of overdue documents", () => {
  test("opens door after door by itself, each when the one before is done with", () => {
    const story = given(...overdue)
      .when(chooses("round"))
      .expect({ facts: [grantAt(1, licence)], screen: "clerk-door-opening" })
      .when(takes(1), scansLabel(licence), closes(1))
      .expect({ facts: [...done(1), grantAt(2, extract)], screen: "clerk-door-opening" })
      .when(takes(2), scansLabel(extract), closes(2))
      .expect({ facts: done(2), screen: "clerk-round-done" });
    expect(story.terminal.screen().values).toMatchObject({ taken: 2 });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "ended", end: "retrieved" });
    story.when(chooses("back")).expect({ screen: "clerk-menu" });
  });

  test("is offered with its number, and only while something is overdue", () => {
    expect(offered(...overdue)).toMatchObject({ number: 2 });
    expect(offered(deposited(licence), withdraws(licence), signsIn())).toMatchObject({ number: 1 });
    expect(offered(deposited(licence), signsIn())).toBeUndefined();
  });

  test("says in the ledger that the desk withdrew it", () => {
    given(deposited(licence), withdraws(licence), signsIn(), chooses("round"))
      .when(takes(1), scansLabel(licence), closes(1))
      .expect({ facts: done(1, "withdrawn") });
  });

  test("asks for the label of a document that was not scanned at its door", () => {
    given(...overdue, chooses("round"), takes(1))
      .when(closes(1))
      .expect({ facts: ["grant-ended"], screen: "clerk-round-check" })
      .when(chooses("taken-out"))
      .expect({ facts: [], screen: "clerk-round-check" })
      .when(scansLabel(licence))
      .expect({ facts: [...done(1).slice(1), grantAt(2, extract)] });
  });

  test("waits for a label that is still being looked up", () => {
    given(...overdue, chooses("round"), takes(1), slow, scansLabel(licence))
      .when(closes(1))
      .expect({ facts: ["grant-ended"], screen: "staff-checking" })
      .when(prompt)
      .expect({ facts: [...done(1).slice(1), grantAt(2, extract)] });
    given(
      ...overdue,
      chooses("round"),
      takes(1),
      slow,
      scans("LABEL-9"),
      scansLabel(licence),
      prompt,
    )
      .when(closes(1))
      .expect({ facts: [...done(1), grantAt(2, extract)] });
  });

  test("takes the label's word where no sensor looks", () => {
    given(depositedUnseen(licence), daysPass(8), signsIn(), chooses("round"), opens(3))
      .when(scansLabel(licence), closes(3))
      .expect({ facts: done(3), screen: "clerk-round-done" });
  });

  test("skips a door behind which something else lies, or still lies, and sends a clerk to look", () => {
    const atOne = [...overdue, chooses("round"), opens(1)] as const;
    given(...atOne, scans("LABEL-9"))
      .when(closes(1))
      .expect({ facts: ["grant-ended", ...skippedOne] });
    given(...atOne, closes(1))
      .when(scans("LABEL-9"))
      .expect({ facts: skippedOne });
    given(...atOne, scansLabel(licence))
      .when(closes(1))
      .expect({ facts: ["grant-ended", ...skippedOne] });
    const story = given(...atOne, closes(1), chooses("skip-door"), takes(2), scansLabel(extract));
    story.when(closes(2)).expect({ facts: done(2), screen: "clerk-round-left" });
    expect(story.terminal.screen().values).toMatchObject({ taken: 1, lookDoor: 1 });
    story.when(chooses("inspect")).expect({ screen: "clerk-inspect-list" });
  });

  test("can open a door again before it decides", () => {
    given(...overdue, chooses("round"), opens(1), closes(1))
      .when(chooses("open-again"))
      .expect({ facts: [grantAt(1, licence)] });
  });

  test("skips a door that jams, and all doors of a board that is away", () => {
    given(...overdue, chooses("round"))
      .when(jams)
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "not-opened" },
          { kind: "compartment-doubted", compartment: door(1), doubt: "not-opened" },
          grantAt(2, extract),
        ],
      });
    const away = given(...overdue, boardIsLost(boardA), chooses("round"));
    expect(away.terminal.screen()).toMatchObject({
      name: "clerk-round-left",
      values: { taken: 0, shutDoors: "1, 2" },
    });
    expect(behind(away, 1).doubt).toBeUndefined();
    expect(away.terminal.screen().choices.map(({ choice }) => choice)).toEqual([
      "back",
      "sign-out",
    ]);
  });

  test("passes a door whose document was extended, or came into doubt, since it began", () => {
    const begun = [...overdue, chooses("round"), takes(1), scansLabel(licence)] as const;
    given(...begun, extendsBy(extract, 7))
      .when(closes(1))
      .expect({ facts: done(1), screen: "clerk-round-done" });
    const forced = given(...begun, doorOpens(2))
      .when(closes(1))
      .expect({ facts: done(1), screen: "clerk-round-left" });
    expect(forced.terminal.screen().values).toMatchObject({ taken: 1, lookDoor: 2 });
  });
});

const heard = ({ facts }: { readonly facts: readonly Fact[] }): readonly string[] =>
  facts.flatMap((fact) => (fact.kind === "message-queued" ? [fact.template] : []));

const takesBack = (reason: string): Act =>
  inOrder(chooses("take-back"), chooses("take-back-door", 1), chooses(reason), takes(1), closes(1));

describe("the holder of a document that was taken back", () => {
  test("hears that it is at the counter, where it went there for its holder", () => {
    const back = given(deposited(licence), signsIn()).when(takesBack("reason-to-counter"));
    expect(heard(back)).toEqual(["document-at-counter"]);
  });

  test("hears nothing of what the holder refused, or of a mistake", () => {
    for (const reason of ["reason-refused", "reason-mistake"])
      expect(heard(given(deposited(licence), signsIn()).when(takesBack(reason)))).toEqual([]);
    const withdrawn = given(deposited(licence), withdraws(licence), signsIn(), chooses("round"));
    expect(heard(withdrawn.when(takes(1), scansLabel(licence), closes(1)))).toEqual([]);
  });

  test("hears nothing of a document of whose arrival nobody has told", () => {
    const untold = given(configuredAs(siteWithUndo), deposited(licence), signsIn());
    expect(heard(untold.when(takesBack("reason-to-counter")))).toEqual([]);
  });
});

describe("the list of documents to take back", () => {
  test("shows which are overdue", () => {
    const story = given(deposited(licence, extract), withdraws(extract), signsIn());
    story.when(chooses("take-back"));
    expect(story.terminal.screen().choices.slice(0, 2)).toMatchObject([
      { choice: "take-back-overdue", number: 2 },
      { choice: "take-back-door", number: 1 },
    ]);
  });

  test.each([
    ["reason-to-counter", "to-counter"],
    ["reason-refused", "refused"],
    ["reason-mistake", "mistake"],
  ])("asks why before the door opens: %s", (choice, reason) => {
    given(deposited(licence), signsIn(), chooses("take-back"))
      .when(chooses("take-back-door", 1))
      .expect({ facts: [], screen: "clerk-take-back-reason" })
      .when(chooses(choice), takes(1), closes(1))
      .expect({
        facts: [grantAt(1, licence), ...done(1, reason)],
        screen: "clerk-finished",
      });
  });

  test("needs no reason for what is overdue", () => {
    given(...overdue, chooses("take-back"))
      .when(chooses("take-back-overdue", 1))
      .expect({ facts: [grantAt(1, licence)] });
  });

  test("is shown again to whoever thinks better of it, or when the door came into doubt meanwhile", () => {
    const asked = [
      deposited(licence),
      signsIn(),
      chooses("take-back"),
      chooses("take-back-door", 1),
    ] as const;
    given(...asked)
      .when(chooses("back"))
      .expect({ facts: [], screen: "clerk-take-back-list" });
    given(...asked, doorOpens(1))
      .when(chooses("reason-refused"))
      .expect({ facts: [], screen: "clerk-take-back-list" });
    given(...asked)
      .when(chooses("no-such-choice"), itemAppears(2))
      .expect({ facts: [], screen: "clerk-take-back-reason" });
  });
});
