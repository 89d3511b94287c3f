// Everybody who judges a simulated run. None knows another; the order is the order of their complaints.
import type { CreateJudge } from "../watch.ts";
import { createBudgetsJudge } from "./budgets.ts";
import { createCodeAgainJudge } from "./code-again.ts";
import { createCodesJudge } from "./codes.ts";
import { createHealingJudge } from "./healing.ts";
import { createLedgerJudge } from "./ledger.ts";
import { createPlacesJudge } from "./places.ts";
import { createPulsesJudge } from "./pulses.ts";
import { createReadingsJudge } from "./readings.ts";
import { createReferenceJudge } from "./reference.ts";
import { createRightDocumentJudge } from "./right-document.ts";
import { createSecretsJudge } from "./secrets.ts";

export const judges: readonly CreateJudge[] = [
  createPulsesJudge,
  createReadingsJudge,
  createLedgerJudge,
  createReferenceJudge,
  createPlacesJudge,
  createRightDocumentJudge,
  createCodesJudge,
  createBudgetsJudge,
  createCodeAgainJudge,
  createSecretsJudge,
  createHealingJudge,
];
