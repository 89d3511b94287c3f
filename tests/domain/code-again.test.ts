// "Send my code again": by telephone number and birth date, to the contacts that the desk registered, and never a word on the screen
// about whether anything was found (ADR 0032).
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { ASKED_KEPT, SENT_AT_ONCE_MAX } from "#domain/codes/again-budget.ts";
import { decide } from "#domain/decide.ts";
import { parsePickupId } from "#domain/ids.ts";
import { leastDigits, telephoneGroups, telephoneNumbers } from "#domain/visit/telephone.ts";
import { boardStaysSilent, boardsUp, doorCloses, opens } from "../support/domain-boards.ts";
import { justPutIn, slow } from "../support/domain-clerk-stories.ts";
import {
  announces,
  asksAgain,
  asksForHelp,
  asksInVain,
  chooses,
  deposited,
  deposits,
  disables,
  entered,
  failsOnce,
  minutesPass,
  powerIsCut,
  presses,
  reissues,
  scansQr,
  secondsPass,
  signsIn,
  signsOut,
  types,
  typesBirthDate,
  typesTelephone,
  typesUnknownTelephone,
  typesWrongBirthDate,
  withdraws,
} from "../support/domain-people.ts";
import {
  type Dossier,
  childLicence,
  extract,
  licence,
  otherExtract,
  proven,
  site,
} from "../support/domain-site.ts";
import { type Story, given, givenAt, ledgerOf } from "../support/domain-story.ts";
import { type Act, createTerminal, inOrder, times } from "../support/domain-terminal.ts";

const DAY_MINUTES = 24 * 60;
const asked = (sent: readonly Dossier[], wrong: readonly Dossier[] = []) =>
  ({
    kind: "code-asked-again",
    sent: sent.map(({ pickup }) => pickup),
    wrong: wrong.map(({ pickup }) => pickup),
  }) as const;
const repeated = ({ pickup }: Dossier) =>
  ({ kind: "message-queued", pickup, template: "code-repeated" }) as const;
/** The right number and a date that is nobody's. */
const guesses = (dossier: Dossier): Act =>
  inOrder(asksForHelp, typesTelephone(dossier), typesWrongBirthDate, chooses("back"));
const asksAndLeaves = (dossier: Dossier): Act => inOrder(asksAgain(dossier), chooses("back"));
const silent: Act = ({ knobs }) => {
  knobs.gateway = "silent";
};
const shown = (...acts: readonly Act[]) => given(...acts).terminal.screen();
const refuses = (...acts: readonly Act[]) =>
  given(...acts)
    .when(asksAgain(licence))
    .expect({ facts: [asked([])], screen: "citizen-code-sent" });
/** The answer to the question before the last one. */
const foundLate: Act = ({ feed, state }) => {
  const ask = state().live.nextAsk - 2;
  const found = [{ pickup: licence.pickup, birthDate: "same" }] as const;
  feed({ kind: "answer", input: { kind: "holder-found", ask, found } });
};
const fieldOf = ({ terminal }: Story) => terminal.screen().field;
const valuesOf = ({ terminal }: Story) => terminal.screen().values;
const choicesOf = ({ terminal }: Story) => terminal.screen().choices.map(({ choice }) => choice);

describe("help", () => {
  test("offers it first, where anything is sent by SMS", () => {
    const story = given(deposited(licence), chooses("no-code"));
    expect(choicesOf(story)).toStrictEqual(["send-again", "back", "privacy"]);
    story.when(chooses("send-again")).expect({ facts: [], screen: "citizen-telephone" });
  });

  test("knows nothing of it elsewhere: no number would be found", () => {
    const terminal = createTerminal({ ...site, callingCode: undefined });
    const story = givenAt(terminal, deposited(licence), chooses("no-code"));
    expect(choicesOf(story)).toStrictEqual(["back", "privacy"]);
    story.when(chooses("send-again")).expect({ facts: [], screen: "citizen-help" });
  });
});

