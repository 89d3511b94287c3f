// Watching the one live grant: what the board answered, what its doors did, and what time has passed.
// Transitions: fired → (accepted | refused | unanswered) → opened → closed 2 s → settled; or jammed; or asked, then known or unknown.
import { type Draft, perform, raiseAlarm, record } from "../draft.ts";
import type { BoardResult, OpenAnswer } from "../inputs.ts";
import type { Op } from "../ids.ts";
import { SECOND_MS } from "../moment.ts";
import type { DoorWatch, Grant } from "../state.ts";
import {
  doorFaulted,
  doorLeftOpen,
  doorNotFired,
  doorOpened,
  doorSettled,
  doorStayed,
  doorUnknown,
  endUnwatched,
} from "./reactions.ts";

/** The granted door may bounce until it was closed this long. */
const SETTLED_MS = 2 * SECOND_MS;
const REMIND_EVERY_MS = 20 * SECOND_MS;
const LEFT_OPEN_ALARM_MS = 60 * SECOND_MS;
const LEFT_OPEN_END_MS = 120 * SECOND_MS;
/** After `by` no pulse can start; a little longer for the answer to be true when it is read. */
const AFTER_BY_MS = 250;
const ASK_EVERY_MS = 1500;
/** A board may need half a minute to come back after a power cut. */
const ASKS_AFTER_RESTART = 20;

const setWatch = (draft: Draft, watch: DoorWatch, change: Partial<DoorWatch>): void => {
  draft.live = { ...draft.live, watch: { ...watch, ...change } };
};

function liveGrant(draft: Draft, op: Op): Grant | undefined {
  const { grant } = draft.durable;
  return grant?.op === op ? grant : undefined;
}

/**
 * What the board said to OPEN. Only ACC makes an operation known; after any ERR nothing fired [LL-4.3]. A door that was
 * seen to open needs no word of it.
 */
export function openAnswered(draft: Draft, op: Op, answer: OpenAnswer): void {
  const grant = liveGrant(draft, op);
  if (grant === undefined || grant.accepted || grant.opened !== "no") return;
  // The board has reported on the operation itself since: a late answer adds nothing.
  if (draft.live.watch?.stage === "jammed") return;
  switch (answer.kind) {
    case "accepted":
      return record(draft, { kind: "grant-accepted", op });
    case "refused":
      // Out of step, the board may be answering a repeat of an OPEN that it did carry out: only RESULT can tell.
      if (answer.code === "SEQ") return askSoon(draft);
      return doorNotFired(draft, grant, `the board refused: ${answer.code}`);
    case "unsent":
      return doorNotFired(draft, grant, `not sent: ${answer.why}`);
    case "duplicate":
      // Sent before, so it may well have fired: RESULT has to tell.
      if (!answer.firstSend) return askSoon(draft);
      raiseAlarm(draft, "duplicate-never-sent", { compartment: grant.compartment });
      return doorUnknown(draft, grant, "the board knew an operation that was never sent before");
    case "unanswered":
      return askSoon(draft);
  }
}

/** As soon as no pulse can start any more. Who asks already goes on asking. */
function askSoon(draft: Draft): void {
  const { watch } = draft.live;
  if (watch?.stage === "fired")
    setWatch(draft, watch, { stage: "asking", askAtMonoMs: watch.byMonoMs + AFTER_BY_MS });
}

/** What the board said to RESULT, which can be asked again and again. */
export function resultAnswered(
  draft: Draft,
  answer: {
    readonly op: Op;
    readonly boot: string;
    readonly channel?: number;
    readonly result?: BoardResult;
  },
): void {
  const grant = liveGrant(draft, answer.op);
  const { watch } = draft.live;
  if (grant === undefined || watch === undefined || answer.result === undefined) return;
  if (grant.opened !== "no") return;
  if (answer.boot !== grant.boot) return doorUnknown(draft, grant, "the board was reset");
  // The host takes no result for another channel [LL-4.5]; `none` names none that is known.
  if (answer.result !== "none" && answer.channel !== grant.channel) return;
  concludeResult(draft, grant, answer.result, watch);
}

function concludeResult(draft: Draft, grant: Grant, result: BoardResult, watch: DoorWatch): void {
  switch (result) {
    case "none":
      if (watch.stage === "jammed") return;
      // Accepted and yet unknown to the same boot: one of the two is wrong, and nobody can say which.
      if (grant.accepted) return doorUnknown(draft, grant, "the board forgot what it had accepted");
      if (draft.at.monoMs > watch.byMonoMs)
        doorNotFired(draft, grant, "the board has no record of it");
      return;
    case "driven":
      record(draft, { kind: "grant-driven", op: grant.op });
      return reactToOpening(draft);
    case "not-opened":
      return watch.stage === "jammed" ? undefined : stayed(draft, grant, watch);
    case "fault":
      return doorFaulted(draft, grant, "the board reports a fault");
    case "opened":
    case "closed":
      // The events that prove it are on their way; without a visit the word of the board is enough to send a clerk.
      return draft.live.visit.kind === "none" ? endUnwatched(draft, grant) : undefined;
    case "accepted":
    case "delivered":
    case "unverified":
    case "jam":
    case "empty":
      return;
  }
}

