// What the life of a grant changes, and what a door or an item that moved says about the one live grant.
import { type Appliers, changeCompartment } from "../applier.ts";
import { assert } from "../assert.ts";
import type { Authority, GrantOutcome, LedgerRecord } from "../facts.ts";
import type { CompartmentNumber, PickupId } from "../ids.ts";
import { type Durable, type Grant, compartmentOf } from "../state.ts";
import { wiringOf } from "../technician/commissioning.ts";

type Kinds =
  | "door-granted"
  | "grant-accepted"
  | "grant-driven"
  | "grant-ended"
  | "compartment-doubted"
  | "compartment-inspected"
  | "compartment-disabled"
  | "compartment-enabled"
  | "door-tested"
  | "door-commissioned";

const pickupOfAuthority = (authority: Authority): PickupId | undefined =>
  "pickup" in authority ? authority.pickup : undefined;

function liveGrant({ grant }: Durable): Grant {
  assert(grant !== undefined, "a fact speaks of a grant and none is live");
  return grant;
}

function changeGrant(durable: Durable, change: Partial<Grant>): Durable {
  return { ...durable, grant: { ...liveGrant(durable), ...change } };
}

/** A closed→open edge of the granted door is "seen"; one that read open or unknown before can only have been driven. */
export function grantSawDoor(
  durable: Durable,
  number: CompartmentNumber,
  state: "open" | "closed",
  record: LedgerRecord,
): Durable {
  const { grant } = durable;
  if (grant === undefined || grant.compartment !== number) return durable;
  if (state === "closed")
    return grant.opened === "no"
      ? durable
      : changeGrant(durable, { closedAtMonoMs: record.monoMs });
  const edge = compartmentOf(durable, number).door === "closed";
  if (!edge && grant.opened === "no") return durable;
  return changeGrant(durable, {
    opened: edge ? "seen" : grant.opened,
    openedAtMonoMs: grant.openedAtMonoMs ?? record.monoMs,
    closedAtMonoMs: undefined,
  });
}

/** "Absent" proves something only if the sensor read present after the deposit and this door is open. */
export function grantSawItem(
  durable: Durable,
  number: CompartmentNumber,
  state: "present" | "absent",
): Durable {
  const { grant } = durable;
  if (grant === undefined || grant.compartment !== number || grant.opened === "no") return durable;
  if (state === "present") return changeGrant(durable, { itemWentAbsent: false });
  const proves = grant.closedAtMonoMs === undefined && compartmentOf(durable, number).itemSeen;
  return proves ? changeGrant(durable, { itemWentAbsent: true }) : durable;
}

const MOVED: ReadonlySet<GrantOutcome> = new Set<GrantOutcome>(["opened", "left-open", "driven"]);

/** Whoever came back in the grace time of what ended before leaves no question behind. What an earlier opening left open stays so. */
function leavesUnsettled(
  durable: Durable,
  { authority, compartment }: Grant,
  outcome: GrantOutcome,
): boolean {
  const { holds, unsettled } = compartmentOf(durable, compartment);
  const onlyReopened = authority.kind === "grace-reopen" && holds === undefined;
  return unsettled || (MOVED.has(outcome) && !onlyReopened);
}

export const doorAppliers: Appliers<Kinds> = {
  "door-granted": (durable, fact) => ({
    ...durable,
    grant: {
      op: fact.op,
      compartment: fact.compartment,
      board: fact.board,
      channel: fact.channel,
      boot: fact.boot,
      authority: fact.authority,
      attempt: fact.attempt,
      doorBefore: compartmentOf(durable, fact.compartment).door,
      accepted: false,
      opened: "no",
      openedAtMonoMs: undefined,
      closedAtMonoMs: undefined,
      itemWentAbsent: false,
    },
  }),
  "grant-accepted": (durable) => changeGrant(durable, { accepted: true }),
  "grant-driven": (durable, _fact, record) =>
    changeGrant(durable, { opened: "driven", openedAtMonoMs: record.monoMs }),
  "grant-ended": (durable, fact) => {
    const grant = liveGrant(durable);
    // A clerk who looks is no new holder: what a deposit left undecided stays its pickup's until "found" is written.
    const before = compartmentOf(durable, grant.compartment).last?.pickup;
    const pickup = pickupOfAuthority(grant.authority) ?? before;
    const last = { op: grant.op, outcome: fact.outcome, pickup };
    const unsettled = leavesUnsettled(durable, grant, fact.outcome);
    const over = { ...durable, grant: undefined };
    return changeCompartment(over, grant.compartment, { last, unsettled });
  },
  "compartment-doubted": (durable, fact) =>
    changeCompartment(durable, fact.compartment, { doubt: fact.doubt, unsettled: false }),
  "compartment-inspected": (durable, fact) =>
    changeCompartment(durable, fact.compartment, {
      doubt: undefined,
      unsettled: false,
      last: undefined,
    }),
  "compartment-disabled": (durable, fact) =>
    changeCompartment(durable, fact.compartment, { disabled: fact.reason }),
  "compartment-enabled": (durable, fact) =>
    changeCompartment(durable, fact.compartment, { disabled: undefined }),
  "door-commissioned": (durable, fact) => ({
    ...durable,
    commissioned: { ...durable.commissioned, [fact.compartment]: wiringOf(fact) },
  }),
  // A technician stood there and pushed it shut; what else is wrong with it was doubted before.
  "door-tested": (durable, fact) =>
    changeCompartment(durable, fact.compartment, { unsettled: false }),
};
