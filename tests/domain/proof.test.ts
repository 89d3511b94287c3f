// How a citizen proves a pickup is theirs: QR, PIN, birth date and staff release, and what a wrong proof learns (nothing).
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import {
  chooses,
  choosesLanguage,
  daysPass,
  deposited,
  entered,
  givesCode,
  minutesPass,
  presses,
  reissues,
  releases,
  scans,
  scansOldQr,
  scansQr,
  scansWrongQr,
  secondsPass,
  types,
  typesBirthDate,
  typesOldPin,
  typesPin,
  typesUnknownLocator,
  typesWrongBirthDate,
  typesWrongPin,
  withdraws,
} from "../support/domain-people.ts";
import {
  extract,
  licence,
  otherExtract,
  passport,
  residence,
  siteWithoutBirthDates,
} from "../support/domain-site.ts";
import { type Story, given, givenAt, ledgerOf } from "../support/domain-story.ts";
import { type Act, createTerminal, inOrder } from "../support/domain-terminal.ts";

const adaptersWait: Act = (terminal) => {
  terminal.knobs.adapters = "slow";
};
const adaptersAnswer: Act = (terminal) => terminal.answer();
const keypad = chooses("type-code");

describe("a QR", () => {
  test("opens at once where the policy asks nothing more", () => {
    given(deposited(extract))
      .when(scansQr(extract))
      .expect({
        facts: [{ kind: "proof-given", method: "qr" }, "door-granted"],
        screen: "citizen-door-opening",
      });
  });

  test("is followed by the birth date where the policy asks it", () => {
    given(deposited(licence))
      .when(scansQr(licence))
      .expect({ facts: [], screen: "citizen-birth-date" })
      .when(typesBirthDate(licence))
      .expect({ facts: ["proof-given", "door-granted"] });
  });

  test("that is wrong counts as nothing and writes nothing: 128 bits are not guessed", () => {
    given(deposited(extract))
      .when(scansWrongQr(extract), scans("L24:9999ABCDEFGHIJKLMNOPQRSTUVWXYZ"), scans("https://x"))
      .expect({ facts: [], screen: "citizen-wrong" });
  });

  test.each([
    ["the keypad", [keypad, types("1022")]],
    ["the birth date", [scansQr(licence)]],
    ["a wrong code", [keypad, typesWrongPin(licence), typesBirthDate(licence)]],
    ["help", [chooses("no-code")]],
    ["the warning", [keypad, secondsPass(40)]],
    [
      "the goodbye",
      [
        scansQr(licence),
        typesBirthDate(licence),
        opens(1),
        itemGoes(1),
        doorCloses(1),
        secondsPass(2),
      ],
    ],
  ])("starts over on any screen: %s", (_screen, acts) => {
    given(deposited(licence, extract), ...acts)
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"] });
  });
});

describe("a typed code", () => {
  test("is followed by the birth date whatever it is, before anything is checked", () => {
    given(deposited(extract), keypad)
      .when(typesPin(extract))
      .expect({ facts: [], effects: [], screen: "citizen-birth-date" })
      .when(typesWrongBirthDate)
      .expect({
        facts: [{ kind: "proof-given", method: "pin" }, "door-granted"],
        effects: ["check-code", "fire-lock", "watch-board"],
      });
  });

  test("is checked at once at a terminal where no policy asks a birth date", () => {
    givenAt(createTerminal(siteWithoutBirthDates), deposited(extract), keypad)
      .when(typesPin(extract))
      .expect({ facts: ["proof-given", "door-granted"], screen: "citizen-door-opening" });
  });

  test("is ended by its key, never by its length", () => {
    given(deposited(extract), keypad)
      .when(types("1022 1234 5678"))
      .expect({ facts: [], effects: [], screen: "citizen-code" });
  });

  test("that is too short can be nobody's: it costs no try and writes nothing", () => {
    const story = given(deposited(extract), keypad)
      .when(entered("1022 1234"))
      .expect({ facts: [], effects: [], screen: "citizen-wrong" });
    expect(story.terminal.screen().values["tries"]).toBe(3);
  });

  test("can be corrected, and takes no more digits than it has", () => {
    const { terminal } = given(deposited(extract), keypad).when(
      types("1022 9"),
      presses("erase"),
      types("1234 5678 99"),
    );
    expect(terminal.screen().field).toEqual({
      groups: [4, 4, 4],
      typed: 12,
      shown: "102212345678",
    });
  });

  test("is one attempt together with its birth date", () => {
    const story = given(deposited(licence)).when(keypad, typesPin(licence), typesWrongBirthDate);
    story.expect({ facts: [{ kind: "proof-failed", birthDateWrong: true }] });
    expect(ledgerOf(story, licence)).toMatchObject({ failuresTotal: 1, wrongBirthDates: 1 });
  });
});

