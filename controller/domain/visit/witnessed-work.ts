// What goes on at the screen where a colleague is asked for: the work that waited, once they are there, or something else without
// them. While they were fetched the desk may have changed its mind: everything is asked anew before a door opens.
import { asksFourEyes } from "../pickup/four-eyes.ts";
import type { Draft } from "../draft.ts";
import type { AnswerInput } from "../inputs.ts";
import { compartmentOf } from "../state.ts";
import { answerBadge, answerTotp } from "./staff-sign-in.ts";
import { labelKnown } from "./deposit-work.ts";
import { authorityOf, goRound, openForStaff } from "./staff-door.ts";
import { staffStep } from "./person.ts";
import { isRoundWork, overdueReason, roundWork, type OnRound } from "./round.ts";
import { undoDeposit } from "./undo.ts";
import { atWitness, witnessBadgeRead, witnessChecked, type AtWitness } from "./witness.ts";
import type { SignedIn, TakeBack } from "./visit.ts";

export function badgeAnswered(
  draft: Draft,
  answer: Extract<AnswerInput, { readonly kind: "badge-read" }>,
): void {
  const step = atWitness(draft.live.visit);
  if (step === undefined) answerBadge(draft, answer);
  else witnessBadgeRead(draft, step, answer);
}

export function totpAnswered(
  draft: Draft,
  answer: Extract<AnswerInput, { readonly kind: "totp-checked" }>,
): void {
  const step = atWitness(draft.live.visit);
  if (step === undefined) answerTotp(draft, answer);
  else if (witnessChecked(draft, step, answer)) goOn(draft, step);
}

function goOn(draft: Draft, { who, work }: AtWitness): void {
  switch (work.kind) {
    case "deposit":
      return labelKnown(draft, who, work.pickup);
    case "inspect":
      return openForStaff(draft, who, work);
    case "undo":
      // Its holder may have heard of it since: then the menu has no such button any more.
      staffStep(draft, { kind: "menu", who });
      return undoDeposit(draft, who, work.compartment);
    case "take-back":
      return takeBackAfterAll(draft, who, work);
  }
}

function takeBackAfterAll(draft: Draft, who: SignedIn, work: TakeBack): void {
  const { compartment, reason, pickup, round } = work;
  if (round !== undefined)
    return goRound(draft, who, { ...round, left: [compartment, ...round.left] });
  const { holds, doubt } = compartmentOf(draft.durable, compartment);
  const overdue = overdueReason(draft.durable, compartment);
  const isOverdue = reason === "expired" || reason === "withdrawn";
  const isAsItWas = holds === pickup && doubt === undefined && (!isOverdue || overdue === reason);
  if (isAsItWas) return openForStaff(draft, who, work);
  staffStep(draft, { kind: "list", who, task: "take-back", page: 0 });
}

/** Nobody else is there: what needs no colleague goes on. */
export function withoutColleague(draft: Draft, { who, work }: AtWitness): void {
  if (work.kind === "deposit") return staffStep(draft, { kind: "scan", who, deposited: undefined });
  if (isRoundWork(work)) return roundWithout(draft, who, work);
  staffStep(draft, { kind: "menu", who });
}

/** All of them stay shut at once, and as they are: nothing is doubtful about them. */
function roundWithout(draft: Draft, who: SignedIn, { compartment, round }: OnRound): void {
  const needs = round.left.filter((number) => {
    const work = roundWork(draft, number, round);
    return (
      work !== undefined &&
      asksFourEyes(draft, { compartment: number, authority: authorityOf(work) })
    );
  });
  const left = round.left.filter((number) => !needs.includes(number));
  goRound(draft, who, { ...round, left, forTwo: [compartment, ...needs] });
}
