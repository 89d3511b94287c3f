// A clock that was wrong while something was stamped: deadlines wait for a trusted one, and what it stamped keeps its distance
// from now when the step comes that puts it right.
// oxlint-disable vitest/expect-expect -- every story ends in an expectation of its own
import { describe, expect, test } from "vitest";
import { boardsUp, doorCloses, itemGoes, opens } from "../support/domain-boards.ts";
import {
  announces,
  clockIsTrusted,
  daysPass,
  deposited,
  minutesPass,
  powerIsCut,
  scansQr,
  secondsPass,
  wallClockSteps,
} from "../support/domain-people.ts";
import { extract, otherExtract } from "../support/domain-site.ts";
import { given, ledgerOf } from "../support/domain-story.ts";
import type { Act } from "../support/domain-terminal.ts";

const DAY_MS = 86_400_000;
const YEARS_MS = 56 * 365 * DAY_MS;

/** The clock is found to be right again, or put right, in one step. */
const clockIsSetBy =
  (ms: number): Act =>
  (terminal) => {
    terminal.knobs.isClockTrusted = true;
    wallClockSteps(ms)(terminal);
  };
const startsInThePast: Act = (terminal) => {
  terminal.knobs.isClockTrusted = false;
  terminal.stepClock(-YEARS_MS);
};
const collects = [scansQr(extract), opens(1), itemGoes(1), doorCloses(1), secondsPass(10)] as const;

describe("what a wrong clock stamped", () => {
  test("is as far from now as it was, once the clock is put right", () => {
    const story = given(startsInThePast, deposited(extract));
    const before = (ledgerOf(story, extract).untilMs ?? 0) - story.terminal.now().wallMs;
    story.when(clockIsSetBy(YEARS_MS));
    expect((ledgerOf(story, extract).untilMs ?? 0) - story.terminal.now().wallMs).toBe(before);
    story.when(daysPass(6)).expect({ facts: [] });
    story.when(daysPass(2)).expect({ facts: ["pickup-expired"] });
  });

  test("is as far from now as it was, over a restart with the right clock", () => {
    const story = given(startsInThePast, deposited(extract));
    const before = (ledgerOf(story, extract).untilMs ?? 0) - story.terminal.now().wallMs;
    story.when((terminal) => {
      terminal.knobs.isClockTrusted = true;
      powerIsCut(YEARS_MS)(terminal);
    });
    expect((ledgerOf(story, extract).untilMs ?? 0) - story.terminal.now().wallMs).toBe(before);
  });

  test("keeps its distance over as many steps as it takes", () => {
    const story = given(startsInThePast, deposited(extract));
    const before = (ledgerOf(story, extract).untilMs ?? 0) - story.terminal.now().wallMs;
    story.when(wallClockSteps(DAY_MS), wallClockSteps(5 * DAY_MS), clockIsSetBy(YEARS_MS));
    expect((ledgerOf(story, extract).untilMs ?? 0) - story.terminal.now().wallMs).toBe(before);
  });

  test("ends as long after as it would have: personal data is erased a day after the end", () => {
    const story = given(startsInThePast, deposited(extract), ...collects, clockIsSetBy(YEARS_MS));
    story.when(minutesPass(23 * 60)).expect({ facts: [] });
    story.when(minutesPass(60)).expect({ facts: ["personal-data-erased"] });
  });

  test("moves alone: what an earlier, right clock stamped stays where it was", () => {
    const story = given(deposited(extract), clockIsTrusted(false));
    const { untilMs } = ledgerOf(story, extract);
    story.when(announces(otherExtract));
    const announced = ledgerOf(story, otherExtract).untilMs ?? 0;
    story.when(clockIsSetBy(DAY_MS));
    expect(ledgerOf(story, extract).untilMs).toBe(untilMs);
    expect(ledgerOf(story, otherExtract).untilMs).toBe(announced + DAY_MS);
  });
});

describe("a step of a trusted clock", () => {
  test("stands alone in its row; what it makes due is written next, under its epoch", () => {
    given(deposited(extract))
      .when(wallClockSteps(30 * DAY_MS))
      .expect({ facts: ["clock-stepped"] })
      .when(secondsPass(1))
      .expect({ facts: ["pickup-expired"] });
  });

  test("moves nothing: what was promised until a day is promised until that day", () => {
    const story = given(deposited(extract));
    const { untilMs } = ledgerOf(story, extract);
    story.when(wallClockSteps(DAY_MS)).expect({
      facts: [{ kind: "clock-stepped", stepMs: DAY_MS, epoch: 2, trusted: true }],
    });
    expect(ledgerOf(story, extract).untilMs).toBe(untilMs);
  });
});

const epochAfter = (...acts: readonly Act[]): number =>
  given(...acts).terminal.state().durable.clock.epoch;

describe("a start", () => {
  test("goes on in the same clock epoch where the clock is as trusted and did not go back", () => {
    expect(epochAfter(boardsUp, powerIsCut())).toBe(1);
    expect(epochAfter(boardsUp, powerIsCut(DAY_MS))).toBe(1);
  });

  test("opens a new one where the clock went back or is trusted otherwise", () => {
    expect(epochAfter(boardsUp, powerIsCut(-1))).toBe(2);
    expect(
      epochAfter(boardsUp, (terminal) => {
        terminal.knobs.isClockTrusted = false;
        powerIsCut(DAY_MS)(terminal);
      }),
    ).toBe(2);
  });
});