/** The granted door moved; the fold has noted how. */
export function reactToOpening(draft: Draft): void {
  const { grant } = draft.durable;
  if (grant !== undefined && grant.opened !== "no" && grant.closedAtMonoMs === undefined)
    doorOpened(draft, grant);
}

/** From now on nothing is asked: a push can still open the door, and the grant stays alive while its visit does. */
function stayed(draft: Draft, grant: Grant, watch: DoorWatch): void {
  setWatch(draft, watch, { stage: "jammed" });
  doorStayed(draft, grant);
}

/** The coil's own report. Where the door read open or unknown before, no edge can follow: driven is all there will be. */
export function driveReported(draft: Draft, op: Op, state: "ok" | "open-circuit" | "short"): void {
  const grant = liveGrant(draft, op);
  if (grant === undefined || grant.opened !== "no") return;
  if (state !== "ok") return doorFaulted(draft, grant, `coil: ${state}`);
  if (grant.doorBefore === "closed") return;
  record(draft, { kind: "grant-driven", op });
  reactToOpening(draft);
}

export function notOpenedReported(draft: Draft, op: Op): void {
  const grant = liveGrant(draft, op);
  const { watch } = draft.live;
  if (grant?.opened === "no" && watch !== undefined && watch.stage !== "jammed")
    stayed(draft, grant, watch);
}

/** Its board came back under another boot: what it did with the operation is lost [LL-4.5]. */
export function bootChanged(draft: Draft, boot: string): void {
  const { grant } = draft.durable;
  if (grant !== undefined && grant.boot !== boot && grant.opened === "no")
    doorUnknown(draft, grant, "the board was reset");
}

/** After a restart: never fired again, asked instead, and only when no OPEN can be on its way any more. */
export function resumeGrant(draft: Draft): void {
  const { grant } = draft.durable;
  if (grant === undefined) return;
  if (grant.opened !== "no") return endUnwatched(draft, grant);
  if (!draft.site.boards.includes(grant.board))
    return doorUnknown(draft, grant, "its board is no longer in the configuration");
  const byMonoMs = draft.at.monoMs + 2 * SECOND_MS;
  draft.live = {
    ...draft.live,
    watch: {
      op: grant.op,
      byMonoMs,
      stage: "asking",
      askAtMonoMs: byMonoMs + AFTER_BY_MS,
      asksLeft: ASKS_AFTER_RESTART,
      reminders: 0,
      alarmed: false,
    },
  };
}

/** Time has passed for the live grant. */
export function watchPassed(draft: Draft): void {
  const { grant } = draft.durable;
  const { watch } = draft.live;
  if (grant === undefined || watch === undefined) return;
  if (grant.openedAtMonoMs !== undefined)
    return openPassed(draft, grant, watch, draft.at.monoMs - grant.openedAtMonoMs);
  if (watch.stage === "jammed" || draft.at.monoMs < watch.askAtMonoMs) return;
  if (watch.asksLeft === 0)
    return doorUnknown(draft, grant, "the board does not say what became of it");
  perform(draft, { kind: "ask-result", board: grant.board, op: grant.op });
  setWatch(draft, watch, {
    stage: "asking",
    asksLeft: watch.asksLeft - 1,
    askAtMonoMs: draft.at.monoMs + ASK_EVERY_MS,
  });
}

function openPassed(draft: Draft, grant: Grant, watch: DoorWatch, openMs: number): void {
  if (grant.closedAtMonoMs !== undefined)
    return draft.at.monoMs >= grant.closedAtMonoMs + SETTLED_MS
      ? doorSettled(draft, grant)
      : undefined;
  if (openMs >= LEFT_OPEN_END_MS) return doorLeftOpen(draft, grant);
  const alarms = openMs >= LEFT_OPEN_ALARM_MS && !watch.alarmed;
  if (alarms) raiseAlarm(draft, "door-left-open", { compartment: grant.compartment });
  setWatch(draft, watch, {
    alarmed: watch.alarmed || alarms,
    reminders: Math.floor(openMs / REMIND_EVERY_MS),
  });
}

/** When the watch next has something to do. */
export function watchDueMonoMs(
  grant: Grant | undefined,
  watch: DoorWatch | undefined,
): number | undefined {
  if (grant === undefined || watch === undefined) return undefined;
  if (grant.openedAtMonoMs === undefined)
    return watch.stage === "jammed" ? undefined : watch.askAtMonoMs;
  if (grant.closedAtMonoMs !== undefined) return grant.closedAtMonoMs + SETTLED_MS;
  return grant.openedAtMonoMs + (watch.reminders + 1) * REMIND_EVERY_MS;
}
