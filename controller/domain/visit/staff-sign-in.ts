// Staff sign in at the terminal: a badge that is scanned and a one-time code from their own authenticator (RFC 6238).
// An unknown badge sees the same screens as a known one.
import { type Draft, nextAsk, perform, record } from "../draft.ts";
import type { StaffId } from "../ids.ts";
import type { AnswerInput, Key } from "../inputs.ts";
import { SECOND_MS } from "../moment.ts";
import { TOTP_GROUPS, lengthOf, typeKey } from "./keypad.ts";
import { staffStep } from "./person.ts";
import type { StaffStep, StaffVisit } from "./visit.ts";

export const BADGE_PREFIX = "L24B:";
const TOTP_STEP_MS = 30 * SECOND_MS;

/** @param shown how the screen was shown before, where that stays */
export function readBadge(
  draft: Draft,
  badge: string,
  shown: Partial<Pick<StaffVisit, "language" | "display">> = {},
): void {
  const ask = nextAsk(draft);
  perform(draft, { kind: "read-badge", ask, badge });
  staffStep(draft, { kind: "badge", ask }, shown);
}

export function answerBadge(
  draft: Draft,
  answer: Extract<AnswerInput, { readonly kind: "badge-read" }>,
): void {
  const { visit } = draft.live;
  if (visit.kind !== "staff" || visit.step.kind !== "badge" || visit.step.ask !== answer.ask)
    return;
  const who =
    answer.staff === undefined || answer.role === undefined
      ? undefined
      : { staff: answer.staff, role: answer.role };
  staffStep(draft, { kind: "totp", digits: "", who });
}

export function totpKey(
  draft: Draft,
  step: Extract<StaffStep, { readonly kind: "totp" }>,
  key: Key,
): void {
  if (key !== "enter")
    return staffStep(draft, { ...step, digits: typeKey(step.digits, key, lengthOf(TOTP_GROUPS)) });
  if (step.digits.length !== lengthOf(TOTP_GROUPS)) return;
  const { who, digits } = step;
  const asked = askTotp(draft, who?.staff, digits);
  staffStep(
    draft,
    asked === undefined ? { kind: "refused" } : { kind: "totp-checking", ask: asked.ask, who },
  );
}

/**
 * Has the digits checked. `undefined`: refused without a check, as an unknown badge is, or an account that rests; of the latter nothing
 * is counted.
 */
export function askTotp(
  draft: Draft,
  staff: StaffId | undefined,
  token: string,
): { readonly ask: number; readonly staff: StaffId } | undefined {
  if (staff === undefined) {
    recordSignInFailed(draft, undefined);
    return undefined;
  }
  const budget = draft.durable.staff[staff];
  if ((budget?.lockedUntilMonoMs ?? 0) > draft.at.monoMs) return undefined;
  const ask = nextAsk(draft);
  const afterTimeStep = usableTimeStep(draft, budget?.timeStep);
  perform(draft, { kind: "check-totp", ask, staff, token, afterTimeStep });
  return { ask, staff };
}

/** A stored step in the future of a trusted clock came from a wrong clock, and would lock its owner out. */
function usableTimeStep(draft: Draft, timeStep: number | undefined): number | undefined {
  const future =
    timeStep !== undefined && timeStep > Math.floor(draft.at.wallMs / TOTP_STEP_MS) + 1;
  return future && draft.durable.clock.trusted ? undefined : timeStep;
}

export function answerTotp(
  draft: Draft,
  answer: Extract<AnswerInput, { readonly kind: "totp-checked" }>,
): void {
  const { visit } = draft.live;
  if (
    visit.kind !== "staff" ||
    visit.step.kind !== "totp-checking" ||
    visit.step.ask !== answer.ask
  )
    return;
  const { who } = visit.step;
  if (who === undefined || !answer.valid) {
    recordSignInFailed(draft, who?.staff);
    return staffStep(draft, { kind: "refused" });
  }
  staffStep(draft, { kind: "menu", who });
  record(draft, { kind: "staff-signed-in", staff: who.staff, timeStep: answer.timeStep });
}

/** After five failures the account rests; while it rests, nothing is checked and nothing counted. */
export function recordSignInFailed(draft: Draft, staff: StaffId | undefined): void {
  record(draft, { kind: "staff-sign-in-failed", ...(staff === undefined ? {} : { staff }) });
}
