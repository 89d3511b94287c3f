// The whole terminal in one pure function: every (state, input) pair has an answer. Facts come out in the order in which
// they must stand in the ledger, effects in the order in which they may be performed once those facts are durable.
import { boardReported } from "./board/reports.ts";
import { deskAsked } from "./desk/desk.ts";
import { doubtUnsettled } from "./door/grant.ts";
import { resumeGrant } from "./door/watch.ts";
import { type Draft, draftOf, record, sendOutbox } from "./draft.ts";
import type { Effect } from "./effects.ts";
import type { NewFact } from "./facts.ts";
import type { AnswerInput, Input } from "./inputs.ts";
import type { Moment } from "./moment.ts";
import type { Durable, Live, State } from "./state.ts";
import { answerWorkshop } from "./technician/workshop.ts";
import { stampOf } from "./terminal/clock.ts";
import { timePassed } from "./terminal/passing-time.ts";
import { answerCheck } from "./visit/citizen-proof.ts";
import { answerHolder } from "./visit/code-again.ts";
import { answerDates } from "./visit/group-door.ts";
import { screenTouched } from "./visit/touch.ts";
import { answerLookUp } from "./visit/staff-work.ts";
import { badgeAnswered, totpAnswered } from "./visit/witnessed-work.ts";

export type Decision = {
  readonly facts: readonly NewFact[];
  readonly effects: readonly Effect[];
  readonly live: Live;
  /** The fold of the facts, as it will be once they are durable. */
  readonly durable: Durable;
};

export function decide(state: State, input: Input, at: Moment): Decision {
  const draft = draftOf(state, at, stampOf(state.durable, input, at));
  take(draft, input);
  // Whatever happened, what is due by now is due: a late timer must not be the only one to notice.
  // A start and a clock's step stand alone: what is due by the new time is written under the stamp of the new epoch.
  if (input.kind !== "started" && input.kind !== "clock-stepped") timePassed(draft);
  const { facts, effects, live, durable } = draft;
  return { facts, effects, live, durable };
}

function take(draft: Draft, input: Input): void {
  switch (input.kind) {
    case "started":
      return started(draft, input);
    case "time-passed":
      return;
    case "clock-stepped":
      return record(draft, {
        kind: "clock-stepped",
        stepMs: input.stepMs,
        epoch: draft.durable.clock.epoch + 1,
        trusted: input.trusted,
      });
    case "screen":
      return screenTouched(draft, input.input);
    case "desk":
      return deskAsked(draft, input.input);
    case "board":
      return boardReported(draft, input.input);
    case "answer":
      return answered(draft, input.input);
  }
}

function answered(draft: Draft, input: AnswerInput): void {
  switch (input.kind) {
    case "code-checked":
      return answerCheck(draft, input);
    case "birth-dates-matched":
      return answerDates(draft, input);
    case "holder-found":
      return answerHolder(draft, input);
    case "document-looked-up":
      return answerLookUp(draft, input);
    case "badge-read":
      return badgeAnswered(draft, input);
    case "totp-checked":
      return totpAnswered(draft, input);
    case "message-accepted":
      if (draft.durable.outbox[input.message] !== undefined)
        record(draft, { kind: "message-sent", message: input.message });
      return;
    case "message-refused":
      if (draft.durable.outbox[input.message] !== undefined)
        record(draft, { kind: "message-refused", message: input.message, why: input.why });
      return;
    case "door-history-read":
    case "devices-read":
    case "bus-trace-read":
    case "support-bundle-made":
      return answerWorkshop(draft, input);
  }
}

/**
 * State is the fold of the ledger; effects are not repeated. The board is asked, a door of which nobody said what came of it is
 * doubted, the outbox is offered again.
 */
function started(draft: Draft, { version }: Extract<Input, { readonly kind: "started" }>): void {
  record(draft, { kind: "terminal-started", version, pinDigits: draft.site.pinDigits });
  resumeGrant(draft);
  doubtUnsettled(draft);
  sendOutbox(draft);
}
