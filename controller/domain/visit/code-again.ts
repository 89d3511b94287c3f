// "Send my code again": the telephone number that the desk knows, then the birth date. Found or not, the screen says the same and
// takes the same path; what is sent goes to the holder's own contacts and repeats the current code (ADR 0032).
import {
  SENT_AT_ONCE_MAX,
  WRONG_DATES_MAX,
  againOpensAtMonoMs,
  mayBeSentAgain,
} from "../codes/again-budget.ts";
import { knownPickup } from "../applier.ts";
import { typingEnded } from "../codes/budget.ts";
import { type Draft, nextAsk, perform, queueMessage, record } from "../draft.ts";
import type { PickupId } from "../ids.ts";
import type { AnswerInput, Key } from "../inputs.ts";
import { liesWell } from "../pickup/telling.ts";
import { type Durable, type Pickup, compartmentOf } from "../state.ts";
import { lengthOf, typeKey } from "./keypad.ts";
import { citizenStep } from "./person.ts";
import { leastDigits, telephoneGroups, telephoneNumbers } from "./telephone.ts";
import type { CitizenStep } from "./visit.ts";

/*
 * help        send-again, budget left   telephone
 * help        send-again, none left     sending-locked
 * telephone   OK, long enough           birth-date
 * telephone   OK, too short             telephone, which says so
 * birth-date  OK                        checking
 * checking    answer                    code-sent, whatever was found
 * code-sent   send-again                as from help: whoever mistyped needs not begin anew
 */

export function askCodeAgain(draft: Draft): void {
  if (draft.site.callingCode === undefined) return;
  const opensAt = againOpensAtMonoMs(draft.durable, draft.at.monoMs);
  if (opensAt > draft.at.monoMs) return citizenStep(draft, { kind: "sending-locked" });
  citizenStep(draft, { kind: "telephone", digits: "", tooShort: false });
}

export function telephoneKey(
  draft: Draft,
  { digits }: Extract<CitizenStep, { readonly kind: "telephone" }>,
  key: Key,
): void {
  const { callingCode = "" } = draft.site;
  if (key !== "enter") {
    const typed = typeKey(digits, key, lengthOf(telephoneGroups(digits, callingCode)));
    return citizenStep(draft, { kind: "telephone", digits: typed, tooShort: false });
  }
  if (digits.length < leastDigits(callingCode))
    return citizenStep(draft, { kind: "telephone", digits, tooShort: true });
  const of = { kind: "code-again", telephone: digits } as const;
  citizenStep(draft, { kind: "birth-date", digits: "", of });
}

/** Whose document waits here, and who has heard of it: whatever may be sent to them, the date of any of them is one of that number. */
const isTold = ({ phase, undoUntilMonoMs }: Pickup): boolean =>
  phase === "waiting" && undoUntilMonoMs === undefined;

/** Whose code opens its door now, and was not sent too often. */
function mayHearAgain({ durable }: Draft, pickup: Pickup): boolean {
  const { compartment, codeUsed } = pickup;
  if (compartment === undefined || !liesWell(durable, pickup) || codeUsed) return false;
  if (compartmentOf(durable, compartment).disabled !== undefined) return false;
  return !typingEnded(pickup) && mayBeSentAgain(pickup);
}

export function findHolder(draft: Draft, telephone: string, birthDate: string): void {
  const { callingCode = "" } = draft.site;
  const pickups = [...draft.durable.pickups.values()].filter(isTold).map(({ id }) => id);
  const ask = nextAsk(draft);
  const telephones = telephoneNumbers(telephone, callingCode);
  perform(draft, { kind: "find-holder", ask, pickups, telephones, birthDate });
  citizenStep(draft, { kind: "checking", ask, attempt: { kind: "code-again" } });
}

type Found = Extract<AnswerInput, { readonly kind: "holder-found" }>;

/**
 * A household may have one number: the date of any of them will do for all. Where none was registered with a date the number is
 * enough, since nothing is handed over for it.
 */
export function answerHolder(draft: Draft, { ask, found }: Found): void {
  const { visit } = draft.live;
  if (visit.kind !== "citizen" || visit.step.kind !== "checking" || visit.step.ask !== ask) return;
  if (visit.step.attempt.kind !== "code-again") return;
  const dated = found.filter(({ birthDate }) => birthDate !== "none");
  const isRight = dated.length === 0 || dated.some(({ birthDate }) => birthDate === "same");
  if (isRight) sendAgain(draft, pickupsOf(draft, found));
  else countDates(draft, pickupsOf(draft, dated));
  citizenStep(draft, { kind: "code-sent" });
}

const pickupsOf = ({ durable }: Draft, found: Found["found"]): readonly Pickup[] =>
  found.map(({ pickup }) => knownPickup(durable, pickup));

const idsOf = (pickups: readonly Pickup[]): readonly PickupId[] => pickups.map(({ id }) => id);

function sendAgain(draft: Draft, pickups: readonly Pickup[]): void {
  const sent = pickups.filter((pickup) => mayHearAgain(draft, pickup)).slice(0, SENT_AT_ONCE_MAX);
  record(draft, { kind: "code-asked-again", sent: idsOf(sent), wrong: [] });
  for (const { id } of sent)
    if (!isOnItsWay(draft.durable, id)) queueMessage(draft, id, "code-repeated");
}

/** A wrong birth date of each, as at its door; the last two are left to whoever holds the code. */
function countDates(draft: Draft, pickups: readonly Pickup[]): void {
  const wrong = pickups.filter(({ wrongBirthDates }) => wrongBirthDates < WRONG_DATES_MAX);
  record(draft, { kind: "code-asked-again", sent: [], wrong: idsOf(wrong) });
}

/** Asked for before, and its gateway is away: the same message waits there. */
const isOnItsWay = ({ outbox }: Durable, id: PickupId): boolean =>
  Object.values(outbox).some(
    ({ pickup, template }) => pickup === id && template === "code-repeated",
  );
