// How a citizen proves a pickup is theirs: one attempt at a time, checked by an adapter, counted in the ledger.
// Unknown locator, wrong PIN, wrong date and withdrawn take the same path to the same screen; only a right code learns more.
import { knownPickup, pickupOf } from "../applier.ts";
import { assert } from "../assert.ts";
import {
  TRIES_PER_VISIT,
  birthDateEnded,
  lockAfterFailure,
  typingEnded,
  typingOpensAtMonoMs,
} from "../codes/budget.ts";
import { type Draft, nextAsk, perform, queueMessage, record } from "../draft.ts";
import { type PickupId, parseLocator } from "../ids.ts";
import { SECOND_MS } from "../moment.ts";
import { type Policy, asksBirthDate } from "../site.ts";
import { type Durable, type Pickup, compartmentOf } from "../state.ts";
import { openForHolder } from "./citizen-door.ts";
import { beginGroup } from "./group.ts";
import { takeOldDocument } from "./hand-in.ts";
import {
  codesOf,
  graceLives,
  holderRefusal,
  isInForce,
  owesOldDocument,
  policyOf,
  waitsForStaff,
} from "./holder-rules.ts";
import { outOfService } from "../terminal/out-of-service.ts";
import { codeGroups, lengthOf } from "./keypad.ts";
import { speakTo } from "./language.ts";
import { citizenStep } from "./person.ts";
import type { Attempt, CitizenVisit, Proof } from "./visit.ts";

const QR_PATTERN = /^L24:([0-9]{4})([A-Z2-7]{26})$/;

/** The keypad and the pattern of a QR let nothing but digits through. */
function byLocator(durable: Durable, digits: string): Pickup | undefined {
  const locator = parseLocator(digits);
  assert(locator.ok, "a code starts with its locator");
  return pickupOf(durable, durable.locators.get(locator.value));
}

/** Opens the keypad for a code, or says until when typing is locked. */
export function askCode(draft: Draft, after: Proof | undefined): void {
  // Said before a code is asked, never after: the home screen of a terminal out of service says why.
  if (outOfService(draft) !== undefined) return citizenStep(draft, { kind: "home" });
  const locked = typingOpensAtMonoMs(draft.durable, draft.at.monoMs) > draft.at.monoMs;
  citizenStep(draft, locked ? { kind: "typing-locked" } : { kind: "code", digits: "", after });
}

/** A code was typed and ended by its key. Where any policy asks a birth date, nothing is checked before it was given. */
export function submitCode(draft: Draft, digits: string, after: Proof | undefined): void {
  // Too short can be nobody's code: it says nothing about anybody's, and costs no try.
  if (digits.length !== lengthOf(codeGroups(draft.site)))
    return citizenStep(draft, { kind: "wrong" });
  if (asksBirthDate(draft.site))
    return citizenStep(draft, {
      kind: "birth-date",
      digits: "",
      of: { kind: "typed", code: digits, after },
    });
  checkTyped(draft, { code: digits, birthDate: undefined, after });
}

export function checkTyped(
  draft: Draft,
  typed: {
    readonly code: string;
    readonly birthDate: string | undefined;
    readonly after: Proof | undefined;
  },
): void {
  const found = byLocator(draft.durable, typed.code.slice(0, 4));
  // A pickup whose typing has ended is checked like one that does not exist.
  const pickup = found === undefined || typingEnded(found) ? undefined : found.id;
  const ask = nextAsk(draft);
  perform(draft, {
    kind: "check-code",
    ask,
    method: "pin",
    code: typed.code.slice(4),
    counter: found?.pinCounter ?? 0,
    pickup,
    birthDate: typed.birthDate,
  });
  citizenStep(draft, {
    kind: "checking",
    ask,
    attempt: { kind: "pin", pickup: found?.id, codes: codesOf(found), after: typed.after },
  });
}

