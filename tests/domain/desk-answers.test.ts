// What the desk is told when it asks for what cannot be: one sentence each. And what its asks change at their borders.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import type { DeskInput } from "#domain/inputs.ts";
import {
  boardsUp,
  doorCloses,
  doorOpens,
  greets,
  itemGoes,
  opens,
  secondHostIsHeard,
} from "../support/domain-boards.ts";
import {
  announces,
  asksDesk,
  daysPass,
  deposited,
  disables,
  enables,
  powerIsCut,
  reissues,
  releases,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
  withdraws,
} from "../support/domain-people.ts";
import {
  boardA,
  boardB,
  door,
  extract,
  licence,
  nobodysPickup,
  otherExtract,
} from "../support/domain-site.ts";
import { given, ledgerOf } from "../support/domain-story.ts";
import type { Act } from "../support/domain-terminal.ts";

const DAY_MS = 86_400_000;
const YEARS_AHEAD = 1e12;
const resends = asksDesk({ kind: "resend-asked", pickup: extract.pickup });
const resumes = (board = boardA): Act => asksDesk({ kind: "bank-resume-asked", board });
const opening = [deposited(extract), scansQr(extract), opens(1)] as const;
const collected = [...opening, itemGoes(1), doorCloses(1), secondsPass(2)] as const;
const putsIn = [boardsUp, announces(extract), announces(otherExtract), signsIn()] as const;
const extendsTo =
  (untilMsOf: (nowMs: number) => number): Act =>
  (terminal) => {
    const input: DeskInput = {
      kind: "pickup-extension-asked",
      pickup: extract.pickup,
      untilMs: untilMsOf(terminal.now().wallMs),
    };
    asksDesk(input)(terminal);
  };

describe("the desk is told", () => {
  test.each<[string, readonly Act[], Act]>([
    ['no policy in use hands over "visa"', [], announces({ ...extract, product: "visa" as never })],
    [
      "this pickup is announced already",
      [announces(extract)],
      announces({ ...extract, locator: licence.locator }),
    ],
    [
      "locator 1022 is taken",
      [announces(extract)],
      announces({ ...licence, locator: extract.locator }),
    ],
    [`there is no pickup ${nobodysPickup}`, [], releases({ ...extract, pickup: nobodysPickup })],
    [`pickup ${extract.pickup} has ended: collected`, collected, withdraws(extract)],
    [
      "a clerk has it in hand just now; ask again in a minute",
      [...putsIn, scansLabel(extract)],
      withdraws(extract),
    ],
    [
      "a clerk has it in hand just now; ask again in a minute",
      [...putsIn, scansLabel(extract), opens(1), doorCloses(1), secondsPass(2)],
      withdraws(extract),
    ],
    [
      "a clerk has it in hand just now; ask again in a minute",
      [...putsIn, scansLabel(extract), powerIsCut()],
      withdraws(extract),
    ],
    ["it has no code that works now", [announces(extract)], resends],
    ["it has no code that works now", [deposited(extract), daysPass(9)], resends],
    ["it has no code that works now", opening, resends],
    [
      "its code has opened the door; inspect the compartment first",
      opening,
      reissues(extract, "pin"),
    ],
    [
      "the new last day must lie in the future, within ten years",
      [deposited(extract)],
      extendsTo((now) => now),
    ],
    [
      "the new last day must lie in the future, within ten years",
      [deposited(extract)],
      extendsTo((now) => now + 3650 * DAY_MS),
    ],
    ["board a:01 is not stopped", [boardsUp], resumes()],
    ["board a:01 is not stopped", [], resumes()],
    ["board a:09 is not stopped", [boardsUp], resumes("a:09" as never)],
    [
      'board a:01 knows a later ledger; run "loket24 ledger restore"',
      [greets(boardA, YEARS_AHEAD)],
      resumes(),
    ],
    ["there is no compartment 9", [], disables(9)],
    ["compartment 2 is not disabled", [boardsUp], enables(2)],
  ])("%s", (why, before, act) => {
    const { facts, effects } = given(...before).when(act);
    expect(facts).toEqual([]);
    expect(effects).toEqual([{ kind: "refuse-desk", why }]);
  });
});

