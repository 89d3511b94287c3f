// What a citizen sees at each step. Words live with the screen's texts; here are only names, numbers and choices.
import { TRIES_PER_VISIT, typingOpensAtMonoMs } from "../codes/budget.ts";
import type { Moment } from "../moment.ts";
import { doorStateOf, type State } from "../state.ts";
import { BIRTH_DATE_GROUPS, codeGroups } from "./keypad.ts";
import { type Shown, choices, home, remindersOf } from "./shown.ts";
import type { CitizenStep, CitizenVisit } from "./visit.ts";

export function citizenScreen(state: State, visit: CitizenVisit, now: Moment): Shown {
  const { step } = visit;
  switch (step.kind) {
    case "home":
      return home;
    case "help":
      return { name: "citizen-help", choices: choices("back", "privacy") };
    case "privacy":
      return { name: "citizen-privacy", choices: choices("back") };
    case "code":
      return {
        name: step.after === undefined ? "citizen-code" : "citizen-also-code",
        choices: choices(undefined, "stop", "help"),
        field: fieldOf(codeGroups(state.site), step.digits, step.digits),
      };
    case "birth-date":
      return {
        name: "citizen-birth-date",
        choices: choices(undefined, "stop"),
        field: fieldOf(BIRTH_DATE_GROUPS, step.digits, step.digits),
      };
    case "also-qr":
      return { name: "citizen-also-qr", choices: choices(undefined, "stop") };
    case "checking":
      return { name: "citizen-checking", choices: [] };
    case "wrong":
      return wrong(visit);
    case "typing-locked":
      return typingLocked(state, now);
    case "not-here":
      return { name: "citizen-not-here", choices: choices("back") };
    case "needs-staff":
      return {
        name: "citizen-needs-staff",
        choices: choices("back"),
        values: step.why === undefined ? {} : { why: step.why },
      };
    case "hand-in":
      return {
        name: "citizen-hand-in",
        choices: choices("open-hand-in", "no-old-document", "stop"),
      };
    case "hand-in-check":
      return {
        name: "citizen-hand-in-check",
        choices: choices("deposit-in", "deposit-empty"),
        values: { door: step.compartment },
      };
    case "opening":
    case "jammed":
    case "plan-b":
    case "open":
    case "taken":
      return atDoor(state, step);
    case "done":
      return done(visit);
  }
}

/** Typed digits are shown: a code of twelve digits is typed right only if it can be read back. */
const fieldOf = (
  groups: readonly number[],
  digits: string,
  shown: string,
): NonNullable<Shown["field"]> => ({
  groups,
  typed: digits.length,
  shown,
});

function wrong(visit: CitizenVisit): Shown {
  const tries = TRIES_PER_VISIT - visit.tries;
  return {
    name: "citizen-wrong",
    choices: tries > 0 ? choices("try-again", "stop") : choices("back"),
    values: tries > 0 ? { tries } : { last: 1 },
  };
}

function typingLocked(state: State, now: Moment): Shown {
  const waitMs = typingOpensAtMonoMs(state.durable, now.monoMs) - now.monoMs;
  return {
    name: "citizen-typing-locked",
    choices: choices("back"),
    values: { count: Math.max(1, Math.ceil(waitMs / 60_000)) },
  };
}

/** Who fetches for a family hears how many it were. */
const done = ({ collected }: CitizenVisit): Shown => ({
  name: "citizen-done",
  choices: choices(undefined, "next-document"),
  values: collected > 1 ? { count: collected } : {},
});

type DoorStep = Extract<
  CitizenStep,
  { readonly kind: "opening" | "jammed" | "plan-b" | "open" | "taken" }
>;

function atDoor(state: State, step: DoorStep): Shown {
  if (step.kind === "plan-b")
    return {
      name: "citizen-plan-b",
      choices: choices("back"),
      values: { reference: step.reference, why: step.why },
    };
  const { compartment } = step;
  const door = { door: { compartment, state: doorStateOf(state, compartment) } };
  const values = { door: compartment };
  switch (step.kind) {
    case "opening":
      return { name: "citizen-door-opening", choices: [], values, ...door };
    case "jammed":
      return {
        name: "citizen-door-jammed",
        choices: choices("try-again", "stop"),
        values,
        ...door,
      };
    case "open":
      return open(state, values, door);
    case "taken":
      return {
        name: "citizen-taken",
        choices: step.stillInside
          ? choices("reopen", "door-taken")
          : choices("door-taken", "reopen", "door-nothing"),
        values: { ...values, inside: step.stillInside ? 1 : 0 },
        ...door,
      };
  }
}

function open(
  state: State,
  values: Readonly<Record<string, number>>,
  door: Pick<Shown, "door">,
): Shown {
  const reminder = remindersOf(state);
  const { grant } = state.durable;
  const isHandIn = grant?.authority.kind === "hand-in";
  const words = isHandIn ? choices("door-closed") : choices("door-taken", "door-nothing");
  const name = isHandIn ? "citizen-hand-in-open" : "citizen-door-open";
  return {
    name: reminder > 0 ? "citizen-door-still-open" : name,
    // A door that nobody can see needs the person's word; one that is seen is finished by closing it.
    choices: grant?.opened === "driven" ? words : [],
    values: { ...values, reminder },
    ...door,
  };
}