describe("the telephone number", () => {
  test("is grouped as people write it, and longer once it comes from abroad", () => {
    expect(telephoneGroups("", "32")).toStrictEqual([4, 2, 2, 2]);
    expect(telephoneGroups("0", "32")).toStrictEqual([4, 2, 2, 2]);
    expect(telephoneGroups("0470", "32")).toStrictEqual([4, 2, 2, 2]);
    expect(telephoneGroups("00", "32")).toStrictEqual([4, 3, 3, 3, 4]);
    expect(telephoneGroups("32", "32")).toStrictEqual([4, 3, 3, 3, 4]);
  });

  test("has room for more where numbers at home are longer, and may be shorter there", () => {
    expect(telephoneGroups("0151", "49")).toStrictEqual([4, 4, 4]);
    expect([leastDigits("32"), leastDigits("45")]).toStrictEqual([9, 8]);
  });

  test("is the same from home, from abroad, with both zeros, and with nothing before it", () => {
    expect(telephoneNumbers("0470123456", "32")).toStrictEqual(["+32470123456"]);
    expect(telephoneNumbers("0032470123456", "32")).toStrictEqual(["+32470123456"]);
    expect(telephoneNumbers("00320470123456", "32")).toStrictEqual(["+32470123456"]);
    expect(telephoneNumbers("0033612345678", "32")).toStrictEqual(["+33612345678"]);
    expect(telephoneNumbers("470123456", "32")).toContain("+32470123456");
    expect(telephoneNumbers("32470123456", "32")).toContain("+32470123456");
  });

  test("stands on the screen as it is typed, holds no more digits than fit, and can be erased", () => {
    const story = given(deposited(licence), asksForHelp, types("0470 12 34 56 7"));
    expect(fieldOf(story)).toMatchObject({ shown: "0470123456", typed: 10, least: 9 });
    story.when(presses("erase")).expect({ facts: [], screen: "citizen-telephone" });
    expect(fieldOf(story)).toMatchObject({ shown: "047012345" });
  });

  test("that is too short says so at once, keeps its digits and waits for no message", () => {
    const story = given(deposited(licence), asksForHelp);
    story.when(entered("0470 12 34")).expect({ facts: [], screen: "citizen-telephone" });
    expect(valuesOf(story)).toMatchObject({ short: 1, count: 9 });
    expect(fieldOf(story)).toMatchObject({ shown: "04701234" });
    story.when(entered("56")).expect({ facts: [], screen: "citizen-holder-date" });
  });

  test("is followed by the birth date, and nobody is looked for before it is whole", () => {
    given(deposited(licence), asksForHelp)
      .when(typesTelephone(licence), entered("2306"))
      .expect({ facts: [], effects: [], screen: "citizen-holder-date" })
      .when(chooses("stop"))
      .expect({ facts: ["visit-ended"], screen: "citizen-home" });
  });

  test("can be given up", () => {
    given(deposited(licence), asksForHelp, types("0470"))
      .when(chooses("stop"))
      .expect({ facts: ["visit-ended"], screen: "citizen-home" });
  });

  test("is forgotten at a scan: whoever finds the code after all needs nothing more", () => {
    given(deposited(licence, extract), asksForHelp, types("0470"))
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"], screen: "citizen-door-opening" });
  });
});

describe("the right number and the right date", () => {
  test("send the code of now once more, to whom the desk registered", () => {
    given(deposited(licence))
      .when(asksAgain(licence))
      .expect({
        facts: [asked([licence]), repeated(licence)],
        effects: [
          { kind: "find-holder", telephones: [licence.telephone], birthDate: licence.birthDate },
          { kind: "send-message", pickup: licence.pickup, template: "code-repeated" },
        ],
        screen: "citizen-code-sent",
      });
  });

  test("change neither the code nor any count of it", () => {
    const story = given(deposited(licence), failsOnce(licence));
    const before = ledgerOf(story, licence);
    story.when(asksAgain(licence));
    expect({ ...ledgerOf(story, licence), sentAgain: 0 }).toStrictEqual(before);
  });

  test("lead to the keypad for the code that comes, to another number, or away", () => {
    given(deposited(licence), asksAgain(licence))
      .when(chooses("send-again"))
      .expect({ facts: [], screen: "citizen-telephone" });
    given(deposited(licence), asksAgain(licence))
      .when(chooses("type-code"))
      .expect({ facts: [], screen: "citizen-code" });
    given(deposited(licence), asksAgain(licence))
      .when(chooses("back"))
      .expect({ facts: ["visit-ended"], screen: "citizen-home" });
  });

  test("send all that waits under one number: the date of any of the household will do", () => {
    given(deposited(licence, childLicence))
      .when(asksForHelp, typesTelephone(licence), typesBirthDate(childLicence))
      .expect({
        facts: [asked([licence, childLicence]), repeated(licence), repeated(childLicence)],
      });
  });

  test("are the number alone where nothing was registered with a date: nothing is handed over for it", () => {
    given(deposited(extract))
      .when(asksForHelp, typesTelephone(extract), typesWrongBirthDate)
      .expect({ facts: [asked([extract]), repeated(extract)], screen: "citizen-code-sent" });
  });

  test("queue no second message while the first one waits for its gateway", () => {
    given(deposited(licence), silent, asksAndLeaves(licence))
      .when(asksAgain(licence))
      .expect({ facts: [asked([licence])], screen: "citizen-code-sent" });
  });
});

