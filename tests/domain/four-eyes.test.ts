// Four eyes: where a product's policy asks it, staff open the door of its document only two together. The second one shows badge and
// one-time code, once a session; every grant names both.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardsUp,
  doorCloses,
  doorOpens,
  itemAppears,
  itemGoes,
  opens,
} from "../support/domain-boards.ts";
import {
  announces,
  asksDesk,
  chooses,
  configuredAs,
  daysPass,
  deposits,
  entered,
  extendsBy,
  ledgerIsRestored,
  minutesPass,
  presses,
  scans,
  scansLabel,
  scansQr,
  secondsPass,
  showsBadge,
  signsIn,
  signsOut,
  types,
  typesTotp,
  withdraws,
} from "../support/domain-people.ts";
import {
  an,
  bea,
  door,
  extract,
  identity,
  otherIdentity,
  site,
  siteWithFourEyes,
  tom,
} from "../support/domain-site.ts";
import { behind, given } from "../support/domain-story.ts";
import { type Act, inOrder, times } from "../support/domain-terminal.ts";
import {
  askedForColleague,
  cardInside,
  forFourEyes,
  isJoinedBy,
} from "../support/domain-witness-stands.ts";

const closes = (number: number): Act => inOrder(doorCloses(number), secondsPass(2));
const takes = (number: number): Act => inOrder(opens(number), itemGoes(number));
const slow: Act = (terminal) => {
  terminal.knobs.adapters = "slow";
};
const prompt: Act = (terminal) => {
  terminal.knobs.adapters = "prompt";
  terminal.answer();
};
const byTwo = (kind: "deposit" | "undo-deposit" | "retrieval", number = 1) =>
  ({
    kind: "door-granted",
    compartment: door(number),
    authority: { kind, pickup: identity.pickup, witness: bea.staff },
  }) as const;
const shown = (...acts: readonly Act[]) => given(...acts).terminal.screen();

describe("a document for four eyes", () => {
  test("has its door opened for a deposit only when a colleague has shown badge and code", () => {
    given(forFourEyes)
      .when(scansLabel(identity))
      .expect({ facts: [], effects: ["look-up-document"], screen: "clerk-witness" })
      .when(secondsPass(30), showsBadge(bea))
      .expect({ facts: [], effects: ["read-badge"], screen: "clerk-witness-code" })
      .when(typesTotp(bea))
      .expect({
        facts: [{ kind: "staff-witnessed", staff: bea.staff }, byTwo("deposit")],
        screen: "clerk-door-opening",
      });
  });

  test("has both in the ledger: the first acts, the second is named", () => {
    const { records } = given(askedForColleague, isJoinedBy(bea)).terminal;
    expect(records.slice(-2)).toMatchObject([
      { actor: { kind: "staff", staff: an.staff }, fact: { kind: "staff-witnessed" } },
      {
        actor: { kind: "staff", staff: an.staff },
        fact: { kind: "door-granted", authority: { witness: bea.staff } },
      },
    ]);
  });

  test("asks once a session, and anew after signing out or running out of time", () => {
    const joined = [askedForColleague, isJoinedBy(bea), opens(1), closes(1)] as const;
    const asked = [...joined, chooses("deposit-empty")] as const;
    given(...asked)
      .when(scansLabel(identity))
      .expect({ facts: [byTwo("deposit")] });
    for (const away of [signsOut, minutesPass(4)])
      given(...asked, away, signsIn())
        .when(scansLabel(identity))
        .expect({ facts: [], screen: "clerk-witness" });
  });

  test("may have a technician as the second one, and as the first", () => {
    given(askedForColleague)
      .when(isJoinedBy(tom))
      .expect({
        facts: ["staff-witnessed", "door-granted"],
      });
    given(forFourEyes, signsOut, signsIn(tom), scansLabel(identity))
      .when(isJoinedBy(an))
      .expect({ facts: ["staff-witnessed", "door-granted"] });
  });

  test("is collected by its holder alone", () => {
    given(cardInside, minutesPass(6))
      .when(scansQr(identity))
      .expect({
        facts: [
          "proof-given",
          { kind: "door-granted", authority: { kind: "collection", pickup: identity.pickup } },
        ],
      });
  });

  test("changes nothing for any other document: its grant names one", () => {
    given(forFourEyes)
      .when(scansLabel(extract))
      .expect({
        facts: [{ kind: "door-granted", authority: { kind: "deposit", pickup: extract.pickup } }],
      });
    given(askedForColleague, isJoinedBy(bea), opens(1), closes(1), chooses("deposit-empty"))
      .when(scansLabel(extract))
      .expect({
        facts: [{ kind: "door-granted", authority: { kind: "deposit", pickup: extract.pickup } }],
      });
  });
});