/** A QR starts over on any screen. Anything that is not one of ours is answered like a wrong one. */
export function checkScanned(draft: Draft, text: string, after: Proof | undefined): void {
  const [, locator, code] = QR_PATTERN.exec(text) ?? [];
  if (locator === undefined || code === undefined)
    return citizenStep(draft, { kind: "wrong" }, { tries: 0, group: undefined });
  const found = byLocator(draft.durable, locator);
  const [pickup, counter] = [found?.id, found?.qrCounter ?? 0];
  const ask = nextAsk(draft);
  perform(draft, {
    kind: "check-code",
    ask,
    method: "qr",
    code,
    counter,
    pickup,
    birthDate: undefined,
  });
  const attempt: Attempt = { kind: "qr", pickup, codes: codesOf(found), after };
  citizenStep(draft, { kind: "checking", ask, attempt }, { tries: 0, group: undefined });
}

export function checkBirthDate(draft: Draft, proof: Proof, birthDate: string): void {
  const ask = nextAsk(draft);
  perform(draft, { kind: "check-birth-date", ask, pickup: proof.pickup, birthDate });
  citizenStep(draft, { kind: "checking", ask, attempt: { kind: "birth-date", proof } });
}

/** The adapter's answer. A late answer to an older question says nothing any more. */
export function answerCheck(
  draft: Draft,
  answer: {
    readonly ask: number;
    readonly right: boolean;
    readonly birthDateRight: boolean | undefined;
  },
): void {
  const { visit } = draft.live;
  if (visit.kind !== "citizen" || visit.step.kind !== "checking" || visit.step.ask !== answer.ask)
    return;
  const { attempt } = visit.step;
  if (attempt.kind === "pin") return answerTyped(draft, visit, attempt, answer);
  if (attempt.kind === "qr") return answerScanned(draft, visit, attempt, answer.right);
  // These ask another question, and have their own answers.
  if (attempt.kind === "group-date" || attempt.kind === "code-again") return;
  if (answer.right && answer.birthDateRight === true) return settleProof(draft, attempt.proof);
  failProof(draft, visit, {
    method: attempt.proof.method,
    pickup: attempt.proof.pickup,
    birthDateWrong: true,
  });
}

function answerTyped(
  draft: Draft,
  visit: CitizenVisit,
  attempt: Extract<Attempt, { readonly kind: "pin" }>,
  answer: { readonly right: boolean; readonly birthDateRight: boolean | undefined },
): void {
  const pickup = pickupOf(draft.durable, attempt.pickup);
  if (pickup === undefined)
    return failProof(draft, visit, { method: "pin", birthDateWrong: false });
  const dateWrong = asksDateOf(draft, pickup) && answer.birthDateRight !== true;
  const otherPickup = (attempt.after?.pickup ?? pickup.id) !== pickup.id;
  if (!answer.right || dateWrong || otherPickup || !isInForce(pickup, attempt.codes))
    return failProof(draft, visit, {
      method: "pin",
      pickup: pickup.id,
      birthDateWrong: answer.right && dateWrong,
    });
  speakTo(draft, visit, pickup);
  const before = { qr: false, codes: attempt.codes, ...attempt.after };
  settleProof(draft, { ...before, pickup: pickup.id, method: "pin", pin: true });
}

/** A day after the end its date is erased: the right code of an ended pickup is then enough to hear that it has ended. */
const asksDateOf = (draft: Draft, pickup: Pickup): boolean =>
  policyOf(draft, pickup)?.proof.birthDate === true && !pickup.erased;

function answerScanned(
  draft: Draft,
  visit: CitizenVisit,
  attempt: Extract<Attempt, { readonly kind: "qr" }>,
  right: boolean,
): void {
  const pickup = pickupOf(draft.durable, attempt.pickup);
  // A wrong QR is no guess: nothing is counted and no row is written, or a held-up phone would fill the ledger.
  if (pickup === undefined || !right || !isInForce(pickup, attempt.codes))
    return citizenStep(draft, { kind: "wrong" });
  speakTo(draft, visit, pickup);
  const same = attempt.after?.pickup === pickup.id;
  const proof: Proof = {
    pickup: pickup.id,
    method: "qr",
    qr: true,
    pin: same && attempt.after.pin,
    codes: same ? attempt.after.codes : attempt.codes,
  };
  // A typed code has already been asked for its date; where dates are used up, asking would only tell the right one.
  const isTypedToo = proof.pin || policyOf(draft, pickup)?.proof.kind === "qr+pin";
  if (asksDateOf(draft, pickup) && !isTypedToo && !birthDateEnded(pickup))
    return citizenStep(draft, { kind: "birth-date", digits: "", of: { kind: "scanned", proof } });
  settleProof(draft, proof);
}

