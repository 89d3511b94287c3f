// Four eyes at the terminal: where the policy asks a second member of staff, their badge and one-time code come before the door. Asking
// for them, and the proof; it is the proof of signing in, with its budgets, and an unknown badge sees the screens of a known one.
import { asksFourEyes } from "../pickup/four-eyes.ts";
import { type Draft, nextAsk, perform, record } from "../draft.ts";
import type { StaffAuthority } from "../facts.ts";
import type { AnswerInput, Key } from "../inputs.ts";
import { TOTP_GROUPS, lengthOf, typeKey } from "./keypad.ts";
import { staffStep } from "./person.ts";
import { sessionOf, setWitness } from "./session.ts";
import { askTotp, recordSignInFailed } from "./staff-sign-in.ts";
import type { SignedIn, StaffStep, Visit, WitnessStage, Work } from "./visit.ts";

export type AtWitness = Extract<StaffStep, { readonly kind: "witness" }>;

/** The authority as the grant will carry it; `undefined`: a colleague has to come first. */
export function witnessed(
  draft: Draft,
  work: Work,
  authority: StaffAuthority,
): StaffAuthority | undefined {
  if (!asksFourEyes(draft, { compartment: work.compartment, authority })) return authority;
  const { witness } = sessionOf(draft);
  return witness === undefined ? undefined : { ...authority, witness };
}

/** Nothing opens before somebody else stands there too. */
export const askWitness = (draft: Draft, who: SignedIn, work: Work): void =>
  staffStep(draft, { kind: "witness", who, work, stage: { kind: "badge", why: "first" } });

export const atWitness = (visit: Visit): AtWitness | undefined =>
  visit.kind === "staff" && visit.step.kind === "witness" ? visit.step : undefined;

const toStage = (draft: Draft, step: AtWitness, stage: WitnessStage): void =>
  staffStep(draft, { ...step, stage });

export function showWitnessBadge(draft: Draft, step: AtWitness, badge: string): void {
  const ask = nextAsk(draft);
  perform(draft, { kind: "read-badge", ask, badge });
  toStage(draft, step, { kind: "reading", ask });
}

/** That it is the clerk's own badge tells nobody anything: the clerk is signed in. Of any other, nothing is told. */
export function witnessBadgeRead(
  draft: Draft,
  step: AtWitness,
  { ask, staff }: Extract<AnswerInput, { readonly kind: "badge-read" }>,
): void {
  const { stage, who } = step;
  if (stage.kind !== "reading" || stage.ask !== ask) return;
  if (staff === who.staff) return toStage(draft, step, { kind: "badge", why: "same" });
  toStage(draft, step, { kind: "code", digits: "", colleague: staff });
}

export function witnessKey(draft: Draft, step: AtWitness, key: Key): void {
  const { stage } = step;
  if (stage.kind !== "code") return;
  const length = lengthOf(TOTP_GROUPS);
  if (key !== "enter")
    return toStage(draft, step, { ...stage, digits: typeKey(stage.digits, key, length) });
  if (stage.digits.length !== length) return;
  const { colleague, digits } = stage;
  const asked = askTotp(draft, colleague, digits);
  if (asked === undefined) return toStage(draft, step, { kind: "badge", why: "refused" });
  toStage(draft, step, { kind: "checking", ask: asked.ask, colleague: asked.staff });
}

/** True: two stand there, and what waited may go on. */
export function witnessChecked(
  draft: Draft,
  step: AtWitness,
  { ask, valid, timeStep }: Extract<AnswerInput, { readonly kind: "totp-checked" }>,
): boolean {
  const { stage } = step;
  if (stage.kind !== "checking" || stage.ask !== ask) return false;
  const { colleague } = stage;
  if (!valid) {
    recordSignInFailed(draft, colleague);
    toStage(draft, step, { kind: "badge", why: "refused" });
    return false;
  }
  record(draft, { kind: "staff-witnessed", staff: colleague, timeStep });
  setWitness(draft, colleague);
  return true;
}