describe("nobody learns from the screen", () => {
  test.each<[string, () => ReturnType<typeof shown>]>([
    [
      "whether the number is known",
      () => shown(deposited(licence), asksForHelp, typesUnknownTelephone, typesBirthDate(licence)),
    ],
    [
      "whether the date was right",
      () => shown(deposited(licence), asksForHelp, typesTelephone(licence), typesWrongBirthDate),
    ],
    ["whether anything waits there", () => shown(boardsUp, asksAgain(licence))],
    [
      "whether it was sent too often already",
      () => shown(deposited(licence), times(3, asksAndLeaves(licence)), asksAgain(licence)),
    ],
  ])("%s", (_what, other) => {
    expect(other()).toStrictEqual(shown(deposited(licence), asksAgain(licence)));
  });
});

describe("nothing is sent", () => {
  test("of a document that has not come yet", () => {
    refuses(boardsUp, announces(licence));
  });

  test("before its holder has heard of it the first time: its deposit may still be undone", () => {
    given(justPutIn, signsOut)
      .when(asksAgain(extract))
      .expect({ facts: [asked([])], screen: "citizen-code-sent" });
  });

  test("of a code that opens nothing any more: withdrawn, expired, used and left inside, behind a door that is out of service", () => {
    refuses(deposited(licence), withdraws(licence));
    refuses(deposited(licence), minutesPass(15 * DAY_MINUTES));
    refuses(deposited(licence), disables(1));
    const used = inOrder(scansQr(extract), opens(1), doorCloses(1), secondsPass(2));
    given(deposited(extract, licence), used, chooses("reopen"))
      .when(asksAgain(extract))
      .expect({ facts: [asked([])], screen: "citizen-code-sent" });
  });

  test("of a code whose door may have opened, until a clerk has looked", () => {
    const unsure = inOrder(scansQr(extract), boardStaysSilent, minutesPass(3));
    const story = given(deposited(extract, licence), unsure, boardsUp);
    expect(ledgerOf(story, extract)).toMatchObject({ suspended: "outcome-unknown" });
    story.when(asksAgain(extract)).expect({ facts: [asked([])], screen: "citizen-code-sent" });
  });

  test("for more than a household at once: whoever has more under one number asks again", () => {
    const story = given(deposited(licence), slow, asksAgain(licence));
    const { terminal } = story;
    const state = terminal.state();
    const ids = Array.from({ length: SENT_AT_ONCE_MAX + 2 }, (_, at) =>
      proven(parsePickupId(String(at).padStart(32, "0"))),
    );
    const pickups = new Map(ids.map((id) => [id, { ...ledgerOf(story, licence), id }]));
    const found = ids.map((pickup) => ({ pickup, birthDate: "same" as const }));
    const input = { kind: "holder-found", ask: state.live.nextAsk - 1, found } as const;
    const crowded = { ...state, durable: { ...state.durable, pickups } };
    const { facts } = decide(crowded, { kind: "answer", input }, terminal.now());
    expect(facts[0]?.fact).toMatchObject({ kind: "code-asked-again", sent: ids.slice(0, 8) });
  });

  test("of a code that nobody can type any more: the desk helps", () => {
    refuses(deposited(licence), times(5, failsOnce(licence)));
  });

  test("and a renewed code is the one that goes, since it is derived when it is sent", () => {
    given(deposited(licence), reissues(licence, "pin"), minutesPass(1))
      .when(asksAgain(licence))
      .expect({ facts: [asked([licence]), repeated(licence)] });
  });

  test("to an answer that comes too late, when somebody else stands there", () => {
    const story = given(deposited(licence, extract), slow, asksAgain(licence), scansQr(extract));
    story.when(foundLate).expect({ facts: [], screen: "citizen-checking" });
  });
});

