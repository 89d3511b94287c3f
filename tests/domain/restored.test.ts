// After a restore a clerk confirms every door: until then nobody is served and told why; what is found gets new codes by itself,
// what is not found ends, what the old ledger does not know comes out again.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardIsLost,
  boardsUp,
  doorCloses,
  doorOpens,
  eventsAreForgotten,
  opens,
  snapshot,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  deposited,
  disables,
  extendsBy,
  daysPass,
  givesCode,
  ledgerIsRestored,
  scansLabel,
  scansOldQr,
  scansQr,
  secondsPass,
  signsIn,
  signsOut,
  typesOldPin,
} from "../support/domain-people.ts";
import { type Dossier, boardA, boardB, door, extract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

const ALL = [1, 2, 3, 4, 5, 6, 7, 8];

/** The boards answer again; what they reported before the backup was put back is not read twice. */
const backFromBackup = (presentItems: readonly number[] = []): Act =>
  inOrder(
    ledgerIsRestored,
    boardsUp,
    eventsAreForgotten(boardA),
    snapshot(boardA, { presentItems }),
    snapshot(boardB),
  );

const looksInto = (number: number): Act =>
  inOrder(
    chooses("inspect"),
    chooses("inspect-door", number),
    opens(number),
    doorCloses(number),
    secondsPass(2),
  );
const confirmsThere = (number: number, dossier: Dossier): Act =>
  inOrder(looksInto(number), scansLabel(dossier));
const confirmsEmpty = (...numbers: readonly number[]): Act =>
  inOrder(...numbers.map((number) => inOrder(looksInto(number), chooses("found-empty"))));

describe("a terminal whose ledger was restored", () => {
  test("serves nobody and says why, until a clerk has confirmed the last door", () => {
    const story = given(deposited(extract), backFromBackup([1]));
    expect(story.terminal.screen()).toMatchObject({
      name: "out-of-service",
      values: { why: "restored" },
    });
    story.when(chooses("type-code")).expect({ facts: [], screen: "out-of-service" });
    story.when(signsIn(), confirmsThere(1, extract), confirmsEmpty(2, 3, 4, 5, 6, 7), signsOut);
    expect(story.terminal.screen()).toMatchObject({ values: { why: "restored" } });
    story.when(signsIn(), confirmsEmpty(8), signsOut).expect({ screen: "citizen-home" });
    story.when(scansOldQr(extract)).expect({ screen: "citizen-wrong" });
    story.when(chooses("stop"), chooses("type-code"), typesOldPin(extract)).expect({
      screen: "citizen-birth-date",
    });
    story.when(chooses("stop"), givesCode(extract)).expect({
      facts: ["visit-ended", "proof-given", "door-granted"],
    });
  });

  test("does not wait for doors that no clerk can open: those of a lost board, and those out of use", () => {
    const story = given(
      deposited(extract),
      backFromBackup([1]),
      signsIn(),
      confirmsThere(1, extract),
    );
    story.when(confirmsEmpty(2, 3), signsOut, disables(4)).expect({ screen: "out-of-service" });
    story.when(boardIsLost(boardB)).expect({ screen: "citizen-home" });
    story
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"], screen: "citizen-door-opening" });
  });

  test("does not wait for doors of a stopped bank, and waits again when staff let it go on", () => {
    const story = given(backFromBackup(), signsIn(), confirmsEmpty(1, 2, 3, 4), signsOut);
    story.when(doorOpens(5), doorCloses(5)).expect({ screen: "citizen-home" });
    story
      .when(signsIn(), chooses("resume-bank"), snapshot(boardB), signsOut)
      .expect({ screen: "out-of-service" });
  });

  test("sends no code that was still on its way, for it opens nothing", () => {
    const story = given((terminal) => {
      terminal.knobs.gateway = "silent";
    }, deposited(extract));
    const before = story.terminal.steps.length;
    story.when(backFromBackup([1]));
    const later = story.terminal.steps.slice(before).flatMap(({ effects }) => effects);
    expect(later.filter(({ kind }) => kind === "send-message")).toEqual([]);
    expect(story.terminal.state().durable.outbox).toEqual({});
  });
});

describe("behind a door of a restored terminal", () => {
  test("a document that is there gets new codes, also when its door jammed at the first look", () => {
    const story = given(
      deposited(extract),
      backFromBackup([1]),
      signsIn(),
      chooses("inspect"),
      chooses("inspect-door", 1),
      secondsPass(12),
    );
    expect(ledgerOf(story, extract)).toMatchObject({ suspended: "restored" });
    story.when(signsOut, signsIn(), looksInto(1), scansLabel(extract));
    expect(ledgerOf(story, extract)).toMatchObject({
      suspended: undefined,
      pinCounter: 1,
      qrCounter: 1,
    });
    expect(story.terminal.records.map(({ fact }) => fact)).toContainEqual(
      expect.objectContaining({ kind: "message-queued", template: "code-renewed" }),
    );
  });

  test("a document that is gone ends its pickup as not found", () => {
    const story = given(deposited(extract), backFromBackup(), signsIn(), looksInto(1))
      .when(chooses("found-empty"))
      .expect({ facts: ["compartment-inspected", "pickup-not-found"] });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "ended", end: "not-found" });
    expect(behind(story, 1)).toMatchObject({ doubt: undefined, holds: undefined });
  });

  test("a document that the old ledger had only announced comes out, and goes in again by its label", () => {
    const story = given(boardsUp, announces(extract), backFromBackup([1]), signsIn(), looksInto(1));
    story.when(chooses("found-document")).expect({ facts: [], screen: "clerk-inspect-check" });
    expect(story.terminal.screen().values).toMatchObject({ nobodys: "restored", door: 1 });
    story.when(chooses("open-again"), opens(1), doorCloses(1), secondsPass(2));
    story.when(snapshot(boardA), chooses("found-empty")).expect({ screen: "clerk-finished" });
    story
      .when(scansLabel(extract))
      .expect({ facts: [{ kind: "door-granted", compartment: door(1) }] });
  });

  test("an expired document gets codes that are sent when its days are extended", () => {
    const story = given(
      deposited(extract),
      daysPass(9),
      backFromBackup([1]),
      signsIn(),
      confirmsThere(1, extract),
    );
    expect(ledgerOf(story, extract)).toMatchObject({ dead: "expired", qrCounter: 1 });
    story.when(extendsBy(extract, 7)).expect({
      facts: ["pickup-extended", { kind: "message-queued", template: "code-renewed" }],
    });
  });

  test("every door that waits stands in the clerk's list", () => {
    const story = given(backFromBackup(), signsIn(), chooses("inspect"));
    expect(story.terminal.screen().choices.flatMap(({ number }) => number ?? [])).toEqual(ALL);
  });
});
