// The round of overdue documents: which doors it visits, and what the label says of the document that came out. Door after door,
// each under its own grant; a jam or a doubt is skipped and said at the end. Opening them is staff-door.ts, concluding taking-out.ts.
import { type Draft, nextAsk, perform } from "../draft.ts";
import type { CompartmentNumber } from "../ids.ts";
import type { AnswerInput } from "../inputs.ts";
import { type Durable, type State, compartmentOf } from "../state.ts";
import { staffStep } from "./person.ts";
import type { Label, RetrievalReason, Round, StaffStep, TakeBack, Work } from "./visit.ts";
import { worklist } from "./worklist.ts";

/** Why a document is overdue; `undefined`: it is not, or must be looked into first. */
export function overdueReason(
  durable: Durable,
  number: CompartmentNumber,
): Extract<RetrievalReason, "expired" | "withdrawn"> | undefined {
  const { holds, doubt } = compartmentOf(durable, number);
  return holds === undefined || doubt !== undefined ? undefined : durable.pickups.get(holds)?.dead;
}

export const overdueDoors = ({
  durable,
  site,
}: Pick<State, "durable" | "site">): readonly CompartmentNumber[] =>
  worklist(durable, site, "take-back").filter(
    (number) => overdueReason(durable, number) !== undefined,
  );

export const freshRound = (left: readonly CompartmentNumber[]): Round => ({
  left,
  taken: 0,
  skipped: [],
  extended: [],
  forTwo: [],
  label: { kind: "unread" },
});

export const skipped = (round: Round, number: CompartmentNumber): Round => ({
  ...round,
  skipped: [...round.skipped, number],
});

/** Nothing is to be done at it any more; where it came into doubt meanwhile, somebody still has to look. */
export const passed = ({ durable }: Draft, round: Round, number: CompartmentNumber): Round =>
  compartmentOf(durable, number).doubt === undefined ? round : skipped(round, number);

/** What is to be done at this door, or nothing: since the round began it was extended, or came into doubt. */
export function roundWork(
  { durable }: Draft,
  compartment: CompartmentNumber,
  round: Round,
): TakeBack | undefined {
  const reason = overdueReason(durable, compartment);
  const pickup = compartmentOf(durable, compartment).holds;
  if (reason === undefined || pickup === undefined) return undefined;
  const work = { kind: "take-back", pickup, compartment, reason } as const;
  return { ...work, round: { ...round, label: { kind: "unread" } } };
}

export type OnRound = TakeBack & { readonly round: Round };
export const isRoundWork = (work: Work): work is OnRound =>
  work.kind === "take-back" && work.round !== undefined;
type AtRound = Extract<StaffStep, { readonly kind: "open" | "check" }> & { readonly work: OnRound };

/** Whoever is on a round reads the label of what they take out. */
export const isOnRound = (step: StaffStep): step is AtRound =>
  (step.kind === "open" || step.kind === "check") && isRoundWork(step.work);

export function labelStep(draft: Draft, step: AtRound, label: Label): void {
  const { work } = step;
  staffStep(draft, { ...step, work: { ...work, round: { ...work.round, label } } });
}

export function scanOnRound(draft: Draft, step: AtRound, reference: string): void {
  const ask = nextAsk(draft);
  perform(draft, { kind: "look-up-document", ask, reference });
  labelStep(draft, step, { kind: "looking", ask });
}

/** Whose label it was; `undefined`: an answer to an older question. */
export function labelRead(
  { work }: AtRound,
  { ask, pickup }: Extract<AnswerInput, { readonly kind: "document-looked-up" }>,
): "own" | "foreign" | undefined {
  const { label } = work.round;
  if (label.kind !== "looking" || label.ask !== ask) return undefined;
  return pickup === work.pickup ? "own" : "foreign";
}
