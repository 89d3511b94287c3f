// What a citizen sees at each step. Words live with the screen's texts; here are only names, numbers and choices.
import { TRIES_PER_VISIT, typingOpensAtMonoMs } from "../codes/budget.ts";
import type { Moment } from "../moment.ts";
import { doorStateOf, type State } from "../state.ts";
import { leftOf, waitingOf } from "./group.ts";
import { BIRTH_DATE_GROUPS, codeGroups } from "./keypad.ts";
import { helpScreen, minutesUntil } from "./screen-help.ts";
import { type Shown, choices, fieldOf, home, remindersOf } from "./shown.ts";
import type { CitizenStep, CitizenVisit } from "./visit.ts";

export function citizenScreen(state: State, visit: CitizenVisit, now: Moment): Shown {
  const { step } = visit;
  switch (step.kind) {
    case "home":
      return home;
    case "help":
    case "privacy":
    case "telephone":
    case "code-sent":
    case "sending-locked":
      return helpScreen(state, step, now);
    case "code":
      return {
        name: step.after === undefined ? "citizen-code" : "citizen-also-code",
        choices: choices(undefined, "stop", "help"),
        field: fieldOf(codeGroups(state.site), step.digits, step.digits),
      };
    case "birth-date":
      return birthDate(step);
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
        choices: orGoOn(state, visit),
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
      return atDoor(state, visit, step);
    case "next-door":
      return nextDoor(state, step);
    case "done":
      return done(state, visit);
  }
}

function birthDate({ digits, of }: Extract<CitizenStep, { readonly kind: "birth-date" }>): Shown {
  const field = fieldOf(BIRTH_DATE_GROUPS, digits, digits);
  if (of.kind === "group")
    return { name: "citizen-group-date", choices: choices(undefined, "not-now"), field };
  // One number may be a household's: it is not asked who stands there.
  const name = of.kind === "code-again" ? "citizen-holder-date" : "citizen-birth-date";
  return { name, choices: choices(undefined, "stop"), field };
}

function wrong(visit: CitizenVisit): Shown {
  const tries = TRIES_PER_VISIT - visit.tries;
  return {
    name: "citizen-wrong",
    choices: tries > 0 ? choices("try-again", "stop") : choices("back"),
    values: tries > 0 ? { tries } : { last: 1 },
  };
}

function typingLocked(state: State, now: Moment): Shown {
  return {
    name: "citizen-typing-locked",
    choices: choices("back"),
    values: { count: minutesUntil(typingOpensAtMonoMs(state.durable, now.monoMs), now) },
  };
}

/** Who fetches for a family hears how many it were, and how many are still here. */
function done(state: State, { collected, group }: CitizenVisit): Shown {
  const waiting = group === undefined ? 0 : waitingOf(state, group);
  return {
    name: "citizen-done",
    choices: choices(undefined, "next-document"),
    values: {
      ...(collected > 1 ? { count: collected } : {}),
      ...(waiting > 0 ? { waiting } : {}),
    },
  };
}

function nextDoor(
  state: State,
  { compartment }: Extract<CitizenStep, { readonly kind: "next-door" }>,
): Shown {
  return {
    name: "citizen-next-door",
    choices: choices("open-next", "not-now"),
    values: { door: compartment },
    door: { compartment, state: doorStateOf(state, compartment) },
  };
}

/** One document is for staff now; where others of its group can still be fetched, they are first. */
const orGoOn = (state: State, { group }: CitizenVisit): Shown["choices"] =>
  group !== undefined && leftOf(state, group).length > 0
    ? choices("next-of-group", "back")
    : choices("back");

type DoorStep = Extract<
  CitizenStep,
  { readonly kind: "opening" | "jammed" | "plan-b" | "open" | "taken" }
>;

/** Which of several this door is; the first says how many there are. */
function placeInGroup({ group }: CitizenVisit): Readonly<Record<string, number>> {
  if (group === undefined || group.count < 2) return {};
  const nth = group.past.length;
  // A bank that came back meanwhile can make them more than they were.
  const of = Math.max(nth, group.count);
  return nth > 1 ? { nth, of } : { nth, of, documents: of };
}

function atDoor(state: State, visit: CitizenVisit, step: DoorStep): Shown {
  if (step.kind === "plan-b")
    return {
      name: "citizen-plan-b",
      choices: orGoOn(state, visit),
      values: { reference: step.reference, why: step.why },
    };
  const { compartment } = step;
  const door = { door: { compartment, state: doorStateOf(state, compartment) } };
  const values = { door: compartment };
  switch (step.kind) {
    case "opening":
      return {
        name: "citizen-door-opening",
        choices: [],
        values: { ...values, ...placeInGroup(visit) },
        ...door,
      };
    case "jammed":
      return {
        name: "citizen-door-jammed",
        choices: choices("try-again", "stop"),
        values,
        ...door,
      };
    case "open":
      return open(state, { ...values, ...placeInGroup(visit) }, door);
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
