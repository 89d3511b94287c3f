// A clerk looks into a compartment in doubt: what was found settles the compartment and the document that should be in it.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardStaysSilent,
  boardsUp,
  coilIs,
  doorCloses,
  doorOpens,
  eventsAreForgotten,
  itemAppears,
  itemGoes,
  opens,
  snapshot,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  deposited,
  depositedUnseen,
  deposits,
  givesCode,
  ledgerIsRestored,
  powerIsCut,
  scansLabel,
  scansOldQr,
  scans,
  scansQr,
  showsBadge,
  secondsPass,
  signsIn,
  signsOut,
  withdraws,
} from "../support/domain-people.ts";
import { an, boardA, door, extract, otherExtract } from "../support/domain-site.ts";
import { behind, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder } from "../support/domain-terminal.ts";

const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
/** Signs in, opens the door in doubt and closes it again. */
const looksInto = (number: number): Act =>
  inOrder(
    signsIn(),
    chooses("inspect"),
    chooses("inspect-door", number),
    opens(number),
    closes(number),
  );
const takenOnWord = inOrder(
  depositedUnseen(extract),
  scansQr(extract),
  opens(3),
  closes(3),
  chooses("door-taken"),
  secondsPass(6),
);
const leftInside = inOrder(
  deposited(extract),
  scansQr(extract),
  opens(1),
  closes(1),
  chooses("reopen"),
);
const unknownOutcome = inOrder(
  deposited(extract),
  scansQr(extract),
  boardStaysSilent,
  secondsPass(12),
  chooses("back"),
);

describe("the list of compartments to look into", () => {
  test("holds those in doubt and no other, and opens no other", () => {
    const story = given(leftInside, signsIn(), chooses("inspect"));
    expect(story.terminal.screen().choices.flatMap(({ number }) => number ?? [])).toEqual([1]);
    story.when(chooses("inspect-door", 2)).expect({ facts: [], effects: [] });
    story.when(chooses("inspect-door", 1)).expect({
      facts: [{ kind: "door-granted", compartment: door(1), authority: { kind: "inspection" } }],
    });
  });

  test("is not offered while there is none", () => {
    const story = given(deposited(extract), signsIn());
    const offered = story.terminal.screen().choices.map(({ choice }) => choice);
    expect(offered).toEqual(["deposit", "take-back", "sign-out"]);
  });

  test("keeps a document in doubt off the list of documents to take back", () => {
    const story = given(leftInside, signsIn(), chooses("take-back"));
    expect(story.terminal.screen().choices.flatMap(({ number }) => number ?? [])).toEqual([]);
  });
});

describe("finding a compartment empty", () => {
  test("frees one that was only presumed empty", () => {
    const story = given(takenOnWord, looksInto(3))
      .when(chooses("found-empty"))
      .expect({
        facts: [{ kind: "compartment-inspected", found: "empty" }],
        screen: "clerk-finished",
      });
    expect(behind(story, 3)).toMatchObject({ doubt: undefined, holds: undefined });
  });

  test("ends a pickup whose document should have been there", () => {
    const story = given(unknownOutcome, looksInto(1))
      .when(chooses("found-empty"))
      .expect({ facts: ["compartment-inspected", "pickup-not-found"] });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "ended", end: "not-found" });
    story.when(signsOut, scansQr(extract)).expect({ screen: "citizen-not-here" });
  });

  test("lets an interrupted deposit be made again, elsewhere or there", () => {
    const interrupted = inOrder(
      boardsUp,
      announces(extract),
      signsIn(),
      scansLabel(extract),
      opens(1),
      closes(1),
      signsOut,
    );
    given(interrupted, looksInto(1), chooses("found-empty"))
      .when(deposits(extract, 1))
      .expect({ facts: ["door-granted", "grant-ended", "pickup-deposited", "message-queued"] });
  });
});

describe("finding the document", () => {
  test("makes its code good again where it was never used", () => {
    const story = given(unknownOutcome, looksInto(1))
      .when(scansLabel(extract))
      .expect({ facts: [{ kind: "compartment-inspected", found: "document" }, "pickup-resumed"] });
    story
      .when(signsOut, scansQr(extract))
      .expect({ facts: ["staff-signed-out", "visit-ended", "proof-given", "door-granted"] });
  });

  test("renews both codes where the old one was used: it never works again", () => {
    const story = given(leftInside, looksInto(1))
      .when(scansLabel(extract))
      .expect({
        facts: [
          "compartment-inspected",
          "pickup-resumed",
          { kind: "code-reissued", which: "pin", counter: 1 },
          { kind: "code-reissued", which: "qr", counter: 1 },
          { kind: "message-queued", template: "code-renewed" },
        ],
      });
    story.when(signsOut, scansOldQr(extract)).expect({ screen: "citizen-wrong" });
    story.when(chooses("stop"), givesCode(extract)).expect({
      facts: ["visit-ended", "proof-given", "door-granted"],
    });
  });

  test("completes an interrupted deposit", () => {
    const story = given(
      boardsUp,
      announces(extract),
      signsIn(),
      scansLabel(extract),
      opens(1),
      powerIsCut(),
      boardsUp,
      looksInto(1),
    )
      .when(scansLabel(extract))
      .expect({ facts: ["compartment-inspected", "pickup-deposited", "message-queued"] });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", compartment: 1 });
  });

  test("that is nobody's keeps the compartment out of service until it was taken out", () => {
    given(takenOnWord, looksInto(3))
      .when(chooses("found-document"))
      .expect({ facts: [], screen: "clerk-inspect-check" })
      .when(chooses("found-empty"))
      .expect({ facts: ["compartment-inspected"], screen: "clerk-finished" });
  });

  test("of a withdrawn pickup revives nothing", () => {
    const story = given(unknownOutcome, withdraws(extract), looksInto(1)).when(scansLabel(extract));
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", dead: "withdrawn" });
    story.when(signsOut, scansQr(extract)).expect({ screen: "citizen-wrong" });
  });
});

