// "Send my code again": the telephone number that the desk knows, then the birth date. Found or not, the screen says the same and
// takes the same path; what is sent goes to the holder's own contacts and repeats the current code (ADR 0032).
import { againOpensAtMonoMs, mayBeSentAgain } from "../codes/again-budget.ts";
import { typingEnded } from "../codes/budget.ts";
import { type Draft, nextAsk, perform, queueMessage, record } from "../draft.ts";
import type { PickupId } from "../ids.ts";
import type { AnswerInput, Key } from "../inputs.ts";
import { givesCode } from "../pickup/code-givers.ts";
import { liesWell } from "../pickup/telling.ts";
import type { Durable, Pickup } from "../state.ts";
import { lengthOf, typeKey } from "./keypad.ts";
import { citizenStep } from "./person.ts";
import { TELEPHONE_DIGITS_MIN, telephoneGroups, telephoneNumbers } from "./telephone.ts";
import type { CitizenStep } from "./visit.ts";

/*
 * help        send-again, budget left   telephone
 * help        send-again, none left     sending-locked
 * telephone   OK, long enough           birth-date
 * telephone   OK, too short             telephone, which says so
 * birth-date  OK                        checking
 * checking    answer                    code-sent, whatever was found
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
  if (key !== "enter") {
    const typed = typeKey(digits, key, lengthOf(telephoneGroups(digits)));
    return citizenStep(draft, { kind: "telephone", digits: typed, tooShort: false });
  }
  if (digits.length < TELEPHONE_DIGITS_MIN)
    return citizenStep(draft, { kind: "telephone", digits, tooShort: true });
  const of = { kind: "code-again", telephone: digits } as const;
  citizenStep(draft, { kind: "birth-date", digits: "", of });
}

/** Whose code opens its door now, and of whom the messages have gone once already. */
function mayHearAgain({ durable, at }: Draft, pickup: Pickup): boolean {
  const isTold = pickup.undoUntilMonoMs === undefined;
  const opens = liesWell(durable, pickup) && !pickup.codeUsed && !typingEnded(pickup);
  return isTold && opens && mayBeSentAgain(pickup, at.monoMs);
}

export function findHolder(draft: Draft, telephone: string, birthDate: string): void {
  const { callingCode = "" } = draft.site;
  const pickups = [...draft.durable.pickups.values()]
    .filter((pickup) => mayHearAgain(draft, pickup))
    .map(({ id }) => id);
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
  const [sent, wrong] = isRight ? [found, []] : [[], dated];
  record(draft, { kind: "code-asked-again", sent: idsOf(sent), wrong: idsOf(wrong) });
  for (const { pickup } of sent)
    if (!isOnItsWay(draft.durable, pickup)) queueMessage(draft, pickup, "code-repeated");
  citizenStep(draft, { kind: "code-sent" });
}

const idsOf = (found: Found["found"]): readonly PickupId[] => found.map(({ pickup }) => pickup);

/** Its gateway is away: what waits there will hold the same code. */
const isOnItsWay = ({ outbox }: Durable, id: PickupId): boolean =>
  Object.values(outbox).some(({ pickup, template }) => pickup === id && givesCode(template));
