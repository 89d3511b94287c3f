// What somebody of the staff has done since they signed in, for the summary at the end. Live only: the ledger has every row of it.
import { assert } from "../assert.ts";
import { type Draft, setVisit } from "../draft.ts";
import type { CompartmentNumber, StaffId } from "../ids.ts";
import type { Session, StaffVisit } from "./visit.ts";

export const newSession: Session = {
  loaded: 0,
  retrieved: 0,
  refused: 0,
  sent: 0,
  troubled: [],
  witness: undefined,
};

function staffAt({ live: { visit } }: Draft): StaffVisit {
  assert(visit.kind === "staff", "work of staff, and nobody of them is there");
  return visit;
}

export const sessionOf = (draft: Draft): Session => staffAt(draft).session;

function change(draft: Draft, next: (session: Session) => Session): void {
  const visit = staffAt(draft);
  setVisit(draft, { ...visit, session: next(visit.session) });
}

export const count = (draft: Draft, what: "loaded" | "retrieved" | "refused"): void =>
  change(draft, (session) => ({ ...session, [what]: session[what] + 1 }));

/** Put in by this session or by the one before: what is undone counts no more. */
export const uncount = (draft: Draft): void =>
  change(draft, (session) => ({ ...session, loaded: Math.max(0, session.loaded - 1) }));

export const noteTrouble = (draft: Draft, door: CompartmentNumber): void =>
  change(draft, (session) => ({
    ...session,
    troubled: [...session.troubled.filter((each) => each !== door), door],
  }));

export const countSent = (draft: Draft, sent: number): void =>
  change(draft, (session) => ({ ...session, sent: session.sent + sent }));

export const setWitness = (draft: Draft, witness: StaffId): void =>
  change(draft, (session) => ({ ...session, witness }));

/** What a screen says of it: only what there is. */
export function sessionValues(session: Session): Readonly<Record<string, string | number>> {
  const { loaded, retrieved, refused, sent, troubled } = session;
  return {
    ...(loaded === 0 ? {} : { loaded }),
    ...(retrieved === 0 ? {} : { retrieved }),
    ...(refused === 0 ? {} : { refused }),
    ...(sent === 0 ? {} : { sent }),
    ...(troubled.length === 0 ? {} : { troubled: troubled.toSorted((a, b) => a - b).join(", ") }),
  };
}

export const isEmpty = (session: Session): boolean =>
  Object.keys(sessionValues(session)).length === 0;
