// What failed and good proofs change: the budgets, which no restart may refill [I8].
import { type Appliers, changePickup, knownPickup, pickupOf } from "../applier.ts";
import type { Durable, Pickup, StaffBudget, TypingBudget } from "../state.ts";
import { ASKED_KEPT } from "./again-budget.ts";
import { COUNTED_PER_DAY_MAX, LOCKS_KEPT, STAFF_FAILURES_MAX, STAFF_LOCK_MS } from "./budget.ts";
import type { PickupId, StaffId } from "../ids.ts";

type Kinds =
  | "proof-failed"
  | "proof-given"
  | "group-proof-given"
  | "code-asked-again"
  | "typing-locked"
  | "staff-signed-in"
  | "staff-witnessed"
  | "staff-sign-in-failed"
  | "staff-signed-out";

const freshStaff: StaffBudget = { failures: 0, lockedUntilMonoMs: 0, timeStep: undefined };

function changeStaff(durable: Durable, staff: StaffId, change: Partial<StaffBudget>): Durable {
  const budget = { ...(durable.staff[staff] ?? freshStaff), ...change };
  return { ...durable, staff: { ...durable.staff, [staff]: budget } };
}

/** As many as can ever count; which of them still do is asked when it matters. */
const countTyping = (typing: TypingBudget, monoMs: number): TypingBudget => ({
  ...typing,
  failuresAtMonoMs: [...typing.failuresAtMonoMs, monoMs].slice(-COUNTED_PER_DAY_MAX),
});

const changeEach = (
  durable: Durable,
  ids: readonly PickupId[],
  change: (pickup: Pickup) => Partial<Pickup>,
): Durable =>
  ids.reduce((next, id) => changePickup(next, id, change(knownPickup(next, id))), durable);

export const codeAppliers: Appliers<Kinds> = {
  "proof-failed": (durable, fact, record) => {
    // 128 bits are not guessed: only what is typed draws on the terminal's budget.
    const counted =
      fact.method === "pin"
        ? { ...durable, typing: countTyping(durable.typing, record.monoMs) }
        : durable;
    const pickup = pickupOf(counted, fact.pickup);
    if (pickup === undefined) return counted;
    return changePickup(counted, pickup.id, {
      failuresInRow: pickup.failuresInRow + 1,
      failuresTotal: pickup.failuresTotal + 1,
      wrongBirthDates: pickup.wrongBirthDates + (fact.birthDateWrong ? 1 : 0),
      // A release of staff is for one try at the date.
      released: pickup.released && !fact.birthDateWrong,
    });
  },
  "proof-given": (durable, { pickup }) => ({
    ...changePickup(durable, pickup, { failuresInRow: 0 }),
    proven: [...durable.proven.filter((each) => each !== pickup), pickup],
  }),
  // Another's proof gives back none of its own tries.
  "group-proof-given": (durable) => durable,
  "code-asked-again": (durable, { sent, wrong }, { monoMs }) => {
    const asked = [...durable.askedAgainAtMonoMs, monoMs].slice(-ASKED_KEPT);
    const told = changeEach({ ...durable, askedAgainAtMonoMs: asked }, sent, ({ sentAgain }) => ({
      sentAgain: sentAgain + 1,
    }));
    return changeEach(told, wrong, ({ wrongBirthDates }) => ({
      wrongBirthDates: wrongBirthDates + 1,
    }));
  },
  "typing-locked": (durable, fact, record) => ({
    ...durable,
    typing: {
      ...durable.typing,
      lockedUntilMonoMs: record.monoMs + fact.lockMs,
      locks: [...durable.typing.locks, record.monoMs].slice(-LOCKS_KEPT),
    },
  }),
  "staff-signed-in": (durable, fact) =>
    changeStaff(durable, fact.staff, { failures: 0, timeStep: fact.timeStep }),
  "staff-witnessed": (durable, fact) =>
    changeStaff(durable, fact.staff, { failures: 0, timeStep: fact.timeStep }),
  "staff-sign-in-failed": (durable, fact, record) => {
    if (fact.staff === undefined) return durable;
    const failures = (durable.staff[fact.staff]?.failures ?? 0) + 1;
    return failures < STAFF_FAILURES_MAX
      ? changeStaff(durable, fact.staff, { failures })
      : changeStaff(durable, fact.staff, {
          failures: 0,
          lockedUntilMonoMs: record.monoMs + STAFF_LOCK_MS,
        });
  },
  "staff-signed-out": (durable) => durable,
};