type Failure = {
  readonly method: "pin" | "qr";
  readonly pickup?: PickupId;
  readonly birthDateWrong: boolean;
};

const failProof = (draft: Draft, visit: CitizenVisit, failure: Failure): void =>
  countFailures(draft, visit, [failure]);

/** One try of this visit, and a failure of every pickup that it was aimed at. */
export function countFailures(
  draft: Draft,
  visit: CitizenVisit,
  failures: readonly Failure[],
): void {
  for (const failure of failures) countFailure(draft, failure);
  citizenStep(draft, { kind: "wrong" }, { tries: Math.min(visit.tries + 1, TRIES_PER_VISIT) });
}

function countFailure(draft: Draft, failure: Failure): void {
  const before = pickupOf(draft.durable, failure.pickup);
  record(draft, { kind: "proof-failed", ...failure });
  const after = pickupOf(draft.durable, failure.pickup);
  const hasEnded =
    after !== undefined && typingEnded(after) && before !== undefined && !typingEnded(before);
  if (hasEnded && after.phase === "waiting") queueMessage(draft, after.id, "typing-blocked");
  const lockMs =
    failure.method === "pin" ? lockAfterFailure(draft.durable.typing, draft.at.monoMs) : undefined;
  if (lockMs !== undefined) record(draft, { kind: "typing-locked", lockMs });
}

/** The same person goes on with the proof of before: all is asked again that may have changed meanwhile. */
export function continueProof(draft: Draft, proof: Proof): void {
  settleProof(draft, proof, true);
}

/** Everything checked so far was right: ask what the policy still wants, or open. */
function settleProof(draft: Draft, proof: Proof, goesOn = false): void {
  const pickup = knownPickup(draft.durable, proof.pickup);
  const policy = policyOf(draft, pickup);
  // Its product has left the configuration: staff know what to ask of whom.
  if (policy === undefined) return citizenStep(draft, { kind: "needs-staff" });
  if (!isInForce(pickup, proof.codes)) return citizenStep(draft, { kind: "wrong" });
  if (policy.proof.kind === "qr+pin" && !proof.qr)
    return citizenStep(draft, { kind: "also-qr", proof });
  if (policy.proof.kind === "qr+pin" && !proof.pin) return askCode(draft, proof);
  if (waitsForStaff(policy, pickup)) return citizenStep(draft, { kind: "needs-staff" });
  if (inGrace(draft, policy, pickup)) return open(draft, proof, "grace-reopen");
  const refused = holderRefusal(draft, pickup);
  if (refused !== undefined) return citizenStep(draft, { kind: refused });
  if (!owesOldDocument(policy, pickup)) return open(draft, proof, "collection");
  takeOldDocument(draft, proof, goesOn);
}

/** "I forgot something": the used code, with the same proof, is good for its own compartment and nothing else. */
function inGrace(draft: Draft, policy: Policy, pickup: Pickup): boolean {
  const { graceFromMonoMs, compartment } = pickup;
  if (!graceLives(pickup) || graceFromMonoMs === undefined || compartment === undefined)
    return false;
  const { holds, last } = compartmentOf(draft.durable, compartment);
  const untouched = last?.pickup === pickup.id && (holds === undefined || holds === pickup.id);
  const graceMs = policy.graceReopenSeconds * SECOND_MS;
  return untouched && draft.at.monoMs - graceFromMonoMs <= graceMs;
}

/** The right code of this pickup: its door, which is where its document is. */
function open(draft: Draft, proof: Proof, kind: "collection" | "grace-reopen"): void {
  const { method, pickup } = proof;
  record(draft, { kind: "proof-given", method, pickup });
  openForHolder(draft, pickup, kind);
  if (kind === "collection") beginGroup(draft, proof);
}
