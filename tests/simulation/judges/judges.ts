// Everybody who judges a simulated run. None knows another; the order is the order of their complaints.
import type { CreateJudge } from "../watch.ts";
import { createLedgerJudge } from "./ledger.ts";
import { createPulsesJudge } from "./pulses.ts";
import { createReferenceJudge } from "./reference.ts";

export const judges: readonly CreateJudge[] = [
  createPulsesJudge,
  createLedgerJudge,
  createReferenceJudge,
];
