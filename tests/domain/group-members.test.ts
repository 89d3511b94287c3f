// Which documents of a group the proof of another opens, and which keep to their own code: asked of every rule that a document can
// be under; and what comes of the others when one of them does not come out (ADR 0031).
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import {
  boardAccepts,
  boardIsLost,
  boardsUp,
  coilIs,
  doorCloses,
  itemGoes,
  opens,
  resultIs,
} from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  configuredAs,
  daysPass,
  deposited,
  deposits,
  disables,
  enables,
  failsOnce,
  givesCode,
  ledgerIsRestored,
  minutesPass,
  powerIsCut,
  reissues,
  releases,
  scansQr,
  scansWrongQr,
  secondsPass,
  signsIn,
  signsOut,
  typesBirthDate,
  withdraws,
} from "../support/domain-people.ts";
import { parseLocator, parsePickupId } from "#domain/ids.ts";
import {
  type Dossier,
  boardB,
  card,
  extract,
  licence,
  otherExtract,
  passport,
  proven,
  residence,
  secondLicence,
  site,
  siteWithUndo,
  together,
} from "../support/domain-site.ts";
import { slow } from "../support/domain-clerk-stories.ts";
import { again, jams } from "../support/domain-stand-stories.ts";
import { type Story, given, ledgerOf } from "../support/domain-story.ts";
import { type Act, inOrder, times } from "../support/domain-terminal.ts";

const household = (...dossiers: readonly Dossier[]): Act => deposited(...dossiers.map(together));
const takenFrom = (number: number): Act =>
  inOrder(opens(number), itemGoes(number), doorCloses(number), secondsPass(2));
const valuesOf = ({ terminal }: Story) => terminal.screen().values;

/** The extract lies in door 1, the other one in door 2; what is done to it before the extract is fetched. */
const besides = (other: Dossier, ...before: readonly Act[]): Act =>
  inOrder(household(extract, other), ...before, scansQr(extract), takenFrom(1));

/** Nothing is offered; the goodbye says that one is still here. */
const leftOut = (story: Act): void => {
  const told = given(story);
  expect(told.terminal.screen().name).toBe("citizen-done");
  expect(valuesOf(told)).toMatchObject({ waiting: 1 });
};

const jammed = inOrder(scansQr(otherExtract), jams, again, jams, again, jams, chooses("back"));
const leftInside = inOrder(
  scansQr(otherExtract),
  opens(2),
  doorCloses(2),
  secondsPass(2),
  chooses("reopen"),
);

const put = (dossier: Dossier, number: number): Act =>
  inOrder(announces(together(dossier)), signsIn(), deposits(dossier, number), signsOut);

const comes: Act = (terminal) => {
  terminal.knobs.adapters = "prompt";
  terminal.answer();
};

describe("a document of the group keeps to its own code", () => {
  const LEFT_OUT: readonly (readonly [what: string, story: Act])[] = [
    ["asks both codes", besides(passport)],
    ["wants its old document first", besides(card)],
    ["waits for a release of staff", besides(residence)],
    ["was withdrawn", besides(otherExtract, withdraws(otherExtract))],
    ["lies behind a door out of service", besides(otherExtract, disables(2))],
    ["was opened before and left inside", besides(otherExtract, leftInside)],
    ["lies behind a door that jammed", besides(otherExtract, jammed)],
  ];
  test.each(LEFT_OUT)("where it %s", (_what, story) => leftOut(story));

  test("where a clerk can still undo its deposit", () => {
    const story = inOrder(
      configuredAs(siteWithUndo),
      boardsUp,
      put(extract, 1),
      minutesPass(6),
      put(otherExtract, 2),
      scansQr(extract),
      takenFrom(1),
    );
    leftOut(story);
    given(story, minutesPass(6), scansQr(otherExtract))
      .when(takenFrom(2))
      .expect({ screen: "citizen-done" });
  });

  test("where its product has left the configuration", () => {
    const rest = [...site.policies].filter(([product]) => product !== licence.product);
    const configured = inOrder(configuredAs({ ...site, policies: new Map(rest) }), boardsUp);
    leftOut(besides(licence, configured));
  });

  test("where its bank is away", () => {
    const onOtherBoard = inOrder(deposits(otherExtract, 5), signsOut);
    const story = inOrder(
      household(extract),
      disables(2, 3),
      announces(together(otherExtract)),
      signsIn(),
      onOtherBoard,
      boardIsLost(boardB),
      scansQr(extract),
      takenFrom(1),
    );
    leftOut(story);
  });

  test("where typing has ended for it, after a typed code; after a QR it opens", () => {
    const guessed = inOrder(household(extract, otherExtract), times(5, failsOnce(otherExtract)));
    leftOut(inOrder(guessed, givesCode(extract), takenFrom(1)));
    given(guessed, scansQr(extract)).when(takenFrom(1)).expect({ screen: "citizen-next-door" });
  });

  test("but a release of staff is good for it here too, once", () => {
    const story = given(besides(residence, releases(residence)))
      .when(chooses("open-next"), takenFrom(2))
      .expect({ screen: "citizen-done" });
    expect(ledgerOf(story, residence)).toMatchObject({ end: "collected", released: false });
  });

  test("and whoever proves both codes of one opens what asks one", () => {
    const both = inOrder(givesCode(passport), scansQr(passport));
    given(household(passport, extract), both)
      .when(takenFrom(1))
      .expect({ screen: "citizen-next-door" });
  });

  test("and after an expired one nothing is left to fetch", () => {
    const story = inOrder(
      household(otherExtract),
      daysPass(4),
      announces(together(extract)),
      signsIn(),
      deposits(extract, 2),
      signsOut,
      daysPass(5),
      scansQr(extract),
      takenFrom(2),
    );
    leftOut(story);
  });
});

