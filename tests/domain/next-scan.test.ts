// A clerk puts in one document after the other: the next label may be scanned while the door before it is still theirs, and its own
// door opens by itself. One label is kept, one door is open, no screen is touched.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardsUp,
  coilIs,
  doorCloses,
  doorJams,
  doorOpens,
  itemAppears,
  opens,
  snapshot,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  msPass,
  scans,
  scansLabel,
  scansQr,
  secondsPass,
  showsBadge,
  signsIn,
  withdraws,
} from "../support/domain-people.ts";
import { boardA, door, extract, licence, otherExtract, tom } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const puts = (number: number): Act => inOrder(opens(number), itemAppears(number));
const ready = [
  boardsUp,
  announces(licence),
  announces(extract),
  announces(otherExtract),
  signsIn(),
] as const;
const first = [...ready, scansLabel(extract), puts(1)] as const;

const grantAt = (number: number, { pickup }: typeof extract) =>
  ({
    kind: "door-granted",
    compartment: door(number),
    authority: { kind: "deposit", pickup },
  }) as const;
const done = (number: number) =>
  [
    { kind: "grant-ended", outcome: "opened" },
    { kind: "pickup-deposited", compartment: door(number) },
    "message-queued",
  ] as const;

const slow: Act = (terminal) => {
  terminal.knobs.adapters = "slow";
};
const prompt: Act = (terminal) => {
  terminal.knobs.adapters = "prompt";
  terminal.answer();
};
const stopped = (...acts: readonly Act[]) =>
  given(...ready, ...acts, chooses("deposit-done")).terminal.screen();

describe("the next label, scanned while a document is put in,", () => {
  test("is said on the screen, and opens its own door when the one before was closed for two seconds", () => {
    const story = given(...first)
      .when(scansLabel(otherExtract))
      .expect({ facts: [], screen: "clerk-door-open" });
    expect(story.terminal.screen().values["next"]).toBe(1);
    story
      .when(doorCloses(1), msPass(1999))
      .expect({ facts: [], screen: "clerk-door-open" })
      .when(msPass(1))
      .expect({ facts: [...done(1), grantAt(2, otherExtract)], screen: "clerk-door-opening" });
  });

  test("is taken from the moment its door is fired at, and while it settles", () => {
    given(...ready, scansLabel(extract), scansLabel(otherExtract), puts(1))
      .when(closes(1))
      .expect({ facts: [...done(1), grantAt(2, otherExtract)] });
    given(...first, doorCloses(1), secondsPass(1), scansLabel(otherExtract))
      .when(secondsPass(1))
      .expect({ facts: [...done(1), grantAt(2, otherExtract)] });
  });

  test("is one: the last scanned counts, since that document is in the clerk's hand", () => {
    given(...first, scansLabel(otherExtract), scansLabel(licence))
      .when(closes(1))
      .expect({ facts: [...done(1), grantAt(2, licence)] });
  });

  test("that is the same label read twice means nothing", () => {
    const story = given(...first, scansLabel(extract));
    expect(story.terminal.screen().values["next"]).toBeUndefined();
    story.when(closes(1)).expect({ facts: done(1), screen: "clerk-deposited" });
  });

  test("that nobody announced, or that was withdrawn meanwhile, is refused after the document before is safe", () => {
    const unknown = given(...first, scans("LABEL-9"))
      .when(closes(1))
      .expect({ facts: done(1), screen: "clerk-scan-refused" });
    expect(unknown.terminal.screen().values).toMatchObject({ why: "unknown", loaded: 1 });
    const ended = given(...first, scansLabel(otherExtract), withdraws(otherExtract))
      .when(closes(1))
      .expect({ facts: done(1), screen: "clerk-scan-refused" });
    expect(ended.terminal.screen().values).toMatchObject({ why: "ended" });
  });

  test("may still be looked up when the door has settled", () => {
    given(...first, slow, scansLabel(otherExtract))
      .when(closes(1))
      .expect({ facts: [...done(1).slice(0, 2), "message-queued"], screen: "staff-checking" })
      .when(prompt)
      .expect({ facts: [grantAt(2, otherExtract)], screen: "clerk-door-opening" });
    // The answer about the label before it comes too late.
    given(...first, slow, scansLabel(licence), scansLabel(otherExtract), prompt)
      .when(closes(1))
      .expect({ facts: [...done(1), grantAt(2, otherExtract)] });
  });

  test("waits for the clerk's word about a document that no sensor saw", () => {
    const asked = [...ready, scansLabel(extract), opens(1), scansLabel(otherExtract)] as const;
    given(...asked, closes(1))
      .when(chooses("deposit-in"))
      .expect({ facts: ["pickup-deposited", "message-queued", grantAt(2, otherExtract)] });
    given(...asked, closes(1))
      .when(chooses("deposit-empty"))
      .expect({ facts: ["compartment-inspected", grantAt(1, otherExtract)] });
    given(...ready, scansLabel(extract), opens(1), closes(1), scansLabel(otherExtract))
      .when(chooses("deposit-in"))
      .expect({ facts: ["pickup-deposited", "message-queued", grantAt(2, otherExtract)] });
  });

  test("is kept while the document before goes behind another door", () => {
    given(...ready, scansLabel(extract), boardAccepts, coilIs("ok"), scansLabel(otherExtract))
      .when(doorJams, secondsPass(1), chooses("again"), puts(2), closes(2))
      .expect({
        facts: [
          { kind: "grant-ended", outcome: "not-opened" },
          "compartment-doubted",
          grantAt(2, extract),
          ...done(2),
          grantAt(3, otherExtract),
        ],
      });
  });

  test("is forgotten when the clerk turns away from a door that stays shut", () => {
    given(...ready, scansLabel(extract), boardAccepts, coilIs("ok"), scansLabel(otherExtract))
      .when(doorJams, chooses("back"))
      .expect({ facts: ["grant-ended", "compartment-doubted"], screen: "clerk-menu" });
  });

  test("that is no label changes nothing at the door: a badge is not read there", () => {
    given(...first)
      .when(showsBadge(tom))
      .expect({ facts: [], effects: [], screen: "clerk-door-open" });
    const story = given(...first, scansQr(licence));
    story.when(closes(1)).expect({ facts: done(1), screen: "clerk-scan-refused" });
  });
});