/** Comes in, opens the door in doubt, and looks into it while it is open. */
const opensToLook = (number: number): Act =>
  inOrder(signsIn(), chooses("inspect"), chooses("inspect-door", number), opens(number));
/** Backed up while the first document lay in door 1; since then it was taken back, and the other came to lie there. */
const anotherSinceBackup = inOrder(
  deposited(extract),
  announces(otherExtract),
  ledgerIsRestored,
  boardsUp,
  eventsAreForgotten(boardA),
  snapshot(boardA, { presentItems: [1] }),
);

describe("which document it is", () => {
  test("is asked of whoever found one, and told by its label", () => {
    const story = given(leftInside, looksInto(1));
    story.when(chooses("found-document")).expect({ facts: [], screen: "clerk-inspect-label" });
    story.when(scansLabel(extract)).expect({
      facts: [
        { kind: "compartment-inspected", found: "document" },
        "pickup-resumed",
        "code-reissued",
        "code-reissued",
        "message-queued",
      ],
      screen: "clerk-finished",
    });
  });

  test("may be told while the door is open: closing it then says the rest", () => {
    const story = given(leftInside, opensToLook(1))
      .when(scansLabel(extract))
      .expect({ facts: [], screen: "clerk-door-open" });
    expect(story.terminal.screen().values).toMatchObject({ own: 1, work: "inspect" });
    story.when(closes(1)).expect({ screen: "clerk-finished" });
    expect(behind(story, 1)).toMatchObject({ doubt: undefined, holds: extract.pickup });
  });

  test("is asked once more where its label was read and it was seen to go", () => {
    const story = given(leftInside, itemAppears(1), opensToLook(1), scansLabel(extract));
    story.when(itemGoes(1), closes(1)).expect({ screen: "clerk-inspect-check" });
    expect(behind(story, 1).doubt).toBe("left-inside");
    story.when(chooses("found-document")).expect({ screen: "clerk-finished" });
  });

  test("is never what an old ledger expects: another one comes out, and its own goes as not found", () => {
    const story = given(anotherSinceBackup, looksInto(1), chooses("found-document"));
    story.when(scansLabel(otherExtract)).expect({ facts: [], screen: "clerk-inspect-check" });
    expect(story.terminal.screen().values).toMatchObject({ nobodys: "restored", door: 1 });
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).toEqual([
      "found-empty",
      "open-again",
    ]);
    expect(ledgerOf(story, extract)).toMatchObject({ suspended: "restored", qrCounter: 0 });
    story.when(chooses("open-again"), opens(1)).expect({ screen: "clerk-door-open" });
    expect(story.terminal.screen().values).toMatchObject({ nobodys: "restored" });
    story
      .when(itemGoes(1), closes(1))
      .expect({ screen: "clerk-inspect-check" })
      .when(chooses("found-empty"))
      .expect({ facts: ["compartment-inspected", "pickup-not-found"] });
    story.when(deposits(otherExtract, 1)).expect({ screen: "clerk-deposited" });
    expect(ledgerOf(story, otherExtract)).toMatchObject({ phase: "waiting", compartment: 1 });
  });

  test("needs no second opening where another's label is read at the open door", () => {
    const story = given(anotherSinceBackup, opensToLook(1), scansLabel(otherExtract));
    expect(story.terminal.screen().values).toMatchObject({ nobodys: "restored" });
    story.when(itemGoes(1), closes(1)).expect({ screen: "clerk-inspect-check" });
    story
      .when(chooses("found-empty"))
      .expect({ facts: ["compartment-inspected", "pickup-not-found"] });
  });

  test("is unknown without a label that can be read: it comes out", () => {
    const story = given(leftInside, looksInto(1), chooses("found-document"));
    story.when(chooses("no-label")).expect({ facts: [], screen: "clerk-inspect-check" });
    expect(story.terminal.screen().values).toMatchObject({ nobodys: 1 });
    expect(behind(story, 1).doubt).toBe("left-inside");
  });

  test("is unknown where its label is no known pickup's, until the right one is read", () => {
    const story = given(leftInside, looksInto(1)).when(scans("LABEL-9"));
    expect(story.terminal.screen().values).toMatchObject({ nobodys: 1 });
    story.when(scansLabel(extract)).expect({ screen: "clerk-finished" });
  });

  test("does not count where it is nobody's any more when the door closes", () => {
    const interrupted = inOrder(
      boardsUp,
      announces(extract),
      signsIn(),
      scansLabel(extract),
      opens(1),
      powerIsCut(),
      boardsUp,
    );
    const story = given(interrupted, opensToLook(1), scansLabel(extract), withdraws(extract));
    story.when(closes(1)).expect({ screen: "clerk-inspect-check" });
    expect(story.terminal.screen().values).toMatchObject({ nobodys: 1 });
  });

  test("waits for an answer, and no late one counts", () => {
    const story = given(leftInside, looksInto(1), (terminal) => {
      terminal.knobs.adapters = "slow";
    });
    story.when(scansLabel(extract)).expect({ facts: [], screen: "staff-checking" });
    const { nextAsk } = story.terminal.state().live;
    const input = {
      kind: "document-looked-up",
      ask: nextAsk - 1,
      pickup: extract.pickup,
    } as const;
    story.when(chooses("open-again"), opens(1));
    story
      .when((terminal) => terminal.feed({ kind: "answer", input }))
      .expect({ facts: [], screen: "clerk-door-open" });
    expect(story.terminal.screen().values["own"]).toBeUndefined();
  });

  test("is told by a label and by nothing else: a badge at the open door is not read", () => {
    given(leftInside, opensToLook(1)).when(showsBadge(an)).expect({ facts: [], effects: [] });
  });

  test("that waits elsewhere for all the ledger knows is refused there until that door was looked into", () => {
    const story = given(
      deposited(extract, otherExtract),
      ledgerIsRestored,
      boardsUp,
      eventsAreForgotten(boardA),
      snapshot(boardA, { presentItems: [1] }),
      opensToLook(1),
      scansLabel(otherExtract),
      itemGoes(1),
      closes(1),
      chooses("found-empty"),
    );
    story.when(scansLabel(otherExtract)).expect({ screen: "clerk-scan-refused" });
    expect(story.terminal.screen().values).toMatchObject({ why: "inside" });
  });
});

