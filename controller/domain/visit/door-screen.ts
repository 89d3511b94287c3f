// What staff see at one door: while it opens, while it is open, when it stays shut, and what they are asked once it is closed again.
import { type State, compartmentOf } from "../state.ts";
import { ATTEMPTS_MAX } from "./attempts.ts";
import { isExtendable } from "./extension.ts";
import { type OnRound, isRoundWork } from "./round.ts";
import { type Shown, choices, doorOf, remindersOf } from "./shown.ts";
import type { Inspection, StaffStep } from "./visit.ts";

type DoorStep = Extract<StaffStep, { readonly kind: "opening" | "open" | "door-failed" | "check" }>;

export function atDoor(state: State, step: DoorStep): Shown {
  const { work } = step;
  const about = {
    values: {
      ...(work.kind === "inspect" ? labelValues(state, work) : {}),
      ...(isRoundWork(work) ? { round: work.round.label.kind } : {}),
      ...(work.kind === "deposit" && work.next.kind !== "none" ? { next: 1 } : {}),
      door: work.compartment,
      work: work.kind,
      reminder: remindersOf(state),
    },
    door: doorOf(state, work.compartment),
  };
  switch (step.kind) {
    case "opening":
      return { name: "clerk-door-opening", choices: [], ...about };
    case "open":
      return { name: "clerk-door-open", choices: blindChoices(state), ...about };
    case "door-failed":
      return { name: "clerk-door-failed", choices: failedChoices(step), ...about };
    case "check":
      return { ...checkOf(state, step), ...about };
  }
}

/** A restored ledger may only be too old to know the document: its label is worth another scan. */
function labelValues(
  { durable }: State,
  { compartment, label }: Inspection,
): Readonly<Record<string, string | number>> {
  if (label.kind === "own") return { own: 1 };
  const { doubt } = compartmentOf(durable, compartment);
  if (doubt === "old-document") return { nobodys: "old" };
  if (label.kind !== "foreign") return {};
  return { nobodys: doubt === "restored" ? "restored" : 1 };
}

/** A door that nobody can see is closed when whoever stands there says so. */
const blindChoices = (state: State): Shown["choices"] =>
  state.durable.grant?.opened === "driven" ? choices("door-closed") : [];

/** A deposit goes behind another door; any other work can only be behind this one, three times at most. */
const failedChoices = ({
  work,
  attempt,
}: Extract<DoorStep, { readonly kind: "door-failed" }>): Shown["choices"] =>
  work.kind === "deposit" || attempt < ATTEMPTS_MAX ? choices("again", "back") : choices("back");

type CheckStep = Extract<DoorStep, { readonly kind: "check" }>;

const takeBackCheck: Pick<Shown, "name" | "choices"> = {
  name: "clerk-take-back-check",
  choices: choices("taken-out", "left-inside", "open-again"),
};

function roundCheck(state: State, work: OnRound): Pick<Shown, "name" | "choices"> {
  if (work.round.label.kind === "looking") return { name: "staff-checking", choices: [] };
  const longer = isExtendable(state, work) ? ["leave-longer"] : [];
  return {
    name: "clerk-round-check",
    choices: choices("open-again", "skip-door", ...longer),
  };
}

function checkOf(state: State, { work }: CheckStep): Pick<Shown, "name" | "choices"> {
  switch (work.kind) {
    case "deposit":
      return {
        name: "clerk-deposit-check",
        choices: choices("deposit-in", "deposit-empty", "open-again"),
      };
    case "undo":
      return takeBackCheck;
    case "take-back":
      return isRoundWork(work) ? roundCheck(state, work) : takeBackCheck;
    case "inspect":
      return inspectCheckOf(work);
  }
}

function inspectCheckOf({ label }: Inspection): Pick<Shown, "name" | "choices"> {
  const name = "clerk-inspect-check";
  switch (label.kind) {
    case "unread":
    case "own":
      return { name, choices: choices("found-document", "found-empty", "open-again") };
    case "foreign":
      return { name, choices: choices("found-empty", "open-again") };
    case "asked":
      return { name: "clerk-inspect-label", choices: choices("open-again", "no-label") };
    case "looking":
      return { name: "staff-checking", choices: [] };
  }
}
