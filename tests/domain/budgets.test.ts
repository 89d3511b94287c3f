// How many wrong tries anybody gets: per pickup, per minute, per day and per member of staff, over power cuts as well.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { dayBudget } from "#domain/codes/budget.ts";
import { boardRefuses, boardsUp, opens } from "../support/domain-boards.ts";
import { timeStepOf } from "../support/domain-code-book.ts";
import {
  chooses,
  clockIsTrusted,
  daysPass,
  deposited,
  entered,
  failsOnce,
  givesCode,
  givesWrongCode,
  minutesPass,
  powerIsCut,
  reissues,
  releases,
  scansQr,
  secondsPass,
  showsBadge,
  showsLicence,
  signsIn,
  signsOut,
  typesTotp,
  typesUnknownLocator,
  typesWrongBirthDate,
  wallClockSteps,
} from "../support/domain-people.ts";
import { an, extract, licence } from "../support/domain-site.ts";
import { given, ledgerOf } from "../support/domain-story.ts";
import { inOrder, times } from "../support/domain-terminal.ts";

const MINUTE_MS = 60_000;
const guesses = inOrder(
  chooses("type-code"),
  typesUnknownLocator,
  typesWrongBirthDate,
  chooses("stop"),
);
/** Slowly, so that only the budget of the pickup is touched. */
const failsSlowly = inOrder(failsOnce(extract), minutesPass(1));

describe("a pickup", () => {
  test("takes five wrong codes in a row, then no typed one; its holder is told once", () => {
    const story = given(deposited(extract), times(4, failsSlowly))
      .when(failsSlowly, failsSlowly)
      .expect({
        facts: [
          "proof-failed",
          { kind: "message-queued", template: "typing-blocked" },
          "visit-ended",
          "proof-failed",
          "visit-ended",
        ],
      });
    story.when(givesCode(extract)).expect({ facts: ["proof-failed"], screen: "citizen-wrong" });
  });

  test("whose typing has ended is checked like one that does not exist", () => {
    const { effects } = given(deposited(extract), times(5, failsSlowly)).when(givesCode(extract));
    expect(effects.find(({ kind }) => kind === "check-code")).toMatchObject({ pickup: undefined });
  });

  test("is still opened by its QR, and its licence by QR and birth date", () => {
    given(deposited(extract), times(5, failsSlowly))
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"] });
    given(deposited(licence), times(5, inOrder(failsOnce(licence), minutesPass(1))))
      .when(showsLicence(licence))
      .expect({ facts: ["proof-given", "door-granted"] });
  });

  test("takes twenty wrong codes in all, however many right ones lay between", () => {
    const resets = inOrder(scansQr(extract), boardRefuses("HW"), chooses("stop"));
    const story = given(deposited(extract), times(4, inOrder(times(4, failsSlowly), resets)));
    expect(ledgerOf(story, extract)).toMatchObject({ failuresInRow: 0, failuresTotal: 16 });
    story.when(times(4, failsSlowly), resets);
    story.when(givesCode(extract)).expect({ facts: ["proof-failed"], screen: "citizen-wrong" });
  });

  const wrongDate = inOrder(scansQr(licence), typesWrongBirthDate, chooses("stop"));

  test("counts a wrong birth date as its failure, however the code came, and never the terminal's", () => {
    const story = given(deposited(licence), times(2, wrongDate));
    expect(ledgerOf(story, licence)).toMatchObject({
      failuresInRow: 2,
      failuresTotal: 2,
      wrongBirthDates: 2,
    });
    expect(story.terminal.state().durable.typing.failuresAtMonoMs).toEqual([]);
  });

  test("takes five wrong birth dates, then only a staff release opens it; the date is not asked any more", () => {
    const story = given(deposited(licence), times(5, wrongDate))
      .when(scansQr(licence))
      .expect({ facts: [], effects: ["check-code"], screen: "citizen-needs-staff" });
    story
      .when(chooses("back"), releases(licence), showsLicence(licence))
      .expect({ facts: ["visit-ended", "pickup-released", "proof-given", "door-granted"] });
  });

  test("that staff released takes one try at the date, and one opening", () => {
    const released = given(deposited(licence), times(5, wrongDate), releases(licence), wrongDate);
    released.when(scansQr(licence)).expect({ facts: [], screen: "citizen-needs-staff" });
    const opened = given(deposited(licence), releases(licence), showsLicence(licence), opens(1));
    expect(ledgerOf(opened, licence).released).toBe(false);
  });

  test("keeps its counts over a re-issue and a power cut", () => {
    const story = given(deposited(extract), times(3, failsSlowly)).when(
      reissues(extract, "pin"),
      powerIsCut(),
    );
    expect(ledgerOf(story, extract)).toMatchObject({ failuresInRow: 3, failuresTotal: 3 });
  });
});