describe("the desk is obeyed", () => {
  test("in the last moment of ten years, and in the first of the future", () => {
    for (const byMs of [1, 3650 * DAY_MS - 1])
      given(deposited(extract))
        .when(extendsTo((now) => now + byMs))
        .expect({ facts: ["pickup-extended"] });
  });

  test("about another document while a clerk puts one in", () => {
    given(...putsIn, scansLabel(extract))
      .when(withdraws(otherExtract))
      .expect({ facts: ["pickup-withdrawn"] });
    given(...putsIn, scansLabel(extract), opens(1), doorCloses(1), secondsPass(2))
      .when(withdraws(otherExtract))
      .expect({ facts: ["pickup-withdrawn"] });
  });

  test("about a document that a clerk is taking out or looking for", () => {
    given(...opening.slice(0, 1), signsIn())
      .when(withdraws(extract))
      .expect({ facts: ["pickup-withdrawn"] });
    given(deposited(extract), scansQr(extract))
      .when(withdraws(extract))
      .expect({ facts: ["pickup-withdrawn"] });
  });

  test("when it renews one of two codes: that one dies, the other stays", () => {
    const story = given(deposited(extract)).when(reissues(extract, "pin"));
    story.expect({
      facts: [
        { kind: "code-reissued", which: "pin", counter: 1 },
        { kind: "message-queued", template: "code-renewed" },
      ],
    });
    expect(ledgerOf(story, extract)).toMatchObject({ pinCounter: 1, qrCounter: 0 });
    const renewsQr = reissues(extract, "qr");
    story.when(renewsQr, renewsQr, renewsQr);
    expect(ledgerOf(story, extract)).toMatchObject({ pinCounter: 1, qrCounter: 3 });
    story.when(reissues(extract, "pin"));
    expect(ledgerOf(story, extract)).toMatchObject({ pinCounter: 2, qrCounter: 3 });
  });

  test("when it renews a code before the document lies here; nothing is sent yet", () => {
    given(announces(extract))
      .when(reissues(extract, "pin"))
      .expect({ facts: ["code-reissued"], effects: [] });
  });

  test("when it withdraws what was announced: that has ended, and no door is looked into", () => {
    const story = given(announces(extract)).when(withdraws(extract));
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "ended", end: "withdrawn" });
    const waiting = given(deposited(extract)).when(withdraws(extract));
    expect(ledgerOf(waiting, extract)).toMatchObject({ phase: "waiting", dead: "withdrawn" });
  });

  test("when it moves the last day of a withdrawn one, which stays withdrawn", () => {
    const story = given(deposited(extract), withdraws(extract)).when(
      extendsTo((now) => now + DAY_MS),
    );
    expect(ledgerOf(story, extract).dead).toBe("withdrawn");
    const expired = given(deposited(extract), daysPass(9)).when(extendsTo((now) => now + DAY_MS));
    expect(ledgerOf(expired, extract).dead).toBeUndefined();
  });

  test("when it takes a door out of use and puts it back", () => {
    const reason = "painting";
    const story = given(boardsUp)
      .when(disables(2))
      .expect({ facts: [{ kind: "compartment-disabled", compartment: door(2), reason }] });
    expect(story.terminal.state().durable.compartments[door(2)]?.disabled).toBe(reason);
    story
      .when(enables(2))
      .expect({ facts: [{ kind: "compartment-enabled", compartment: door(2) }] });
    expect(story.terminal.state().durable.compartments[door(2)]?.disabled).toBeUndefined();
  });

  test("when it lets a stopped bank serve again: its second host is forgotten, its board read", () => {
    given(boardsUp, secondHostIsHeard(boardB))
      .when(resumes(boardB))
      .expect({
        facts: [{ kind: "bank-resumed", board: boardB }],
        effects: [
          { kind: "clear-second-host", board: boardB },
          { kind: "read-board", board: boardB },
        ],
      });
    given(boardsUp, doorOpens(1))
      .when(resumes())
      .expect({ facts: ["bank-resumed"] });
  });
});
