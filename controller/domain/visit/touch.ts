// The one door through which people reach the terminal: keys, choices, languages, displays and scans, sorted by who stands there.
import type { Draft } from "../draft.ts";
import { type CompartmentNumber, parseCompartmentNumber } from "../ids.ts";
import type { ScreenInput } from "../inputs.ts";
import { echoScan, scannerTester } from "../technician/scanner-echo.ts";
import { outOfService } from "../terminal/out-of-service.ts";
import { citizenChoice, citizenKey, homeChoice } from "./citizen-input.ts";
import { checkScanned } from "./citizen-proof.ts";
import { changeDisplay } from "./display.ts";
import { looksInside } from "./inspection.ts";
import { chooseLanguage } from "./language.ts";
import { leave } from "./leave.ts";
import { isDepositing } from "./next-scan.ts";
import { citizenStep, stayLonger } from "./person.ts";
import { isOnRound } from "./round.ts";
import { giveUpSignIn, readBadgeOver } from "./sign-in-over.ts";
import { BADGE_PREFIX } from "./staff-sign-in.ts";
import { staffChoice, staffKey, staffScan } from "./staff-input.ts";
import { type StaffStep, type Visit, signedIn } from "./visit.ts";
import { atWitness, showWitnessBadge } from "./witness.ts";

export function screenTouched(draft: Draft, input: ScreenInput): void {
  switch (input.kind) {
    case "code-scanned":
      return scanned(draft, input.text);
    case "language-chosen":
      return chooseLanguage(draft, input.language);
    case "moved":
      return moved(draft);
    case "display-changed":
      return changeDisplay(draft, input.change);
    case "key-pressed":
    case "choice-made":
      return touched(draft, input);
  }
}

/** The time to choose is counted from the last key that somebody pressed, whatever it did. */
function moved(draft: Draft): void {
  const { visit } = draft.live;
  if (visit.kind !== "none") stayLonger(draft, visit);
}

function touched(
  draft: Draft,
  input: Extract<ScreenInput, { readonly kind: "key-pressed" | "choice-made" }>,
): void {
  const { visit } = draft.live;
  if (visit.kind !== "none" && visit.warned) return answerWarning(draft, visit, input);
  if (input.kind === "key-pressed") {
    if (visit.kind === "citizen") citizenKey(draft, visit, input.key);
    if (visit.kind === "staff") staffKey(draft, visit, input.key);
    return;
  }
  const { choice } = input;
  if (visit.kind === "citizen" && (LEADS_AWAY.has(choice) || !mayNotBegin(draft, visit)))
    return citizenChoice(draft, visit, choice);
  if (visit.kind === "staff") return staffChoice(draft, visit, choice, doorOf(input.number));
  if (outOfService(draft) === undefined) homeChoice(draft, choice);
}

const LEADS_AWAY: ReadonlySet<string> = new Set(["back", "stop"]);
const BEFORE_ANY_CODE: ReadonlySet<string> = new Set(["home", "help", "privacy"]);

/** Nothing begins while the terminal cannot promise a door; what has begun is seen through. */
const mayNotBegin = (draft: Draft, visit: Visit): boolean =>
  visit.kind === "citizen" &&
  BEFORE_ANY_CODE.has(visit.step.kind) &&
  outOfService(draft) !== undefined;

function doorOf(number: number | undefined): CompartmentNumber | undefined {
  const parsed = number === undefined ? undefined : parseCompartmentNumber(number);
  return parsed?.ok === true ? parsed.value : undefined;
}

/** While the warning stands, any touch but "stop" asks for more time, and means nothing else. */
function answerWarning(
  draft: Draft,
  visit: Exclude<Visit, { readonly kind: "none" }>,
  input: ScreenInput,
): void {
  if (input.kind !== "choice-made" || input.choice !== "stop") return stayLonger(draft, visit);
  // Whoever gives up signing in finds the beginning as they had made it, here as at the digits.
  if (visit.kind === "staff" && signedIn(visit.step) === undefined)
    return giveUpSignIn(draft, visit);
  leave(draft, "stopped");
}

/**
 * A scan starts over on any screen, except while a door is being opened or stands open: there a clerk reads only what lies inside,
 * or the label of the document after this one.
 */
function scanned(draft: Draft, text: string): void {
  const { visit } = draft.live;
  const tester = scannerTester(visit);
  if (tester !== undefined) return echoScan(draft, tester, text);
  const isBadge = text.startsWith(BADGE_PREFIX);
  if (draft.durable.grant !== undefined && !isReadAtDoor(visit, isBadge)) return;
  if (isBadge) return badgeShown(draft, text);
  if (visit.kind === "staff") return staffScan(draft, visit, text);
  if (outOfService(draft) !== undefined) return;
  const after =
    visit.kind === "citizen" && visit.step.kind === "also-qr" ? visit.step.proof : undefined;
  if (visit.kind === "citizen" && after === undefined) startOver(draft, visit);
  checkScanned(draft, text, after);
}

/** Somebody else signs in; or a colleague comes to stand beside who is there. */
function badgeShown(draft: Draft, badge: string): void {
  const witness = atWitness(draft.live.visit);
  if (witness !== undefined) return showWitnessBadge(draft, witness, badge);
  readBadgeOver(draft, badge);
}

/** At plan B a citizen may start over; at a clerk's open door labels are read, and whoever opened it is signed in already. */
const isReadAtDoor = (visit: Visit, isBadge: boolean): boolean =>
  staysAtPlanB(visit) || (!isBadge && visit.kind === "staff" && readsLabels(visit.step));

const readsLabels = (step: StaffStep): boolean =>
  looksInside(step) || isDepositing(step) || isOnRound(step);

const staysAtPlanB = (visit: Visit): boolean =>
  visit.kind === "citizen" && (visit.step.kind === "jammed" || visit.step.kind === "plan-b");

/** The same person goes on, in the same language and display; only a step that concerns a door is settled first. */
function startOver(draft: Draft, visit: Extract<Visit, { readonly kind: "citizen" }>): void {
  if (visit.step.kind !== "taken" && !staysAtPlanB(visit)) return;
  leave(draft, "started-over");
  const { language, languageChosen, display, collected } = visit;
  citizenStep(draft, { kind: "home" }, { language, languageChosen, display, collected });
}