describe("the keypad of the terminal", () => {
  const locked = { facts: [], effects: [], screen: "citizen-typing-locked" } as const;
  const open = { facts: [], effects: [], screen: "citizen-code" } as const;
  const tries = chooses("type-code");

  test("rests 30 seconds after ten failures in a minute", () => {
    given(deposited(extract), times(9, guesses))
      .when(guesses)
      .expect({ facts: ["proof-failed", { kind: "typing-locked", lockMs: 30_000 }, "visit-ended"] })
      .when(tries)
      .expect(locked)
      .when(chooses("back"), secondsPass(29), tries)
      .expect({ screen: "citizen-typing-locked" })
      .when(chooses("back"), secondsPass(1), tries)
      .expect({ screen: "citizen-code" });
  });

  test("rests twice as long each time, up to five minutes", () => {
    const { terminal } = given(deposited(extract), times(9, guesses));
    const locks = Array.from({ length: 6 }, () => {
      guesses(terminal);
      const fact = terminal.records.findLast(
        (record) => record.fact.kind === "typing-locked",
      )?.fact;
      const lockMs = fact?.kind === "typing-locked" ? fact.lockMs : 0;
      // Nine of the ten are then still in the last minute, or nine more are made.
      terminal.passTime(lockMs);
      const recent = terminal
        .state()
        .durable.typing.failuresAtMonoMs.filter((at) => at > terminal.now().monoMs - MINUTE_MS);
      times(9 - Math.min(9, recent.length), guesses)(terminal);
      return lockMs / 1000;
    });
    expect(locks).toEqual([30, 60, 120, 240, 300, 300]);
  });

  test("says how long it rests", () => {
    const { terminal } = given(deposited(extract), times(10, guesses), tries);
    expect(terminal.screen().values["count"]).toBe(1);
  });

  test("never rests for a QR", () => {
    given(deposited(extract), times(10, guesses))
      .when(scansQr(extract))
      .expect({ facts: ["proof-given", "door-granted"] });
  });

  const sixtyGuesses = times(60, inOrder(guesses, minutesPass(1)));

  test("takes sixty failures in any 24 hours", () => {
    const story = given(deposited(extract), sixtyGuesses);
    story.when(tries).expect(locked);
    story.when(chooses("back"), minutesPass(23 * 60 - 1), tries).expect({
      screen: "citizen-typing-locked",
    });
    story.when(chooses("back"), minutesPass(2), tries).expect({ screen: "citizen-code" });
  });

  test("takes fewer above 450 live pickups, so that a hit stays as rare", () => {
    expect([0, 1, 450, 451, 900, 2000].map(dayBudget)).toEqual([60, 60, 60, 59, 30, 13]);
  });

  test("stays locked through a power cut: a trusted clock says how long it was off", () => {
    given(deposited(extract), times(10, guesses), powerIsCut(10_000), boardsUp)
      .when(tries)
      .expect(locked);
    given(deposited(extract), times(10, guesses), powerIsCut(31_000), boardsUp)
      .when(tries)
      .expect(open);
  });

  test.each([
    ["now", [clockIsTrusted(false)], false],
    ["before", [clockIsTrusted(false)], true],
  ])(
    "counts the time off as none where the clock is not trusted %s",
    (_when, distrust, isTrustedAfter) => {
      given(
        deposited(extract),
        ...distrust,
        sixtyGuesses,
        (terminal) => {
          terminal.knobs.isClockTrusted = isTrustedAfter;
          terminal.restart(48 * 60 * MINUTE_MS);
        },
        boardsUp,
      )
        .when(tries)
        .expect(locked);
    },
  );

  test("is not reopened by a wall clock that steps", () => {
    given(deposited(extract), times(10, guesses))
      .when(wallClockSteps(48 * 60 * MINUTE_MS), tries)
      .expect({ screen: "citizen-typing-locked" });
  });

  test("is open again the day after", () => {
    given(deposited(extract), sixtyGuesses, daysPass(1)).when(tries).expect(open);
  });

  test("says so before a second proof is typed as well", () => {
    given(deposited(extract), times(10, guesses)).when(givesWrongCode(extract)).expect({
      facts: [],
      screen: "citizen-typing-locked",
    });
  });
});