const trace = (story: Story, ...acts: readonly Act[]) => {
  const { facts, effects, terminal } = story.when(...acts);
  return {
    facts: facts.map(({ kind }) => kind),
    effects: effects.map(({ kind }) => kind),
    screen: terminal.screen(),
  };
};

const afterWrongCode = () =>
  trace(given(deposited(licence), keypad), typesWrongPin(licence), typesBirthDate(licence));

describe("whatever is wrong", () => {
  test("shows the same screen", () => {
    expect(afterWrongCode()).toMatchObject({
      facts: ["proof-failed"],
      effects: ["check-code"],
      screen: { name: "citizen-wrong", values: { tries: 2 } },
    });
  });

  test.each([
    ["an unknown locator", [], [typesUnknownLocator, typesBirthDate(licence)]],
    ["a wrong date", [], [typesPin(licence), typesWrongBirthDate]],
    ["all of it", [], [typesWrongPin(licence), typesWrongBirthDate]],
    [
      "the right code of a withdrawn document",
      [withdraws(licence)],
      [typesPin(licence), typesBirthDate(licence)],
    ],
    [
      "the old code of a re-issued one",
      [reissues(licence, "pin")],
      [typesOldPin(licence), typesBirthDate(licence)],
    ],
  ])("takes the same path: %s", (_what, before, acts) => {
    expect(trace(given(deposited(licence), ...before, keypad), ...acts)).toEqual(afterWrongCode());
  });

  test("`no longer here` follows only a right code of an ended pickup", () => {
    const ended = [deposited(extract), scansQr(extract), opens(1), itemGoes(1), doorCloses(1)];
    const story = given(...ended, minutesPass(2));
    story.when(givesCode(extract)).expect({ facts: [], screen: "citizen-not-here" });
    story
      .when(chooses("stop"), keypad, typesWrongPin(extract), typesBirthDate(extract))
      .expect({ screen: "citizen-wrong" });
  });

  test("a day after its end a licence's date is erased: its right code alone hears that it has ended", () => {
    const ended = [scansQr(licence), typesBirthDate(licence), opens(1), itemGoes(1), doorCloses(1)];
    given(deposited(licence), ...ended, daysPass(2))
      .when(scansQr(licence))
      .expect({ facts: [], screen: "citizen-not-here" });
  });

  test("may be tried three times in a visit, then only `back` is left", () => {
    const story = given(deposited(extract), keypad);
    const tries = [{ tries: 2 }, { tries: 1 }, { last: 1 }].map((values) => {
      story.when(typesWrongPin(extract), typesBirthDate(extract));
      expect(story.terminal.screen()).toMatchObject({ name: "citizen-wrong", values });
      const { choices } = story.terminal.screen();
      story.when(chooses("try-again"));
      return choices.map(({ choice }) => choice);
    });
    expect(tries).toEqual([["try-again", "stop"], ["try-again", "stop"], ["back"]]);
    expect(story.terminal.screen().name).toBe("citizen-wrong");
  });

  test("an answer to an older question says nothing any more", () => {
    given(
      deposited(extract, otherExtract),
      adaptersWait,
      scansQr(extract),
      scansWrongQr(otherExtract),
    )
      .when(adaptersAnswer)
      .expect({ facts: [], screen: "citizen-wrong" });
  });
});

