// The model of who of the staff is there, beside that of doors and documents: who signed in, and which colleague proved to stand
// beside them since. Taken as it comes; what no row may do is in reference-rules.ts and witness-rules.ts.
import type { Fact } from "#domain/facts.ts";

export type SessionModel = { signedIn: string | undefined; witness: string | undefined };

export const createSessionModel = (): SessionModel => ({ signedIn: undefined, witness: undefined });

/** Only what changes who is there; every other kind leaves it as it is. */
export const sessionTakes: {
  readonly [Kind in Fact["kind"]]?: (
    model: SessionModel,
    fact: Extract<Fact, { readonly kind: Kind }>,
  ) => void;
} = {
  "terminal-started": (model) => enter(model, undefined),
  "ledger-restored": (model) => enter(model, undefined),
  "staff-signed-in": (model, { staff }) => enter(model, staff),
  "staff-signed-out": (model) => enter(model, undefined),
  "visit-ended": (model) => enter(model, undefined),
  "staff-witnessed": (model, { staff }) => void (model.witness = staff),
};

/** Whoever comes, comes alone. */
function enter(model: SessionModel, staff: string | undefined): void {
  model.signedIn = staff;
  model.witness = undefined;
}