describe("the colleague", () => {
  test("is another person than the clerk; the clerk's own badge costs nothing", () => {
    const story = given(askedForColleague).when(showsBadge(an));
    story.expect({ facts: [], effects: ["read-badge"], screen: "clerk-witness" });
    expect(story.terminal.screen().values).toMatchObject({ why: "same" });
    story.when(isJoinedBy(bea)).expect({ facts: ["staff-witnessed", "door-granted"] });
  });

  test("with an unknown badge sees the same screens as one with a wrong code", () => {
    const screens = [showsBadge(bea), scans("L24B:nobody")].map((badge) => [
      shown(askedForColleague, badge),
      shown(askedForColleague, badge, entered("000000")),
    ]);
    expect(screens[0]).toEqual(screens[1]);
    expect(screens[0]?.[1]).toMatchObject({ name: "clerk-witness", values: { why: "refused" } });
  });

  test("who is refused is counted as when signing in, and nothing opens", () => {
    given(askedForColleague, showsBadge(bea))
      .when(entered("000000"))
      .expect({ facts: [{ kind: "staff-sign-in-failed", staff: bea.staff }] });
    const unknown = given(askedForColleague, scans("L24B:nobody")).when(entered("000000"));
    expect(unknown.facts).toEqual([{ kind: "staff-sign-in-failed" }]);
  });

  test("rests after five failures, here and at the sign-in, and then no code is checked", () => {
    const fails = inOrder(showsBadge(bea), entered("000000"));
    const rested = given(askedForColleague, times(5, fails));
    rested.when(isJoinedBy(bea)).expect({ facts: [], screen: "clerk-witness" });
    rested
      .when(signsOut, chooses("without-colleague"), signsOut, signsIn(bea))
      .expect({ screen: "staff-refused" });
  });

  test("shares one budget with the sign-in: four failures there and one here", () => {
    const failsToSignIn = inOrder(showsBadge(bea), entered("000000"), chooses("back"));
    given(forFourEyes, signsOut, times(4, failsToSignIn), signsIn(), scansLabel(identity))
      .when(showsBadge(bea), entered("000000"), isJoinedBy(bea))
      .expect({ facts: ["staff-sign-in-failed"], screen: "clerk-witness" });
  });

  test("starts afresh with a right code, which works once", () => {
    const { terminal } = given(
      askedForColleague,
      showsBadge(bea),
      entered("000000"),
      isJoinedBy(bea),
    );
    expect(terminal.state().durable.staff[bea.staff]).toMatchObject({ failures: 0 });
    given(
      askedForColleague,
      isJoinedBy(bea),
      opens(1),
      closes(1),
      chooses("deposit-empty"),
      signsOut,
    )
      .when(showsBadge(bea), typesTotp(bea))
      .expect({ facts: ["staff-sign-in-failed"], screen: "staff-refused" });
  });

  test("may correct a digit, and types six before anything is checked", () => {
    const typed = [askedForColleague, showsBadge(bea), types("12345")] as const;
    given(...typed)
      .when(presses("enter"))
      .expect({ facts: [], effects: [], screen: "clerk-witness-code" });
    expect(shown(...typed, presses("erase")).field).toMatchObject({ typed: 4, shown: "" });
    given(askedForColleague).when(types("123456"), presses("enter")).expect({
      facts: [],
      effects: [],
      screen: "clerk-witness",
    });
  });

  test("may show the badge again at any moment; an answer to an older question says nothing", () => {
    const twice = [askedForColleague, secondsPass(30), slow, showsBadge(an), showsBadge(bea)];
    given(...twice)
      .when(prompt)
      .expect({ screen: "clerk-witness-code" });
    given(askedForColleague, secondsPass(30), showsBadge(bea), slow, typesTotp(bea))
      .when(showsBadge(bea), prompt)
      .expect({ facts: [], screen: "clerk-witness-code" });
  });
});

describe("without a colleague", () => {
  test("the clerk goes on with documents that need none: by a touch, or by the next label", () => {
    given(askedForColleague)
      .when(chooses("without-colleague"))
      .expect({ facts: [], screen: "clerk-scan" })
      .when(scansLabel(extract))
      .expect({ facts: ["door-granted"] });
    given(askedForColleague)
      .when(scansLabel(extract))
      .expect({
        facts: [{ kind: "door-granted", authority: { kind: "deposit", pickup: extract.pickup } }],
      });
  });

  test("no other touch does anything, and nobody stays signed in for ever", () => {
    given(askedForColleague)
      .when(chooses("deposit-in"), chooses("again"), chooses("back"))
      .expect({ facts: [], effects: [], screen: "clerk-witness" });
    expect(shown(askedForColleague, secondsPass(155))).toMatchObject({ name: "more-time" });
    given(askedForColleague)
      .when(minutesPass(3))
      .expect({ facts: ["staff-signed-out", "visit-ended"] });
  });

  test("a card in the clerk's hand is not withdrawn by the desk", () => {
    given(askedForColleague)
      .when(withdraws(identity))
      .expect({ facts: [], effects: ["refuse-desk"] });
  });

  test("what was put in before is said to be safe", () => {
    const screen = shown(forFourEyes, deposits(extract, 1), scansLabel(identity));
    expect(screen).toMatchObject({ name: "clerk-witness", values: { loaded: 1 } });
  });

  test("a label that was scanned ahead waits for one too", () => {
    given(forFourEyes, scansLabel(extract), opens(1), scansLabel(identity))
      .when(closes(1), chooses("deposit-in"))
      .expect({
        facts: ["grant-ended", "pickup-deposited"],
        screen: "clerk-witness",
      });
  });
});

