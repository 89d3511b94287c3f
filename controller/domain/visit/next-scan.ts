// The label that a clerk scans while the door of the document before is still theirs: one is kept, the one scanned last, since that
// is the document in their hand. Its own door opens by itself once the grant before has ended; never two doors at a time.
import { type Draft, nextAsk, perform } from "../draft.ts";
import type { AnswerInput } from "../inputs.ts";
import { staffStep } from "./person.ts";
import type { Deposit, NextScan, StaffStep } from "./visit.ts";

export const noNext: NextScan = { kind: "none" };

type AtDoor = Extract<StaffStep, { readonly kind: "opening" | "open" | "door-failed" | "check" }>;

/** A clerk puts a document in: a label scanned now is the next one's. */
export const isDepositing = (step: StaffStep): step is AtDoor & { readonly work: Deposit } =>
  "work" in step && step.kind !== "witness" && step.work.kind === "deposit";

const setNext = (draft: Draft, step: AtDoor & { readonly work: Deposit }, next: NextScan): void =>
  staffStep(draft, { ...step, work: { ...step.work, next } });

export function keepScan(
  draft: Draft,
  step: AtDoor & { readonly work: Deposit },
  reference: string,
): void {
  const ask = nextAsk(draft);
  perform(draft, { kind: "look-up-document", ask, reference });
  setNext(draft, step, { kind: "looking", ask });
}

/** The label of the very document that is going in says nothing new: scanners read twice. */
export function nextAnswered(
  draft: Draft,
  step: AtDoor & { readonly work: Deposit },
  { ask, pickup }: Extract<AnswerInput, { readonly kind: "document-looked-up" }>,
): void {
  const { next, pickup: own } = step.work;
  if (next.kind !== "looking" || next.ask !== ask) return;
  setNext(draft, step, pickup === own ? noNext : { kind: "kept", pickup });
}
