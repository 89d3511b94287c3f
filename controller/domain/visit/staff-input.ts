// What a touch or a scan means to somebody of the staff: step × key, step × choice, step × scan.
import { type Draft, perform, record } from "../draft.ts";
import type { BoardId, CompartmentNumber } from "../ids.ts";
import type { Key } from "../inputs.ts";
import {
  foundDocument,
  foundEmpty,
  foundUnlabelled,
  lookedIntoAgain,
  looksInside,
  scanFound,
} from "./inspection.ts";
import { enterWorkshop, testChoice, workshopChoice } from "../technician/touches.ts";
import { extendOnRound, giveMoreDays } from "./extension.ts";
import { leave } from "./leave.ts";
import { isDepositing, keepScan } from "./next-scan.ts";
import { staffStep } from "./person.ts";
import { sendNow } from "./send-now.ts";
import { isEmpty } from "./session.ts";
import { giveUpSignIn } from "./sign-in-over.ts";
import { totpKey } from "./staff-sign-in.ts";
import {
  type OnRound,
  freshRound,
  isOnRound,
  isRoundWork,
  overdueDoors,
  overdueReason,
  scanOnRound,
} from "./round.ts";
import { deposited, depositEmpty, scanDocument } from "./deposit-work.ts";
import { giveUpDoor, goRound, inspect, openForStaff, skipOnRound } from "./staff-door.ts";
import { staffDoorSettled, tryAgainForStaff } from "./staff-work.ts";
import { leftInside, takeBack, takenOut } from "./taking-out.ts";
import { undoDeposit } from "./undo.ts";
import { LIST_PAGE, mayResume, worklist } from "./worklist.ts";
import { withoutColleague } from "./witnessed-work.ts";
import { witnessKey } from "./witness.ts";
import {
  type RetrievalReason,
  type SignedIn,
  type StaffStep,
  type StaffVisit,
  type TakeBack,
  type Undo,
  signedIn,
} from "./visit.ts";

export function staffKey(draft: Draft, visit: StaffVisit, key: Key): void {
  if (visit.step.kind === "totp") totpKey(draft, visit.step, key);
  if (visit.step.kind === "witness") witnessKey(draft, visit.step, key);
}

/**
 * A label is read wherever the clerk is free to start the next document, wherever it tells what lies behind a door, and while one
 * document is put in: then it is the next one's.
 */
export function staffScan(draft: Draft, visit: StaffVisit, text: string): void {
  const { step } = visit;
  if (isDepositing(step)) return keepScan(draft, step, text);
  if (isOnRound(step)) return scanOnRound(draft, step, text);
  if (looksInside(step)) return scanFound(draft, step, step.work, text);
  if (
    step.kind === "menu" ||
    step.kind === "scan" ||
    step.kind === "scan-refused" ||
    step.kind === "undone" ||
    step.kind === "finished" ||
    (step.kind === "witness" && step.work.kind === "deposit")
  )
    scanDocument(draft, step.who, text);
}

export function staffChoice(
  draft: Draft,
  visit: StaffVisit,
  choice: string,
  number: CompartmentNumber | undefined,
): void {
  const { step } = visit;
  if (choice === "sign-out" || choice === "stop") return stop(draft, visit);
  switch (step.kind) {
    case "menu":
    case "finished":
    case "scan":
    case "scan-refused":
    case "undone":
    case "round-done":
      if (choice === "send-now" && step.kind === "finished") return sendNow(draft, step.who);
      if (choice === "undo-deposit") return undoDeposit(draft, step.who, number);
      return menuChoice(draft, visit, step.who, choice);
    case "reason":
      return reasonChoice(draft, step, choice);
    case "list":
      return listChoice(draft, step, choice, number);
    case "door-failed":
      return failedChoice(draft, step, choice);
    case "check":
      return checkChoice(draft, step, choice);
    case "badge":
    case "totp":
    case "totp-checking":
    case "refused":
      return choice === "back" ? giveUpSignIn(draft, visit) : undefined;
    case "open":
      return openChoice(draft, step, choice);
    case "witness":
      return choice === "without-colleague" ? withoutColleague(draft, step) : undefined;
    case "workshop":
      return workshopChoice(draft, step, choice, number);
    case "testing":
      return testChoice(draft, step, choice);
    case "scan-looking":
    case "opening":
      return;
  }
}

const stop = (draft: Draft, visit: StaffVisit): void =>
  signedIn(visit.step) === undefined ? giveUpSignIn(draft, visit) : leave(draft, "signed-out");

function menuChoice(draft: Draft, { session }: StaffVisit, who: SignedIn, choice: string): void {
  if (choice === "deposit" || choice === "next")
    return staffStep(draft, { kind: "scan", who, deposited: undefined });
  if (choice === "take-back") return toTakeBack(draft, who);
  if (choice === "inspect")
    return staffStep(draft, { kind: "list", who, task: "inspect", page: 0 });
  if (choice === "round") return goRound(draft, who, freshRound(overdueDoors(draft)));
  if (choice === "resume-bank") return resumeBanks(draft, who);
  if (choice === "workshop") return enterWorkshop(draft, who);
  if (choice === "back") return staffStep(draft, { kind: "menu", who });
  // Whoever has put something in, or tried to, is told what came of it.
  if (choice === "deposit-done")
    staffStep(draft, { kind: isEmpty(session) ? "menu" : "finished", who });
}

