// "Three days more": a clerk at the terminal lets a document wait longer instead of taking it back, by one touch. The rule is the
// desk's own.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { endOfDayMs } from "#domain/moment.ts";
import { boardsUp, doorCloses, doorOpens, itemGoes, opens } from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  configuredAs,
  daysPass,
  deposited,
  deposits,
  extendsBy,
  minutesPass,
  reissues,
  scansLabel,
  scansQr,
  secondsPass,
  signsIn,
  signsOut,
  withdraws,
} from "../support/domain-people.ts";
import {
  type Dossier,
  door,
  extract,
  licence,
  otherExtract,
  site,
  siteWithUndo,
} from "../support/domain-site.ts";
import { type Story, behind, given, ledgerOf } from "../support/domain-story.ts";
import type { Act } from "../support/domain-terminal.ts";

const DAY_MS = 86_400_000;
const toExtend = [chooses("take-back"), chooses("extend")] as const;
const overdue = [deposited(licence, extract), daysPass(8), signsIn()] as const;
const doorsOffered = (story: Story, choice: string): readonly (number | undefined)[] =>
  story.terminal
    .screen()
    .choices.filter((each) => each.choice === choice)
    .map(({ number }) => number);
const lastMs = (story: Story, dossier: Dossier): number => ledgerOf(story, dossier).untilMs ?? 0;
const midnight = (atMs: number): number => endOfDayMs(atMs, site.timeZone);

describe("a document that is overdue", () => {
  test("waits three days more after one touch in the list: no door opens", () => {
    const story = given(...overdue, ...toExtend).when(chooses("extend-overdue", 1));
    const untilMs = midnight(story.terminal.now().wallMs + 3 * DAY_MS);
    story.expect({
      facts: [{ kind: "pickup-extended", pickup: licence.pickup, untilMs }],
      effects: [],
      screen: "clerk-extend-list",
    });
    expect(story.terminal.screen().values).toMatchObject({ extended: 1, days: 3 });
    expect(doorsOffered(story, "extend-overdue")).toEqual([2]);
    expect(doorsOffered(story, "extend-door")).toEqual([1]);
  });

  test("has a clerk's name in the ledger", () => {
    const { records } = given(...overdue, ...toExtend, chooses("extend-overdue", 1)).terminal;
    expect(records.at(-1)).toMatchObject({ actor: { kind: "staff", staff: "an" } });
  });

  test("opens again for its holder, with the code of before, until that midnight", () => {
    const extended = [...overdue, ...toExtend, chooses("extend-overdue", 2), signsOut] as const;
    given(deposited(extract), daysPass(8))
      .when(scansQr(extract))
      .expect({ screen: "citizen-not-here" });
    given(...extended, daysPass(3))
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"] });
    given(...extended)
      .when(daysPass(4))
      .expect({ facts: [{ kind: "pickup-expired", pickup: extract.pickup }] });
  });

  test("is told of as the desk's extension tells: only who has a new code hears of it", () => {
    given(...overdue, ...toExtend)
      .when(chooses("extend-overdue", 2))
      .expect({ facts: ["pickup-extended"], effects: [] });
    given(deposited(extract), daysPass(8), reissues(extract, "qr"), signsIn(), ...toExtend)
      .when(chooses("extend-overdue", 1))
      .expect({
        facts: ["pickup-extended", { kind: "message-queued", template: "code-renewed" }],
      });
    // Nobody has heard of it at all: the message about the document itself goes, with the code that works.
    given(
      configuredAs({ ...siteWithUndo, undoMs: 9 * DAY_MS }),
      boardsUp,
      announces(extract),
      signsIn(),
      deposits(extract, 1),
      signsOut,
      daysPass(8),
      reissues(extract, "qr"),
      signsIn(),
      ...toExtend,
    )
      .when(chooses("extend-overdue", 1))
      .expect({ facts: ["pickup-extended"] });
  });

  test("is not taken back by a round any more", () => {
    given(...overdue, ...toExtend, chooses("extend-overdue", 1), chooses("back"), chooses("back"))
      .when(chooses("round"))
      .expect({ facts: [{ kind: "door-granted", compartment: door(2) }] });
  });
});

describe("a document whose time is not over", () => {
  test("waits three days more than it had, each time that it is touched", () => {
    const story = given(deposited(extract), signsIn(), ...toExtend);
    const before = lastMs(story, extract);
    story.when(chooses("extend-door", 1));
    expect(lastMs(story, extract)).toBe(before + 3 * DAY_MS);
    story.when(chooses("extend-door", 1));
    expect(lastMs(story, extract)).toBe(before + 6 * DAY_MS);
  });

  test("may be given them where its clerk is asked why it is taken back", () => {
    const asked = [
      deposited(extract),
      signsIn(),
      chooses("take-back"),
      chooses("take-back-door", 1),
    ];
    const story = given(...asked)
      .when(chooses("extend-door", 1))
      .expect({ facts: ["pickup-extended"], screen: "clerk-take-back-list" });
    expect(story.terminal.screen().values).toMatchObject({ extended: 1 });
    // Since it was asked, something happened at its door, or the desk withdrew it.
    given(...asked, doorOpens(1), doorCloses(1))
      .when(chooses("extend-door", 1))
      .expect({ facts: [], screen: "clerk-take-back-list" });
    given(...asked, withdraws(extract))
      .when(chooses("extend-door", 1))
      .expect({ facts: [], screen: "clerk-take-back-list" });
  });

  test("never waits ten years: the desk's own limit", () => {
    const far: readonly Act[] = [
      deposited(extract),
      extendsBy(extract, 3648),
      signsIn(),
      ...toExtend,
    ];
    given(...far)
      .when(chooses("extend-door", 1))
      .expect({ facts: [], screen: "clerk-extend-list" });
    expect(
      given(...far, chooses("extend-door", 1)).terminal.screen().values["extended"],
    ).toBeUndefined();
  });
});

