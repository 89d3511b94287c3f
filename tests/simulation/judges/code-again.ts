// Judges how codes are sent again: only what waits, only under the number that was typed, only where the date of somebody under it was
// typed too, never more often than promised, and never a new code. It knows numbers and dates as the town hall printed them.
import type { Effect } from "#domain/effects.ts";
import type { Fact } from "#domain/facts.ts";
import type { CreateJudge } from "../watch.ts";
import { policyOf } from "./grant-rules.ts";
import { createModel, takeRow } from "./reference-model.ts";
import type { ModelPickup } from "./reference-pickups.ts";
import { type ReadRow, followRows } from "./row-reading.ts";

type Asked = Extract<Fact, { readonly kind: "code-asked-again" }>;
type Queued = Extract<Fact, { readonly kind: "message-queued" }>;
type FindHolder = Extract<Effect, { readonly kind: "find-holder" }>;
type Person = { readonly telephone: string; readonly birthDate: string };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ASKED_AN_HOUR_MAX = 10;
const ASKED_A_DAY_MAX = 40;
const SENT_MAX = 3;
const SENT_AT_ONCE_MAX = 8;
const WRONG_DATES_MAX = 3;

export const createCodeAgainJudge: CreateJudge = ({ site, nowMs, complain }) => {
  const rows = followRows();
  let model = createModel();
  /** By pickup. */
  const people = new Map<string, Person>();
  let typed: FindHolder | undefined;
  let askedAtMs: readonly number[] = [];
  const timesSent = new Map<string, number>();
  /** Named by the newest asking, and no message of them is on its way: each of them is to be queued one, and only one. */
  let due = new Set<string>();
  /** Repeated codes that wait for their gateway, by message. */
  const waiting = new Map<string, string>();

  const since = (times: readonly number[], spanMs: number): readonly number[] =>
    times.filter((at) => nowMs() - at < spanMs);
  const object = (promise: string, seq: number, what: string): void =>
    complain(promise, `row ${seq} at ${nowMs()} ms: ${what}`);

  const isDated = (id: string): boolean => {
    const pickup = model.pickups.get(id);
    return pickup !== undefined && policyOf(site, pickup)?.proof.birthDate === true;
  };
  const isTyped = (id: string): boolean =>
    yearFirst(people.get(id)?.birthDate ?? "") === typed?.birthDate;
  const isUnderNumber = (id: string): boolean =>
    typed?.telephones.includes(people.get(id)?.telephone ?? "") === true;

  const judgeSent = (seq: number, id: string): void => {
    const pickup = model.pickups.get(id);
    if (!opensItsDoor(pickup))
      object("sending", seq, `the code of pickup ${id} is sent again and opens nothing`);
    if (pickup?.told !== "told")
      object("sending", seq, `pickup ${id} is told of before its deposit can no longer be undone`);
    if (!isUnderNumber(id))
      object("sending", seq, `pickup ${id} is not registered under the number that was typed`);
    if ((pickup?.wrongBirthDates ?? 0) >= WRONG_DATES_MAX)
      object("I8", seq, `the code of pickup ${id} is sent again after too many wrong dates`);
    const times = (timesSent.get(id) ?? 0) + 1;
    timesSent.set(id, times);
    if (times > SENT_MAX)
      object("I8", seq, `the code of pickup ${id} is sent again ${times} times`);
  };

  /** Of anybody whose document waits, and who has heard of it. */
  const isSomebodysDate = (): boolean =>
    [...model.pickups.values()].some(
      ({ id, phase, told }) =>
        phase === "waiting" && told === "told" && isDated(id) && isUnderNumber(id) && isTyped(id),
    );

  const judgeWrong = (seq: number, wrong: readonly string[]): void => {
    for (const id of wrong)
      if (!isUnderNumber(id) || isTyped(id))
        object("I8", seq, `pickup ${id} is counted a wrong date that nobody gave for it`);
    if (wrong.length > 0 && isSomebodysDate())
      object("I8", seq, "wrong dates are counted, and the date is one of that number");
  };

  const judgeAsked = ({ seq, fact }: ReadRow & { readonly fact: Asked }): void => {
    const { sent, wrong } = fact;
    askedAtMs = [...since(askedAtMs, DAY_MS), nowMs()];
    const inHour = since(askedAtMs, HOUR_MS).length;
    if (inHour > ASKED_AN_HOUR_MAX || askedAtMs.length > ASKED_A_DAY_MAX)
      object("I8", seq, `asked ${inHour} times in an hour, ${askedAtMs.length} times in a day`);
    for (const id of sent) judgeSent(seq, id);
    const dated = sent.filter(isDated);
    if (dated.length > 0 && !isSomebodysDate())
      object("sending", seq, "codes are sent again on a birth date of nobody among them");
    if (sent.length > SENT_AT_ONCE_MAX)
      object("I8", seq, `${sent.length} codes are sent again at once`);
    judgeWrong(seq, wrong);
    due = new Set(sent.filter((id) => ![...waiting.values()].includes(id)));
  };

  const judgeQueued = (seq: number, { message, pickup, template }: Queued): void => {
    if (template !== "code-repeated") return;
    waiting.set(message, pickup);
    if (!due.delete(pickup))
      object("sending", seq, `a code of pickup ${pickup} is repeated that nobody asked for`);
  };

  /** The messages stand in the rows right after the asking. */
  const owesNothing = (seq: number, { kind }: Fact): void => {
    for (const id of due)
      object("sending", seq, `${kind} follows, and the code of pickup ${id} was not sent again`);
    due.clear();
  };

  const judge = (row: ReadRow): void => {
    const { fact, seq } = row;
    if (fact.kind === "message-queued") judgeQueued(seq, fact);
    else owesNothing(seq, fact);
    if (fact.kind === "code-asked-again") judgeAsked({ ...row, fact });
    if (fact.kind === "message-sent" || fact.kind === "message-refused")
      waiting.delete(fact.message);
    if (fact.kind === "code-reissued" && row.actor === "citizen")
      object("I7", seq, `whoever stood there changed the code of pickup ${fact.pickup}`);
    takeRow(model, row);
  };

  return {
    name: "code again",
    acknowledged: (acknowledged) => rows.take(acknowledged).forEach(judge),
    opened: (all) => rows.take(all).forEach(judge),
    restored(all) {
      model = createModel();
      rows.goBackTo(0);
      for (const row of rows.take(all)) takeRow(model, row);
      // The copy knows nothing of what was sent since.
      askedAtMs = [];
      timesSent.clear();
      waiting.clear();
      due.clear();
    },
    happened(happening) {
      if (happening.kind !== "document-printed") return;
      const { pickup, telephone, birthDate } = happening;
      people.set(pickup, { telephone, birthDate });
    },
    performed(effect) {
      if (effect.kind === "find-holder") typed = effect;
    },
  };
};

function opensItsDoor(pickup: ModelPickup | undefined): boolean {
  if (pickup?.phase !== "waiting" || pickup.used) return false;
  return pickup.dead === undefined && pickup.suspended === undefined;
}

const yearFirst = (day: string): string => day.slice(4) + day.slice(2, 4) + day.slice(0, 2);