describe("every other door of staff at which such a document lies", () => {
  const signedIn = [cardInside, signsIn()] as const;
  const toTakeBack = [
    ...signedIn,
    chooses("take-back"),
    chooses("take-back-door", 1),
    chooses("reason-to-counter"),
  ] as const;

  test("opens to two: undo", () => {
    given(...signedIn, chooses("undo-deposit", 2), takes(2), closes(2))
      .when(chooses("undo-deposit", 1))
      .expect({ facts: [], screen: "clerk-witness" })
      .when(isJoinedBy(bea))
      .expect({ facts: ["staff-witnessed", byTwo("undo-deposit")] });
  });

  test("opens to two: take back", () => {
    given(...toTakeBack)
      .when(isJoinedBy(bea))
      .expect({ facts: ["staff-witnessed", byTwo("retrieval")] });
    given(...signedIn, chooses("take-back"))
      .when(chooses("take-back-door", 2), chooses("reason-to-counter"))
      .expect({
        facts: [{ kind: "door-granted", authority: { kind: "retrieval", pickup: extract.pickup } }],
      });
  });

  test("opens to two: an overdue one, alone and on a round", () => {
    given(cardInside, daysPass(8), signsIn(), chooses("take-back"))
      .when(chooses("take-back-overdue", 1), isJoinedBy(bea))
      .expect({ facts: ["staff-witnessed", byTwo("retrieval")] });
    given(cardInside, daysPass(8), signsIn())
      .when(chooses("round"))
      .expect({ facts: [], screen: "clerk-witness" })
      .when(isJoinedBy(bea))
      .expect({ facts: ["staff-witnessed", byTwo("retrieval")] });
  });

  test("opens to two: whatever is looked into where it lies, or may still lie", () => {
    const opened = inOrder(doorOpens(1), doorCloses(1));
    const look = [signsIn(), chooses("resume-bank"), chooses("inspect")] as const;
    given(cardInside, opened, ...look)
      .when(chooses("inspect-door", 1))
      .expect({ facts: [], screen: "clerk-witness" })
      .when(isJoinedBy(bea))
      .expect({
        facts: [
          "staff-witnessed",
          { kind: "door-granted", authority: { kind: "inspection", witness: bea.staff } },
        ],
      });
    // The extract's door is looked into by one.
    given(cardInside, inOrder(doorOpens(2), doorCloses(2)), ...look)
      .when(chooses("inspect-door", 2))
      .expect({ facts: [{ kind: "door-granted", authority: { kind: "inspection" } }] });
    // Its pickup has ended, on its holder's word or the sensor's: something is doubtful about that door again.
    const collected = inOrder(scansQr(identity), takes(1), closes(1), chooses("stop"));
    given(cardInside, minutesPass(6), collected, opened, ...look)
      .when(chooses("inspect-door", 1))
      .expect({ facts: [], screen: "clerk-witness" });
  });

  test("opens to two: the old card that a holder handed in for a new one", () => {
    const cards = [...siteWithFourEyes.policies.values()].map(
      (each) => [each.product, { ...each, handInFirst: each.fourEyes }] as const,
    );
    given(
      cardInside,
      configuredAs({ ...siteWithFourEyes, policies: new Map(cards) }),
      boardsUp,
      minutesPass(6),
      scansQr(identity),
      chooses("open-hand-in"),
      inOrder(opens(3), closes(3)),
      chooses("deposit-in"),
      inOrder(takes(1), closes(1)),
      chooses("stop"),
      signsIn(),
      chooses("inspect"),
    )
      .when(chooses("inspect-door", 3))
      .expect({ facts: [], screen: "clerk-witness" });
  });

  test("opens to two: of a pickup that was forgotten since, nobody can say what it asked", () => {
    const collected = inOrder(scansQr(identity), takes(1), closes(1), chooses("stop"));
    const later = [minutesPass(6), collected, daysPass(40), doorOpens(1), doorCloses(1)] as const;
    const look = [signsIn(), chooses("resume-bank"), chooses("inspect")] as const;
    given(cardInside, ...later, ...look)
      .when(chooses("inspect-door", 1))
      .expect({ facts: [], screen: "clerk-witness" });
    // Where no policy asks four eyes any more, one is enough.
    given(cardInside, ...later, configuredAs(site), boardsUp, ...look)
      .when(chooses("inspect-door", 1))
      .expect({ facts: ["door-granted"] });
  });

  test("opens to two: every door of a restored terminal, where anything may lie", () => {
    given(cardInside, ledgerIsRestored, boardsUp, signsIn(), chooses("inspect"))
      .when(chooses("inspect-door", 5))
      .expect({ facts: [], screen: "clerk-witness" })
      .when(isJoinedBy(bea))
      .expect({ facts: ["staff-witnessed", "door-granted"] });
  });

  test("goes by the rules in force: a product that left the configuration asks nothing more", () => {
    given(cardInside, configuredAs(site), boardsUp, signsIn(), chooses("take-back"))
      .when(chooses("take-back-door", 1), chooses("reason-to-counter"))
      .expect({ facts: ["door-granted"] });
  });

  test("goes back to the menu without a colleague, and a round skips all of them at once", () => {
    given(...toTakeBack)
      .when(scansLabel(extract))
      .expect({ facts: [], effects: [], screen: "clerk-witness" })
      .when(chooses("without-colleague"))
      .expect({ facts: [], screen: "clerk-menu" });
    const round = [cardInside, daysPass(8), signsIn(), chooses("round")] as const;
    const story = given(...round).when(chooses("without-colleague"));
    story.expect({
      facts: [{ kind: "door-granted", compartment: door(2) }],
    });
    story.when(takes(2), scansLabel(extract), closes(2)).expect({ screen: "clerk-round-left" });
    expect(story.terminal.screen().values).toMatchObject({ taken: 1, twoDoor: 1 });
    expect(behind(story, 1)).toMatchObject({ holds: identity.pickup, doubt: undefined });
  });

  test("skips them together on a round, wherever they stand in it", () => {
    const both = [
      askedForColleague,
      announces(otherIdentity),
      isJoinedBy(bea),
      opens(1),
      itemAppears(1),
      closes(1),
      deposits(extract, 2),
      deposits(otherIdentity, 3),
      signsOut,
      daysPass(8),
      signsIn(),
      chooses("round"),
    ] as const;
    const story = given(...both, chooses("without-colleague"), takes(2), scansLabel(extract));
    story.when(closes(2)).expect({ screen: "clerk-round-left" });
    expect(story.terminal.screen().values).toMatchObject({ taken: 1, twoDoors: "1, 3" });
  });
});