/** Staff have looked at the wall: every bank that they may resume serves again; what was doubted stays doubted. */
function resumeBanks(draft: Draft, who: SignedIn): void {
  for (const board of draft.site.boards)
    if (mayResume(draft.durable, board, who.role)) resumeBank(draft, board);
  staffStep(draft, { kind: "menu", who });
}

/** Whether it may be resumed is asked before. */
export function resumeBank(draft: Draft, board: BoardId): void {
  record(draft, { kind: "bank-resumed", board });
  perform(draft, { kind: "clear-second-host", board });
  perform(draft, { kind: "read-board", board });
}

function listChoice(
  draft: Draft,
  step: Extract<StaffStep, { readonly kind: "list" }>,
  choice: string,
  number: CompartmentNumber | undefined,
): void {
  const { who } = step;
  if (choice === "back")
    return step.task === "extend"
      ? toTakeBack(draft, who)
      : staffStep(draft, { kind: "menu", who });
  if (choice === "extend") return staffStep(draft, { kind: "list", who, task: "extend", page: 0 });
  const numbers = worklist(draft.durable, draft.site, step.task);
  const pages = Math.max(1, Math.ceil(numbers.length / LIST_PAGE));
  if (choice === "next")
    return staffStep(draft, { kind: "list", who, task: step.task, page: (step.page + 1) % pages });
  if (number === undefined || !numbers.includes(number)) return;
  listedChoice(draft, step, choice, number);
}

function listedChoice(
  draft: Draft,
  { who, task, page }: Extract<StaffStep, { readonly kind: "list" }>,
  choice: string,
  number: CompartmentNumber,
): void {
  if (task === "take-back" && TAKES_BACK.has(choice)) askReason(draft, who, number);
  if (task === "extend" && EXTENDS.has(choice)) giveMoreDays(draft, who, { task, page, number });
  if (task === "inspect" && choice === "inspect-door") inspect(draft, who, number);
}

const toTakeBack = (draft: Draft, who: SignedIn): void =>
  staffStep(draft, { kind: "list", who, task: "take-back", page: 0 });

const TAKES_BACK: ReadonlySet<string> = new Set(["take-back-door", "take-back-overdue"]);
const EXTENDS: ReadonlySet<string> = new Set(["extend-door", "extend-overdue"]);

/** An overdue document says itself why; of any other the clerk does, before its door opens. */
function askReason(draft: Draft, who: SignedIn, compartment: CompartmentNumber): void {
  const reason = overdueReason(draft.durable, compartment);
  if (reason !== undefined) return takeBack(draft, who, compartment, reason);
  staffStep(draft, { kind: "reason", who, compartment });
}

const REASONS: Readonly<Record<string, RetrievalReason>> = {
  "reason-to-counter": "to-counter",
  "reason-refused": "refused",
  "reason-mistake": "mistake",
};

function reasonChoice(
  draft: Draft,
  { who, compartment }: Extract<StaffStep, { readonly kind: "reason" }>,
  choice: string,
): void {
  const reason = REASONS[choice];
  if (choice !== "back" && choice !== "extend-door" && reason === undefined) return;
  const isListed = worklist(draft.durable, draft.site, "take-back").includes(compartment);
  if (choice === "back" || !isListed) return toTakeBack(draft, who);
  if (reason !== undefined) return takeBack(draft, who, compartment, reason);
  giveMoreDays(draft, who, { task: "take-back", page: 0, number: compartment });
}

function failedChoice(
  draft: Draft,
  step: Extract<StaffStep, { readonly kind: "door-failed" }>,
  choice: string,
): void {
  if (choice === "again") return tryAgainForStaff(draft, step);
  if (choice !== "back") return;
  giveUpDoor(draft, step.work);
  staffStep(draft, { kind: "menu", who: step.who });
}

/** Only a door that nobody can see has a button: whoever closed it says so. */
function openChoice(
  draft: Draft,
  { who, work }: Extract<StaffStep, { readonly kind: "open" }>,
  choice: string,
): void {
  const { grant } = draft.durable;
  if (choice === "door-closed" && grant?.opened === "driven")
    staffDoorSettled(draft, grant, who, work);
}

function roundChoice(draft: Draft, who: SignedIn, work: OnRound, choice: string): void {
  if (choice === "skip-door") skipOnRound(draft, who, work);
  if (choice === "leave-longer") extendOnRound(draft, who, work);
}

/** On a round only a label takes a document out of the ledger. */
function takenOutChoice(draft: Draft, who: SignedIn, work: Undo | TakeBack, choice: string): void {
  if (isRoundWork(work)) return roundChoice(draft, who, work, choice);
  if (choice === "taken-out") return takenOut(draft, who, work);
  if (choice === "left-inside") leftInside(draft, who, work);
}

function checkChoice(
  draft: Draft,
  step: Extract<StaffStep, { readonly kind: "check" }>,
  choice: string,
): void {
  const { who, work } = step;
  if (choice === "open-again")
    return openForStaff(draft, who, work.kind === "inspect" ? lookedIntoAgain(work) : work);
  if (work.kind === "deposit") {
    if (choice === "deposit-in") return deposited(draft, who, work);
    if (choice === "deposit-empty") depositEmpty(draft, who, work);
    return;
  }
  if (work.kind !== "inspect") return takenOutChoice(draft, who, work, choice);
  if (choice === "found-empty") foundEmpty(draft, who, work);
  if (choice === "found-document") foundDocument(draft, who, work);
  if (choice === "no-label") foundUnlabelled(draft, who, work);
}