describe("on a round", () => {
  const closed = [...overdue, chooses("round"), opens(1), doorCloses(1), secondsPass(2)] as const;

  test("an overdue document may stay where it lies: its clerk says so, and the next door opens", () => {
    const story = given(...closed)
      .when(chooses("leave-longer"))
      .expect({
        facts: [
          { kind: "compartment-inspected", compartment: door(1), found: "document" },
          { kind: "pickup-extended", pickup: licence.pickup },
          { kind: "door-granted", compartment: door(2) },
        ],
      });
    expect(ledgerOf(story, licence)).toMatchObject({ phase: "waiting", dead: undefined });
    story.when(opens(2), itemGoes(2), scansLabel(extract), doorCloses(2), secondsPass(2));
    expect(story.terminal.screen()).toMatchObject({
      name: "clerk-round-done",
      values: { taken: 1, extendedDoor: 1 },
    });
  });

  test("not where the sensor saw it go, or where the desk withdrew it", () => {
    const gone = [...overdue, chooses("round"), opens(1), itemGoes(1), doorCloses(1)] as const;
    const withdrawn = [deposited(licence), withdraws(licence), signsIn(), chooses("round")];
    for (const acts of [
      [...gone, secondsPass(2)],
      [...withdrawn, opens(1), doorCloses(1), secondsPass(2)],
    ]) {
      expect(doorsOffered(given(...acts), "leave-longer")).toEqual([]);
      given(...acts)
        .when(chooses("leave-longer"))
        .expect({ facts: [], screen: "clerk-round-check" });
    }
  });

  test("not where its door opened by itself since: that is looked into first", () => {
    const story = given(...closed, doorOpens(1), doorCloses(1)).when(chooses("leave-longer"));
    expect(story.facts.map(({ kind }) => kind)).not.toContain("pickup-extended");
    expect(behind(story, 1).doubt).toBe("opened-without-grant");
  });

  test("and no last day lies ten years ahead: the round goes on without", () => {
    given(...closed, extendsBy(licence, 3650 - 2))
      .when(chooses("leave-longer"))
      .expect({ facts: ["compartment-inspected", { kind: "door-granted", compartment: door(2) }] });
  });
});

describe("the list of documents that may wait longer", () => {
  test("leaves out what the desk withdrew, and what has to be looked into", () => {
    const story = given(deposited(licence, extract), withdraws(licence), signsIn(), ...toExtend);
    expect(doorsOffered(story, "extend-door")).toEqual([2]);
    expect(doorsOffered(story, "extend-overdue")).toEqual([]);
    const doubted = given(deposited(licence, extract), doorOpens(1), doorCloses(1), signsIn());
    doubted.when(...toExtend);
    expect(doorsOffered(doubted, "extend-door")).toEqual([2]);
  });

  test("is offered only where there is something in it", () => {
    const withdrawn = given(
      deposited(extract),
      withdraws(extract),
      signsIn(),
      chooses("take-back"),
    );
    expect(doorsOffered(withdrawn, "extend")).toEqual([]);
    const list = given(deposited(extract), signsIn(), chooses("take-back"));
    expect(doorsOffered(list, "extend")).toHaveLength(1);
  });

  test("does nothing for a door that is not in it", () => {
    given(deposited(licence, otherExtract), withdraws(licence), signsIn(), ...toExtend)
      .when(chooses("extend-door", 1), chooses("take-back-door", 2), chooses("extend-door"))
      .expect({ facts: [], screen: "clerk-extend-list" });
  });

  test("gives as many days as the town hall says", () => {
    const week = { ...site, extensionDays: 7 };
    const story = given(configuredAs(week), deposited(extract), signsIn(), ...toExtend);
    const before = lastMs(story, extract);
    story.when(chooses("extend-door", 1));
    expect(lastMs(story, extract)).toBe(before + 7 * DAY_MS);
  });

  test("goes back to the list of documents to take back, and hears no more of what was done", () => {
    const story = given(...overdue, ...toExtend, chooses("extend-overdue", 1));
    story.when(chooses("back")).expect({ facts: [], screen: "clerk-take-back-list" });
    expect(story.terminal.screen().values["extended"]).toBeUndefined();
    story.when(minutesPass(3)).expect({ facts: ["staff-signed-out", "visit-ended"] });
  });
});