describe("a document that asks QR and PIN", () => {
  test("opens with both in one visit, in either order", () => {
    given(deposited(passport))
      .when(scansQr(passport))
      .expect({ facts: [], screen: "citizen-also-code" })
      .when(typesPin(passport), typesBirthDate(passport))
      .expect({ facts: ["proof-given", "door-granted"] });
    given(deposited(passport))
      .when(givesCode(passport))
      .expect({ facts: [], screen: "citizen-also-qr" })
      .when(scansQr(passport))
      .expect({ facts: ["proof-given", "door-granted"] });
  });

  test("does not open with the PIN of another document", () => {
    given(deposited(passport, extract), scansQr(passport))
      .when(typesPin(extract), typesBirthDate(extract))
      .expect({ facts: ["proof-failed"], screen: "citizen-wrong" });
  });

  test("goes on as another document when that one's QR is shown instead", () => {
    given(deposited(passport, extract), givesCode(passport))
      .when(scansQr(extract))
      .expect({
        facts: [
          "proof-given",
          { kind: "door-granted", authority: { kind: "collection", pickup: extract.pickup } },
        ],
      });
  });

  test("forgets the first proof when the visit ends", () => {
    given(deposited(passport), scansQr(passport), chooses("stop"))
      .when(givesCode(passport))
      .expect({ facts: [], screen: "citizen-also-qr" });
  });
});

describe("a document that staff must release", () => {
  test("opens only after they did", () => {
    given(deposited(residence))
      .when(scansQr(residence))
      .expect({ facts: [], screen: "citizen-needs-staff" })
      .when(releases(residence), scansQr(residence))
      .expect({ facts: ["pickup-released", "proof-given", "door-granted"] });
  });
});

describe("a re-issued code", () => {
  test("works, and the old one is dead at once; the other kind stays as it was", () => {
    const story = given(deposited(extract))
      .when(reissues(extract, "qr"))
      .expect({
        facts: [
          { kind: "code-reissued", which: "qr", counter: 1 },
          { kind: "message-queued", template: "code-renewed" },
        ],
      })
      .when(scansOldQr(extract))
      .expect({ facts: [], screen: "citizen-wrong" });
    story.when(scansQr(extract)).expect({ facts: ["proof-given", "door-granted"] });
    given(deposited(extract), reissues(extract, "qr"), keypad)
      .when(typesOldPin(extract), typesBirthDate(extract))
      .expect({ facts: ["proof-given", "door-granted"] });
  });

  test("keeps the failures that were counted", () => {
    const story = given(
      deposited(extract),
      keypad,
      typesWrongPin(extract),
      typesBirthDate(extract),
    ).when(reissues(extract, "pin"));
    expect(ledgerOf(story, extract)).toMatchObject({ failuresInRow: 1, failuresTotal: 1 });
  });

  const cut = inOrder(reissues(licence, "qr"));
  test.each([
    ["is being checked", [deposited(licence), adaptersWait, scansQr(licence), cut], adaptersAnswer],
    [
      "was proven and waits for its date",
      [deposited(licence), scansQr(licence), cut],
      typesBirthDate(licence),
    ],
  ] as const)("kills an old one that %s", (_when, acts, act) => {
    given(...acts)
      .when(act)
      .expect({ facts: [], screen: "citizen-wrong" });
  });
});

describe("the language", () => {
  test("changes the words and nothing else: step, digits and tries stay", () => {
    const { terminal } = given(
      deposited(extract),
      keypad,
      typesWrongPin(extract),
      typesBirthDate(extract),
      chooses("try-again"),
      types("1022"),
    );
    const before = terminal.screen();
    choosesLanguage("fr")(terminal);
    expect(terminal.screen()).toEqual({ ...before, language: "fr" });
  });

  test("of another site is not taken", () => {
    const { terminal } = given(deposited(extract), choosesLanguage("de"));
    expect(terminal.screen().language).toBe("nl");
  });

  test("stays when a QR starts over, and is the site's first for the next person", () => {
    const story = given(
      deposited(extract, licence),
      choosesLanguage("en"),
      keypad,
      scansQr(licence),
    );
    expect(story.terminal.screen()).toMatchObject({ name: "citizen-birth-date", language: "en" });
    story.when(chooses("stop"));
    expect(story.terminal.screen().language).toBe("nl");
  });
});