describe("an inspection", () => {
  test("that is left without an answer leaves the compartment in doubt and the deposit undecided", () => {
    const story = given(
      boardsUp,
      announces(extract),
      signsIn(),
      scansLabel(extract),
      opens(1),
      closes(1),
      signsOut,
      looksInto(1),
    ).when(signsOut);
    expect(behind(story, 1).doubt).toBe("interrupted");
    story.when(signsIn(), scansLabel(extract)).expect({ screen: "clerk-scan-refused" });
  });

  test("can open the door once more", () => {
    given(leftInside, looksInto(1))
      .when(chooses("open-again"))
      .expect({ facts: ["door-granted"], screen: "clerk-door-opening" });
  });

  test("of a door that reads open already still drives its lock, and calls it driven", () => {
    given(deposited(extract), doorOpens(1), signsIn(), chooses("resume-bank"), chooses("inspect"))
      .when(chooses("inspect-door", 1), boardAccepts, coilIs("ok"))
      .expect({
        facts: ["door-granted", "grant-driven"],
        screen: "clerk-door-open",
      })
      .when(closes(1))
      .expect({
        facts: [{ kind: "grant-ended", outcome: "driven" }],
        screen: "clerk-inspect-check",
      });
  });

  test("comes first after a restore: every code is dead and every compartment waits", () => {
    const story = given(
      deposited(extract),
      ledgerIsRestored,
      boardsUp,
      eventsAreForgotten(boardA),
      snapshot(boardA, { presentItems: [1] }),
    );
    const doubts = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => behind(story, number).doubt);
    expect(new Set(doubts)).toEqual(new Set(["restored"]));
    story.when(scansQr(extract)).expect({ facts: [], effects: [], screen: "out-of-service" });
    story.when(looksInto(1));
    story.when(scansLabel(extract)).expect({
      facts: [
        "compartment-inspected",
        "pickup-resumed",
        "code-reissued",
        "code-reissued",
        "message-queued",
      ],
    });
  });

  test("is granted under numbers above every older one after a restore", () => {
    const { terminal } = given(deposited(extract), ledgerIsRestored, boardsUp).when(
      eventsAreForgotten(boardA),
      snapshot(boardA, { presentItems: [1] }),
      looksInto(1),
    );
    const ops = terminal.records.flatMap(({ fact }) =>
      fact.kind === "door-granted" ? fact.op : [],
    );
    expect(ops.at(-1)).toBeGreaterThan(1e12);
  });
});
