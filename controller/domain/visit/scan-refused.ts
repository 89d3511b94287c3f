// A label was scanned that cannot be put in: the clerk hears why, and it is counted. Never the judgement itself.
import type { Draft } from "../draft.ts";
import { staffStep } from "./person.ts";
import { count } from "./session.ts";
import type { ScanRefusal, SignedIn } from "./visit.ts";

export function refuseScan(draft: Draft, who: SignedIn, why: ScanRefusal): void {
  count(draft, "refused");
  staffStep(draft, { kind: "scan-refused", who, why });
}
