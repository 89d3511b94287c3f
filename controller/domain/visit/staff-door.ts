// A door opens for somebody of the staff under its own grant, or stays shut: what that means for the work, and for the round of which it is
// one door. Never what was found behind it: that is staff-work.ts.
import { doubt, doubtUnsettled, endGrant, grantDoor } from "../door/grant.ts";
import type { Draft } from "../draft.ts";
import type { StaffAuthority } from "../facts.ts";
import type { CompartmentNumber } from "../ids.ts";
import { compartmentOf } from "../state.ts";
import { AGAIN_AFTER_MS } from "./attempts.ts";
import { staffStep } from "./person.ts";
import { type OnRound, isRoundWork, passed, roundWork, skipped } from "./round.ts";
import { refuseScan } from "./scan-refused.ts";
import { noteTrouble } from "./session.ts";
import { askWitness, witnessed } from "./witness.ts";
import type { Round, SignedIn, Work } from "./visit.ts";

export function inspect(draft: Draft, who: SignedIn, compartment: CompartmentNumber): void {
  openForStaff(draft, who, { kind: "inspect", compartment, label: { kind: "unread" } });
}

export function openForStaff(draft: Draft, who: SignedIn, work: Work, attempt = 1): void {
  const authority = witnessed(draft, work, authorityOf(work));
  if (authority === undefined) return askWitness(draft, who, work);
  const granted = grantDoor(draft, { compartment: work.compartment, authority, attempt });
  if (granted.ok) return staffStep(draft, { kind: "opening", who, work });
  if (work.kind === "deposit") {
    doubtUnsettled(draft);
    return refuseScan(draft, who, "not-ready");
  }
  // Nothing was tried: its board is away, its bank stopped, or the door disabled.
  staffDoorStayed(draft, who, work, 0);
}

export function authorityOf(work: Work): StaffAuthority {
  switch (work.kind) {
    case "inspect":
      return { kind: "inspection" };
    case "deposit":
      return { kind: "deposit", pickup: work.pickup };
    case "undo":
      return { kind: "undo-deposit", pickup: work.pickup };
    case "take-back":
      return { kind: "retrieval", pickup: work.pickup };
  }
}

/** The door did not open for staff. Like a citizen they may push it, or ask again a second later. */
export function staffDoorStayed(draft: Draft, who: SignedIn, work: Work, attempt: number): void {
  const againAtMonoMs = draft.at.monoMs + AGAIN_AFTER_MS;
  noteTrouble(draft, work.compartment);
  if (isRoundWork(work)) return skipOnRound(draft, who, work);
  staffStep(draft, { kind: "door-failed", who, work, attempt, againAtMonoMs });
}

/** Staff turn to something else: a door that was fired at and stayed is out of service until somebody has looked. */
export function giveUpDoor(draft: Draft, work: Work): void {
  const wasFired = draft.durable.grant !== undefined;
  endGrant(draft, "not-opened");
  if (wasFired && compartmentOf(draft.durable, work.compartment).doubt === undefined)
    doubt(draft, work.compartment, "not-opened");
  doubtUnsettled(draft);
}

/** The next door of the round opens, now that the one before is done with; after the last one the clerk hears what came of it. */
export function goRound(draft: Draft, who: SignedIn, round: Round): void {
  const [compartment, ...left] = round.left;
  if (compartment === undefined) return staffStep(draft, { kind: "round-done", who, round });
  const work = roundWork(draft, compartment, { ...round, left });
  if (work === undefined)
    return goRound(draft, who, { ...passed(draft, round, compartment), left });
  openForStaff(draft, who, work);
}

/** Nothing can be said of this door: it waits for an inspection, and the round goes on. */
export function skipOnRound(draft: Draft, who: SignedIn, work: OnRound): void {
  giveUpDoor(draft, work);
  goRound(draft, who, skipped(work.round, work.compartment));
}