test("a door whose own sensor says nothing gets no document: nobody could prove what happened behind it", () => {
  given(...ready, snapshot(boardA, { unknownDoors: [1] }))
    .when(scansLabel(extract))
    .expect({ facts: [{ kind: "door-granted", compartment: door(2) }] });
});

describe("the summary at the end", () => {
  test("counts what was put in, what was refused, and the doors that did not open", () => {
    const screen = stopped(
      scansLabel(extract),
      puts(1),
      scansLabel(otherExtract),
      closes(1),
      boardAccepts,
      coilIs("ok"),
      doorJams,
      secondsPass(1),
      chooses("again"),
      opens(3),
      scans("LABEL-9"),
      closes(3),
    );
    expect(screen).toMatchObject({
      name: "clerk-finished",
      values: { loaded: 2, refused: 1, troubled: "2" },
    });
  });

  test("names a door once, however often it stayed shut", () => {
    const jams = inOrder(boardAccepts, coilIs("ok"), doorJams, secondsPass(1));
    const inspected = given(
      ...ready,
      scansLabel(extract),
      jams,
      chooses("back"),
      chooses("inspect"),
      chooses("inspect-door", 1),
      jams,
      chooses("again"),
      jams,
      chooses("back"),
      chooses("deposit"),
      chooses("deposit-done"),
    );
    expect(inspected.terminal.screen().values).toMatchObject({ troubled: "1" });
  });

  test("is left out where nothing was done", () => {
    expect(stopped(chooses("deposit")).name).toBe("clerk-menu");
  });

  test("belongs to one session", () => {
    const story = given(...first, closes(1), chooses("sign-out"), signsIn());
    expect(
      story.when(chooses("deposit"), chooses("deposit-done")).expect({ screen: "clerk-menu" }),
    ).toBeDefined();
    expect(ledgerOf(story, extract).phase).toBe("waiting");
    expect(behind(story, 1).holds).toBe(extract.pickup);
  });
});

test("a door that bounces open before two seconds is over is still the document's own", () => {
  given(...first, scansLabel(otherExtract))
    .when(doorCloses(1), secondsPass(1), doorOpens(1))
    .expect({ facts: [], screen: "clerk-door-open" })
    .when(closes(1))
    .expect({ facts: [...done(1), grantAt(2, otherExtract)] });
});
