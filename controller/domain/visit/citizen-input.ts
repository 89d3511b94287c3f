// What a touch means to a citizen's visit: step × key and step × choice. Anything else on that screen is ignored.
import type { Draft } from "../draft.ts";
import type { Key } from "../inputs.ts";
import { TRIES_PER_VISIT } from "../codes/budget.ts";
import { confirmTaken, leaveDrivenDoor, reportEmpty, tryDoorAgain } from "./citizen-door.ts";
import { askCode, checkBirthDate, checkTyped, continueProof, submitCode } from "./citizen-proof.ts";
import { askCodeAgain, findHolder, telephoneKey } from "./code-again.ts";
import { askGroupDate, goOnWithGroup, nextDoorChoice } from "./group-door.ts";
import { afterDoor } from "./group.ts";
import { handInChoice, leaveUnseen } from "./hand-in-door.ts";
import { BIRTH_DATE_GROUPS, birthDateOf, codeGroups, lengthOf, typeKey } from "./keypad.ts";
import { leave } from "./leave.ts";
import { citizenStep } from "./person.ts";
import type { BirthDateOf, CitizenStep, CitizenVisit } from "./visit.ts";

export function citizenKey(draft: Draft, visit: CitizenVisit, key: Key): void {
  const { step } = visit;
  if (step.kind === "code") {
    if (key === "enter") return submitCode(draft, step.digits, step.after);
    const digits = typeKey(step.digits, key, lengthOf(codeGroups(draft.site)));
    return citizenStep(draft, { ...step, digits });
  }
  if (step.kind === "telephone") return telephoneKey(draft, step, key);
  if (step.kind !== "birth-date") return;
  if (key === "enter") return submitBirthDate(draft, step.digits, step.of);
  citizenStep(draft, { ...step, digits: typeKey(step.digits, key, lengthOf(BIRTH_DATE_GROUPS)) });
}

function submitBirthDate(draft: Draft, digits: string, of: BirthDateOf): void {
  if (digits.length !== lengthOf(BIRTH_DATE_GROUPS)) return;
  const birthDate = birthDateOf(digits);
  if (of.kind === "scanned") return checkBirthDate(draft, of.proof, birthDate);
  if (of.kind === "code-again") return findHolder(draft, of.telephone, birthDate);
  if (of.kind === "group") return askGroupDate(draft, birthDate);
  checkTyped(draft, { code: of.code, birthDate, after: of.after });
}

export function citizenChoice(draft: Draft, visit: CitizenVisit, choice: string): void {
  if (choice === "stop") return leave(draft, "stopped");
  const { step } = visit;
  switch (step.kind) {
    case "home":
      return homeChoice(draft, choice);
    case "help":
    case "privacy":
    case "code-sent":
      return helpChoice(draft, step, choice);
    case "wrong":
      return wrongChoice(draft, visit, choice);
    case "hand-in":
      if (choice === "open-hand-in") return continueProof(draft, step.proof);
      if (choice === "no-old-document") citizenStep(draft, { kind: "needs-staff" });
      return;
    case "hand-in-check":
      return handInChoice(draft, step, choice);
    case "jammed":
      if (choice === "try-again") tryDoorAgain(draft, step);
      return;
    case "taken":
      return takenChoice(draft, step, choice);
    case "open":
      return openChoice(draft, choice);
    case "code":
      return choice === "help" ? citizenStep(draft, { kind: "help" }) : back(draft, choice);
    case "birth-date":
      if (step.of.kind !== "group") return back(draft, choice);
      return choice === "not-now" ? citizenStep(draft, { kind: "done" }) : undefined;
    case "telephone":
    case "sending-locked":
    case "also-qr":
    case "typing-locked":
    case "not-here":
      return back(draft, choice);
    case "needs-staff":
    case "plan-b":
      return choice === "next-of-group" ? goOnWithGroup(draft) : back(draft, choice);
    case "next-door":
      return nextDoorChoice(draft, step, choice);
    case "done":
      // The same person goes on, in their language and display; scanning the next code needs no touch at all.
      if (choice === "next-document") citizenStep(draft, { kind: "home" }, { group: undefined });
      return;
    case "checking":
    case "opening":
      return;
  }
}

function helpChoice(draft: Draft, { kind }: CitizenStep, choice: string): void {
  if (kind === "help")
    return choice === "send-again" ? askCodeAgain(draft) : homeChoice(draft, choice);
  if (kind === "code-sent") return sentChoice(draft, choice);
  if (choice === "back") citizenStep(draft, { kind: "help" });
}

function sentChoice(draft: Draft, choice: string): void {
  if (choice === "type-code") return askCode(draft, undefined);
  if (choice === "send-again") return askCodeAgain(draft);
  back(draft, choice);
}

function back(draft: Draft, choice: string): void {
  if (choice === "back") leave(draft, "stopped");
}

export function homeChoice(draft: Draft, choice: string): void {
  if (choice === "type-code") return askCode(draft, undefined);
  if (choice === "no-code" || choice === "help") return citizenStep(draft, { kind: "help" });
  if (choice === "privacy") return citizenStep(draft, { kind: "privacy" });
  if (choice === "back") leave(draft, "stopped");
}

function wrongChoice(draft: Draft, visit: CitizenVisit, choice: string): void {
  if (choice === "back") return leave(draft, "stopped");
  if (choice !== "try-again" || visit.tries >= TRIES_PER_VISIT) return;
  // A date that was wrong for every document left of a group is asked again; nobody types the code once more for it.
  if (visit.group === undefined) askCode(draft, undefined);
  else afterDoor(draft);
}

function takenChoice(
  draft: Draft,
  step: Extract<CitizenStep, { readonly kind: "taken" }>,
  choice: string,
): void {
  if (choice === "door-taken") return confirmTaken(draft, step.pickup, step.compartment);
  if (choice === "door-nothing") return reportEmpty(draft, step.compartment);
  // The used code opens it once more within the grace time, with the same proof as before.
  if (choice === "reopen") leave(draft, "left-inside");
}

/** Only a door that nobody can see has a button; one that is seen is closed by closing it. */
function openChoice(draft: Draft, choice: string): void {
  const { grant } = draft.durable;
  if (grant?.opened !== "driven") return;
  if (grant.authority.kind === "hand-in")
    return choice === "door-closed" ? leaveUnseen(draft, grant) : undefined;
  if (choice === "door-taken") return leaveDrivenDoor(draft, grant);
  if (choice === "door-nothing") {
    leaveDrivenDoor(draft, grant);
    reportEmpty(draft, grant.compartment);
  }
}