// The extracts lie in doors 1 and 2.
const two = household(extract, otherExtract);
const nextOffered = inOrder(two, scansQr(extract), takenFrom(1));

describe("while the next door is offered", () => {
  test("nobody is hurried without a warning, and nothing is lost after it", () => {
    const idle = given(nextOffered, secondsPass(21));
    expect(idle.terminal.screen()).toMatchObject({ name: "more-time", secondsLeft: 24 });
    idle
      .when(secondsPass(24))
      .expect({ facts: [{ kind: "visit-ended", outcome: "timed-out" }], screen: "citizen-home" })
      .when(scansQr(otherExtract))
      .expect({ facts: ["proof-given", "door-granted"] });
  });

  test("it may be left for later: its code stays good", () => {
    const later = given(nextOffered)
      .when(chooses("not-now"))
      .expect({ facts: [], screen: "citizen-done" });
    expect(valuesOf(later)).toMatchObject({ waiting: 1 });
    later
      .when(secondsPass(14))
      .expect({ facts: [], screen: "citizen-done" })
      .when(scansQr(otherExtract))
      .expect({ facts: ["proof-given", "door-granted"] });
  });

  test("a code that is shown starts over, and the group is forgotten", () => {
    const wrong = given(nextOffered)
      .when(scansWrongQr(licence))
      .expect({ facts: [], screen: "citizen-wrong" });
    wrong.when(chooses("try-again")).expect({ screen: "citizen-code" });
    given(nextOffered, chooses("not-now"), chooses("next-document"))
      .when(chooses("open-next"))
      .expect({ facts: [], screen: "citizen-home" });
  });

  test("what was withdrawn meanwhile does not open", () => {
    given(nextOffered, withdraws(otherExtract))
      .when(chooses("open-next"))
      .expect({ facts: [], screen: "citizen-done" });
  });

  test("no other button opens it", () => {
    given(nextOffered)
      .when(chooses("door-taken"))
      .expect({ facts: [], screen: "citizen-next-door" });
  });

  test("a restart forgets it, and its code stays good", () => {
    given(nextOffered, powerIsCut(5000), boardsUp)
      .when(chooses("open-next"))
      .expect({ facts: [], screen: "citizen-home" })
      .when(scansQr(otherExtract))
      .expect({ facts: ["proof-given", "door-granted"] });
  });

  test("a restore kills it like every other code", () => {
    given(nextOffered, ledgerIsRestored, boardsUp)
      .when(scansQr(otherExtract))
      .expect({ facts: [] });
  });

  test("a date that is asked opens nothing that was withdrawn meanwhile", () => {
    const asked = inOrder(household(extract, licence), scansQr(extract), takenFrom(1));
    given(asked, withdraws(licence))
      .when(typesBirthDate(licence))
      .expect({ facts: [], screen: "citizen-done" });
  });

  test("a date that is being checked opens nothing that was withdrawn meanwhile", () => {
    const asked = inOrder(household(extract, licence), scansQr(extract), takenFrom(1));
    given(asked, slow, typesBirthDate(licence), withdraws(licence))
      .when((terminal) => terminal.answer())
      .expect({ facts: [], screen: "citizen-done" });
  });
});