describe("while the colleague is fetched", () => {
  const undoing = [cardInside, signsIn(), chooses("undo-deposit", 2), takes(2), closes(2)] as const;

  test("the desk may tell the holder: then nothing is undone any more", () => {
    given(...undoing, chooses("undo-deposit", 1))
      .when(minutesPass(2))
      .expect({ facts: [] })
      .when(asksDesk({ kind: "resend-asked", pickup: identity.pickup }), isJoinedBy(bea))
      .expect({ facts: ["message-queued", "staff-witnessed"], screen: "clerk-menu" });
  });

  test("the desk may extend an overdue document: it is not taken back as overdue", () => {
    const overdue = [cardInside, daysPass(8), signsIn()] as const;
    given(...overdue, chooses("take-back"), chooses("take-back-overdue", 1))
      .when(extendsBy(identity, 3), isJoinedBy(bea))
      .expect({ facts: ["pickup-extended", "staff-witnessed"], screen: "clerk-take-back-list" });
    given(...overdue, chooses("round"))
      .when(extendsBy(identity, 3), isJoinedBy(bea))
      .expect({
        facts: [
          "pickup-extended",
          "staff-witnessed",
          { kind: "door-granted", compartment: door(2) },
        ],
      });
  });

  test("a door may open by itself: it is looked into before anything is taken out", () => {
    given(cardInside, signsIn(), chooses("take-back"), chooses("take-back-door", 1))
      .when(chooses("reason-refused"), doorOpens(1), doorCloses(1))
      .expect({ screen: "clerk-witness" })
      .when(isJoinedBy(bea))
      .expect({ facts: ["staff-witnessed"], screen: "clerk-take-back-list" });
  });

  test("a card that nobody brought for ninety days is withdrawn: its door stays shut", () => {
    given(forFourEyes, signsOut, minutesPass(90 * 24 * 60 - 2), signsIn(), scansLabel(identity))
      .when(secondsPass(60), isJoinedBy(bea))
      .expect({
        facts: ["pickup-withdrawn", "pickup-withdrawn", "staff-witnessed"],
        screen: "clerk-scan-refused",
      });
  });
});