describe("a member of staff", () => {
  const wrong = inOrder(showsBadge(an), entered("000000"), chooses("back"));
  const refused = { effects: ["read-badge"], screen: "staff-refused" } as const;

  test("signs in with badge and one-time code", () => {
    given(boardsUp)
      .when(signsIn())
      .expect({
        facts: [{ kind: "staff-signed-in", staff: an.staff }],
        effects: ["read-badge", "check-totp"],
        screen: "clerk-menu",
      });
  });

  test("rests 15 minutes after five failures: nothing is checked and nothing counted", () => {
    const story = given(boardsUp, times(5, wrong));
    story.when(showsBadge(an), typesTotp(an)).expect({ facts: [], ...refused });
    story
      .when(chooses("back"), minutesPass(14), showsBadge(an), typesTotp(an))
      .expect({ screen: "staff-refused" });
    story.when(chooses("back"), minutesPass(1), signsIn()).expect({ screen: "clerk-menu" });
  });

  test("rests through a power cut", () => {
    given(boardsUp, times(5, wrong), powerIsCut(MINUTE_MS))
      .when(showsBadge(an), typesTotp(an))
      .expect({ facts: [], ...refused });
  });

  test("rests no longer than that because the power was cut", () => {
    given(boardsUp, minutesPass(10), times(5, wrong), powerIsCut(MINUTE_MS), minutesPass(14))
      .when(signsIn())
      .expect({ screen: "clerk-menu" });
  });

  test("starts from none after a good one", () => {
    given(boardsUp, times(4, wrong), signsIn(), signsOut, times(4, wrong))
      .when(signsIn())
      .expect({ screen: "clerk-menu" });
  });

  test("is not let in twice on one code", () => {
    given(boardsUp, signsIn(), signsOut)
      .when(showsBadge(an), typesTotp(an))
      .expect({
        facts: ["staff-sign-in-failed"],
        effects: ["read-badge", "check-totp"],
        screen: "staff-refused",
      });
  });

  const DAY_MS = 24 * 60 * MINUTE_MS;
  const ahead = [boardsUp, wallClockSteps(DAY_MS), signsIn(), signsOut] as const;

  test("is not locked out by a step that a wrong clock stored in the future of a trusted one", () => {
    given(...ahead, wallClockSteps(-DAY_MS))
      .when(signsIn())
      .expect({ screen: "clerk-menu" });
  });

  test("is refused an old code as long as the clock is not trusted", () => {
    const story = given(...ahead, clockIsTrusted(false), wallClockSteps(-DAY_MS));
    expect(story.terminal.state().durable.staff[an.staff]?.timeStep).toBeGreaterThan(
      timeStepOf(story.terminal.now()),
    );
    story.when(signsIn()).expect({ screen: "staff-refused" });
  });

  test("with an unknown badge sees the same keypad, and the failure is written without a name", () => {
    const story = given(boardsUp)
      .when(showsBadge({ badge: "L24B:nobody" }))
      .expect({ facts: [], screen: "staff-totp" })
      .when(entered("123456"))
      .expect({ facts: ["staff-sign-in-failed"], screen: "staff-refused" });
    expect(story.terminal.records.at(-1)?.fact).toEqual({ kind: "staff-sign-in-failed" });
  });
});
