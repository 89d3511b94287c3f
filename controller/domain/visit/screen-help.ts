// What whoever asks for help sees: what to bring, what is kept about them, and how their code is sent again. What is sent, and how
// often, is in code-again.ts.
import { againOpensAtMonoMs } from "../codes/again-budget.ts";
import { MINUTE_MS, type Moment } from "../moment.ts";
import type { State } from "../state.ts";
import { type Shown, choices, fieldOf } from "./shown.ts";
import { TELEPHONE_DIGITS_MIN, telephoneGroups } from "./telephone.ts";
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
      return telephone(step);
    case "code-sent":
      return { name: "citizen-code-sent", choices: choices("type-code", "back") };
    case "sending-locked":
      return {
        name: "citizen-sending-locked",
        choices: choices("back"),
        values: { count: minutesUntil(againOpensAtMonoMs(state.durable, now.monoMs), now) },
      };
  }
}

/** Where no code goes by SMS there is no number to ask for. */
const help = ({ site }: State): Shown =>
  site.callingCode === undefined
    ? { name: "citizen-help", choices: choices("back", "privacy") }
    : { name: "citizen-help", choices: choices("send-again", "back", "privacy") };

function telephone({
  digits,
  tooShort,
}: Extract<CitizenStep, { readonly kind: "telephone" }>): Shown {
  return {
    name: "citizen-telephone",
    choices: choices(undefined, "stop"),
    field: { ...fieldOf(telephoneGroups(digits), digits, digits), least: TELEPHONE_DIGITS_MIN },
    values: tooShort ? { short: 1 } : {},
  };
}

export const minutesUntil = (atMonoMs: number, { monoMs }: Moment): number =>
  Math.max(1, Math.ceil((atMonoMs - monoMs) / MINUTE_MS));
