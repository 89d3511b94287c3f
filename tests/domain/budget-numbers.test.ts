// The budgets at their very borders, asked directly: what still counts in a minute, an hour, a day, and how much is kept.
import { describe, expect, test } from "vitest";
import { apply } from "#domain/apply.ts";
import {
  dayBudget,
  birthDateEnded,
  lockAfterFailure,
  typingEnded,
  typingOpensAtMonoMs,
} from "#domain/codes/budget.ts";
import type { Fact, LedgerRecord } from "#domain/facts.ts";
import type { PickupId } from "#domain/ids.ts";
import { type Durable, type Pickup, initialDurable } from "#domain/state.ts";
import { boardsUp } from "../support/domain-boards.ts";
import {
  announces,
  chooses,
  deposited,
  entered,
  failsOnce,
  releases,
  showsBadge,
} from "../support/domain-people.ts";
import { extract, licence } from "../support/domain-site.ts";
import { given, ledgerOf } from "../support/domain-story.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NOW_MS = 10 * DAY_MS;

const failed = (count: number, atMonoMs: number): readonly number[] =>
  Array.from({ length: count }, () => atMonoMs);
const typing = (failuresAtMonoMs: readonly number[], locks: readonly number[] = []) => ({
  failuresAtMonoMs,
  lockedUntilMonoMs: 0,
  locks,
});

function announced(change: Partial<Pickup>): Pickup {
  return { ...ledgerOf(given(announces(extract)), extract), ...change };
}
const manyPickups = (live: number, ended: number): Durable["pickups"] => {
  const one = announced({});
  return new Map(
    Array.from({ length: live + ended }, (_, index) => {
      const id = index.toString(16).padStart(32, "0") as PickupId;
      return [id, { ...one, id, phase: index < live ? one.phase : ("ended" as const) }] as const;
    }),
  );
};

describe("ten failures lock", () => {
  test("within one minute, and no more from the minute on", () => {
    const nine = failed(9, NOW_MS);
    expect(lockAfterFailure(typing([NOW_MS - MINUTE_MS + 1, ...nine]), NOW_MS)).toBe(30_000);
    expect(lockAfterFailure(typing([NOW_MS - MINUTE_MS, ...nine]), NOW_MS)).toBeUndefined();
    expect(lockAfterFailure(typing(nine), NOW_MS)).toBeUndefined();
  });

  test("for longer the more locks the last hour had, and no more from the hour on", () => {
    const ten = failed(10, NOW_MS);
    const hourAgo = NOW_MS - 60 * MINUTE_MS;
    expect(lockAfterFailure(typing(ten, [hourAgo]), NOW_MS)).toBe(30_000);
    expect(lockAfterFailure(typing(ten, [hourAgo + 1]), NOW_MS)).toBe(60_000);
    expect(lockAfterFailure(typing(ten, failed(3, NOW_MS)), NOW_MS)).toBe(240_000);
    expect(lockAfterFailure(typing(ten, failed(4, NOW_MS)), NOW_MS)).toBe(300_000);
    expect(lockAfterFailure(typing(ten, failed(20, NOW_MS)), NOW_MS)).toBe(300_000);
  });
});

const opensAt = (failures: readonly number[], pickups: Durable["pickups"] = new Map()): number =>
  typingOpensAtMonoMs({ ...initialDurable, pickups, typing: typing(failures) }, NOW_MS);

describe("a day's budget", () => {
  test("opens again a day after the failure that has to leave it", () => {
    const yesterday = NOW_MS - DAY_MS;
    expect(opensAt(failed(59, NOW_MS))).toBe(0);
    expect(opensAt([NOW_MS - 5, ...failed(59, NOW_MS)])).toBe(NOW_MS - 5 + DAY_MS);
    expect(opensAt([yesterday + 1, ...failed(59, NOW_MS)])).toBe(NOW_MS + 1);
    expect(opensAt([yesterday, ...failed(59, NOW_MS)])).toBe(0);
  });

  test("counts live pickups, not ended ones", () => {
    expect(opensAt(failed(59, NOW_MS), manyPickups(450, 400))).toBe(0);
    expect(opensAt(failed(59, NOW_MS), manyPickups(451, 0))).toBe(NOW_MS + DAY_MS);
  });

  test("is at least the shorter lock's, and the longer one wins", () => {
    const locked = { ...typing(failed(60, NOW_MS)), lockedUntilMonoMs: NOW_MS + 2 * DAY_MS };
    expect(typingOpensAtMonoMs({ ...initialDurable, typing: locked }, NOW_MS)).toBe(
      locked.lockedUntilMonoMs,
    );
    expect(dayBudget(0)).toBe(60);
  });
});

describe("a pickup", () => {
  test("is typed no more from the fifth failure in a row or the twentieth in all", () => {
    expect(typingEnded(announced({ failuresInRow: 4, failuresTotal: 19 }))).toBe(false);
    expect(typingEnded(announced({ failuresInRow: 5, failuresTotal: 5 }))).toBe(true);
    expect(typingEnded(announced({ failuresInRow: 0, failuresTotal: 20 }))).toBe(true);
  });

  test("asks no date from the fifth wrong one, until staff release it", () => {
    expect(birthDateEnded(announced({ wrongBirthDates: 4 }))).toBe(false);
    expect(birthDateEnded(announced({ wrongBirthDates: 5 }))).toBe(true);
    expect(birthDateEnded(announced({ wrongBirthDates: 5, released: true }))).toBe(false);
  });

  test("stays released over a wrong code: the release is for one try at the date", () => {
    const story = given(deposited(licence), releases(licence), failsOnce(licence));
    expect(ledgerOf(story, licence)).toMatchObject({ released: true, failuresTotal: 1 });
  });
});

const foldOf = (facts: readonly Fact[]): Durable =>
  facts.reduce((durable, fact, index): Durable => {
    const record: LedgerRecord = {
      seq: index + 1,
      atMs: index,
      monoMs: index,
      clockEpoch: 1,
      clockTrusted: true,
      actor: { kind: "terminal" },
      policy: undefined,
      fact,
    };
    return apply(durable, record);
  }, initialDurable);

describe("what is kept is bounded", () => {
  const wrong: Fact = { kind: "proof-failed", method: "pin", birthDateWrong: false };

  test("the last sixty failures", () => {
    const { failuresAtMonoMs } = foldOf(Array.from({ length: 70 }, () => wrong)).typing;
    expect(failuresAtMonoMs).toEqual(Array.from({ length: 60 }, (_, index) => index + 10));
  });

  test("the last twenty locks, the last of which holds", () => {
    const locked: Fact = { kind: "typing-locked", lockMs: 30_000 };
    const { locks, lockedUntilMonoMs } = foldOf(Array.from({ length: 25 }, () => locked)).typing;
    expect(locks).toEqual(Array.from({ length: 20 }, (_, index) => index + 5));
    expect(lockedUntilMonoMs).toBe(24 + 30_000);
  });

  test("no failure of a QR", () => {
    const scanned: Fact = { ...wrong, method: "qr" };
    expect(foldOf([scanned]).typing.failuresAtMonoMs).toEqual([]);
  });
});

test("a badge that nobody knows leaves no account behind", () => {
  const wrongBadge = [showsBadge({ badge: "L24B:nobody" }), entered("123456"), chooses("back")];
  const { terminal } = given(boardsUp, ...wrongBadge);
  expect(terminal.state().durable.staff).toEqual({});
});