const alsoPutsIn = inOrder(announces(childLicence), signsIn(), deposits(childLicence, 2), signsOut);

describe("whose date it may be", () => {
  test("anybody's who is reached there and whose document waits, also where nothing is sent to them any more", () => {
    const story = given(deposited(licence), times(3, asksAndLeaves(licence)), alsoPutsIn);
    story
      .when(asksAgain(licence))
      .expect({ facts: [asked([childLicence]), repeated(childLicence)] });
    expect(ledgerOf(story, childLicence)).toMatchObject({ wrongBirthDates: 0 });
  });

  test("the number alone is never enough once somebody under it has a date, however often it was wrong", () => {
    const story = given(deposited(licence, otherExtract), times(3, guesses(licence)));
    story
      .when(asksForHelp, typesTelephone(licence), typesWrongBirthDate)
      .expect({ facts: [asked([])], screen: "citizen-code-sent" });
  });
});

describe("a wrong date under a right number", () => {
  test("counts as a wrong birth date of each document that it was aimed at [I8]", () => {
    const story = given(deposited(licence, childLicence));
    story.when(guesses(licence)).expect({
      facts: [asked([], [licence, childLicence]), "visit-ended"],
    });
    expect(ledgerOf(story, licence)).toMatchObject({ wrongBirthDates: 1, failuresInRow: 0 });
    expect(ledgerOf(story, childLicence)).toMatchObject({ wrongBirthDates: 1 });
  });

  test("does not count against the documents that were registered without one", () => {
    const story = given(deposited(licence, otherExtract), guesses(licence));
    expect(ledgerOf(story, otherExtract)).toMatchObject({ wrongBirthDates: 0 });
  });

  test("ends sending after three, and leaves whoever holds the code two tries at the door", () => {
    const story = given(deposited(licence), times(4, guesses(licence)));
    expect(ledgerOf(story, licence)).toMatchObject({ wrongBirthDates: 3 });
    story.when(asksAgain(licence)).expect({ facts: [asked([])] });
    story
      .when(scansQr(licence), typesBirthDate(licence))
      .expect({ facts: ["proof-given", "door-granted"] });
  });
});

describe("how often", () => {
  test("ten askings an hour, whatever came of them; then the screen says how long it rests", () => {
    const story = given(deposited(licence), times(10, asksInVain));
    story.when(asksForHelp).expect({ facts: [], screen: "citizen-sending-locked" });
    expect(valuesOf(story)).toMatchObject({ count: expect.any(Number) });
    expect(choicesOf(story)).toStrictEqual(["back"]);
    story.when(chooses("back"), minutesPass(60), asksForHelp).expect({
      screen: "citizen-telephone",
    });
  });

  test("forty a day", () => {
    const tenAnHour = inOrder(times(10, asksInVain), minutesPass(61));
    const story = given(deposited(licence), times(4, tenAnHour));
    expect(story.terminal.state().durable.askedAgainAtMonoMs).toHaveLength(ASKED_KEPT);
    story.when(asksForHelp).expect({ screen: "citizen-sending-locked" });
    story
      .when(chooses("back"), minutesPass(DAY_MINUTES), asksForHelp)
      .expect({ screen: "citizen-telephone" });
  });

  test("each code three times in all, so that no telephone rings night after night", () => {
    const story = given(deposited(licence), times(3, asksAndLeaves(licence)));
    story.when(asksAndLeaves(licence)).expect({ facts: [asked([]), "visit-ended"] });
    story.when(minutesPass(DAY_MINUTES), asksAgain(licence)).expect({ facts: [asked([])] });
  });

  test("no power cut gives any of it back, and none makes it last longer [I8]", () => {
    const anHourOfRun = minutesPass(300);
    const story = given(deposited(licence), anHourOfRun, times(10, asksInVain), powerIsCut(1000));
    story.when(boardsUp, asksForHelp).expect({ screen: "citizen-sending-locked" });
    story
      .when(chooses("back"), minutesPass(61), asksForHelp)
      .expect({ screen: "citizen-telephone" });
  });
});