describe("a comparison of birth dates that comes late", () => {
  /** Only the check of the first one's own date has answered. */
  const opened = inOrder(
    household(licence, secondLicence),
    scansQr(licence),
    slow,
    typesBirthDate(licence),
    (terminal) => {
      const ask = terminal.state().live.nextAsk - 1;
      const input = { kind: "code-checked", ask, right: true, birthDateRight: true } as const;
      terminal.feed({ kind: "answer", input });
    },
  );

  test("leaves the date to be asked, and is good for it all the same", () => {
    given(opened, takenFrom(1))
      .when(comes)
      .expect({ facts: [], screen: "citizen-group-date" })
      .when(typesBirthDate(licence))
      .expect({ facts: [], screen: "citizen-next-door" });
    given(opened, comes).when(takenFrom(1)).expect({ screen: "citizen-next-door" });
  });

  test("changes nothing once its visit is over, or another began", () => {
    const left = inOrder(opened, takenFrom(1), chooses("not-now"), secondsPass(15));
    given(left).when(comes).expect({ facts: [], screen: "citizen-home" });
    given(left, chooses("no-code")).when(comes).expect({ facts: [], screen: "citizen-help" });
    given(left, signsIn()).when(comes).expect({ facts: [] });
  });

  test("is no answer to another question", () => {
    const input = { kind: "birth-dates-matched", ask: 999, matched: [licence.pickup] } as const;
    given(nextOffered)
      .when((terminal) => terminal.feed({ kind: "answer", input }))
      .expect({ facts: [], screen: "citizen-next-door" });
  });
});

describe("when one of the group does not come out", () => {
  const jam = inOrder(two, scansQr(extract), jams, again, jams, again, jams);

  test("plan B offers the others first; the door that jammed is given up with its code good", () => {
    const story = given(jam).when(chooses("next-of-group"));
    story.expect({
      facts: [{ kind: "grant-ended", outcome: "not-opened" }],
      screen: "citizen-next-door",
    });
    expect(ledgerOf(story, extract)).toMatchObject({ phase: "waiting", codeUsed: false });
    const done = story.when(chooses("open-next"), takenFrom(2)).expect({ screen: "citizen-done" });
    expect(valuesOf(done)).toMatchObject({ waiting: 1 });
  });

  test("plan B of the last one goes back as ever", () => {
    const last = inOrder(nextOffered, chooses("open-next"), jams, again, jams, again, jams);
    const story = given(last);
    expect(story.terminal.screen().choices.map(({ choice }) => choice)).toEqual(["back"]);
    story.when(chooses("next-of-group")).expect({ facts: [], screen: "citizen-plan-b" });
  });

  test("a door out of service meanwhile does not keep the others", () => {
    given(two, scansQr(extract), jams, disables(1), again)
      .when(chooses("next-of-group"))
      .expect({ screen: "citizen-next-door" });
  });

  test("nothing goes on once the first code has been renewed or withdrawn", () => {
    given(jam, reissues(extract, "qr"))
      .when(chooses("next-of-group"))
      .expect({ facts: [], screen: "citizen-plan-b" });
    given(jam, withdraws(extract))
      .when(chooses("next-of-group"))
      .expect({ facts: [], screen: "citizen-plan-b" });
  });

  test("an empty compartment is for the desk, and the next door is offered", () => {
    const unseen = inOrder(household(extract, otherExtract, licence), disables(1));
    given(unseen, enables(1), scansQr(licence), typesBirthDate(licence))
      .when(opens(3), doorCloses(3), secondsPass(2), chooses("door-nothing"))
      .expect({ screen: "citizen-plan-b" })
      .when(chooses("next-of-group"))
      .expect({ facts: [], screen: "citizen-next-door" });
  });

  test("a door that nothing can see is left by a word, and the next one is offered", () => {
    const driven = inOrder(boardAccepts, coilIs("ok"), secondsPass(7), resultIs("driven"));
    given(household(extract, otherExtract, licence), scansQr(licence), typesBirthDate(licence))
      .when(driven, chooses("door-taken"))
      .expect({ screen: "citizen-next-door" });
  });

  test("a door left open ends the visit, and the others keep their codes", () => {
    const story = given(two, scansQr(extract), opens(1))
      .when(minutesPass(3))
      .expect({ screen: "out-of-service" });
    expect(ledgerOf(story, otherExtract)).toMatchObject({ phase: "waiting", codeUsed: false });
  });
});

describe("the desk", () => {
  test("announces at most eight documents of one group that have not ended", () => {
    const ids = Array.from({ length: 9 }, (_, at): Dossier => {
      const digit = String(at);
      return together({
        ...extract,
        pickup: proven(parsePickupId(`a${digit}`.repeat(16))),
        locator: proven(parseLocator(`200${digit}`)),
      });
    });
    const eight = given(boardsUp, ...ids.slice(0, 8).map(announces));
    eight.when(announces(ids[8] ?? extract)).expect({
      facts: [],
      effects: [
        {
          kind: "refuse-desk",
          why: "a group holds at most 8 documents; announce it without one",
        },
      ],
    });
    eight
      .when(withdraws(ids[0] ?? extract), announces(ids[8] ?? extract))
      .expect({ facts: ["pickup-withdrawn", "pickup-announced"] });
  });
});
