// "Three days more" at the terminal: a clerk lets a document wait longer instead of taking it back. No door opens, and its holder's
// code works again where its time was over. Not for what the desk withdrew: that is the desk's to give back.
import { assert } from "../assert.ts";
import { pickupOf } from "../applier.ts";
import { type Draft, record } from "../draft.ts";
import type { CompartmentNumber } from "../ids.ts";
import { extend, mayEndAt, moreDaysMs } from "../pickup/extension.ts";
import { compartmentOf } from "../state.ts";
import { staffStep } from "./person.ts";
import type { OnRound } from "./round.ts";
import { goRound, skipOnRound } from "./staff-door.ts";
import type { SignedIn } from "./visit.ts";
import { worklist } from "./worklist.ts";

/** The list that was touched, and that is shown again. */
type GivenIn = {
  readonly task: "take-back" | "extend";
  readonly page: number;
  readonly number: CompartmentNumber;
};

export function giveMoreDays(draft: Draft, who: SignedIn, { number, ...list }: GivenIn): void {
  const isGiven = isExtended(draft, number);
  const extended = isGiven ? { extended: number } : {};
  staffStep(draft, { kind: "list", who, ...list, ...extended });
}

/** On a round, only of what has expired and may still lie there. */
export const isExtendable = ({ durable }: Pick<Draft, "durable">, work: OnRound): boolean =>
  work.reason === "expired" && compartmentOf(durable, work.compartment).item !== "absent";

/** The clerk left it where it lies, and says so; the round goes on. */
export function extendOnRound(draft: Draft, who: SignedIn, work: OnRound): void {
  const { compartment, round } = work;
  if (!isExtendable(draft, work)) return;
  if (compartmentOf(draft.durable, compartment).doubt !== undefined)
    return skipOnRound(draft, who, work);
  record(draft, { kind: "compartment-inspected", compartment, found: "document" });
  const isGiven = isExtended(draft, compartment);
  const extended = isGiven ? [...round.extended, compartment] : round.extended;
  goRound(draft, who, { ...round, extended });
}

/** Meanwhile it may have been withdrawn, or come into doubt; and no last day lies ten years ahead. */
function isExtended(draft: Draft, number: CompartmentNumber): boolean {
  if (!worklist(draft.durable, draft.site, "extend").includes(number)) return false;
  const pickup = pickupOf(draft.durable, compartmentOf(draft.durable, number).holds);
  assert(pickup !== undefined, "the list of documents names a compartment without one");
  const untilMs = moreDaysMs(draft, pickup);
  if (!mayEndAt(draft, untilMs)) return false;
  extend(draft, pickup, untilMs);
  return true;
}
