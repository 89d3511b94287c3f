// What whoever asks for help sees: what to bring, what is kept about them, and how their code is sent again. What is sent, and how
// often, is in code-again.ts.
import { againOpensAtMonoMs } from "../codes/again-budget.ts";
import { MINUTE_MS, type Moment } from "../moment.ts";
import type { State } from "../state.ts";
import { type Shown, choices, fieldOf } from "./shown.ts";
import { leastDigits, telephoneGroups } from "./telephone.ts";
import type { CitizenStep } from "./visit.ts";

type HelpStep = Extract<
  CitizenStep,
  { readonly kind: "help" | "privacy" | "telephone" | "code-sent" | "sending-locked" }
>;

export function helpScreen(state: State, step: HelpStep, now: Moment): Shown {
  switch (step.kind) {
    case "help":
      return help(state);
    case "privacy":
      return { name: "citizen-privacy", choices: choices("back") };
    case "telephone":
      return telephone(state, step);
    case "code-sent":
      return { name: "citizen-code-sent", choices: choices("type-code", "send-again", "back") };
    case "sending-locked":
      return sendingLocked(state, now);
  }
}

/** Where no code goes by SMS there is no number to ask for. */
const help = ({ site }: State): Shown =>
  site.callingCode === undefined
    ? { name: "citizen-help", choices: choices("back", "privacy") }
    : { name: "citizen-help", choices: choices("send-again", "back", "privacy") };

function telephone(
  { site }: State,
  { digits, tooShort }: Extract<CitizenStep, { readonly kind: "telephone" }>,
): Shown {
  const { callingCode = "" } = site;
  const least = leastDigits(callingCode);
  return {
    name: "citizen-telephone",
    choices: choices(undefined, "stop"),
    field: { ...fieldOf(telephoneGroups(digits, callingCode), digits, digits), least },
    values: tooShort ? { short: 1, count: least } : {},
  };
}

/** More minutes than these nobody counts: whoever reads it calls. */
const MINUTES_SAID_MAX = 90;

function sendingLocked({ durable }: State, now: Moment): Shown {
  const count = minutesUntil(againOpensAtMonoMs(durable, now.monoMs), now);
  return {
    name: "citizen-sending-locked",
    choices: choices("back"),
    values: count > MINUTES_SAID_MAX ? {} : { count },
  };
}

export const minutesUntil = (atMonoMs: number, { monoMs }: Moment): number =>
  Math.max(1, Math.ceil((atMonoMs - monoMs) / MINUTE_MS));
