// The lists of doors that wait for a clerk, a page at a time, and what is asked before one document is taken back.
import type { CompartmentNumber } from "../ids.ts";
import type { Choice } from "../screen.ts";
import type { State } from "../state.ts";
import { overdueReason } from "./round.ts";
import { type Shown, choices, doorOf } from "./shown.ts";
import type { StaffStep } from "./visit.ts";
import { LIST_PAGE, worklist } from "./worklist.ts";

export function list(state: State, step: Extract<StaffStep, { readonly kind: "list" }>): Shown {
  const numbers = worklist(state.durable, state.site, step.task);
  const page = numbers.slice(step.page * LIST_PAGE, (step.page + 1) * LIST_PAGE);
  const choiceOf = (number: CompartmentNumber): string => {
    if (step.task === "inspect") return "inspect-door";
    const isOverdue = overdueReason(state.durable, number) !== undefined;
    return `${step.task}-${isOverdue ? "overdue" : "door"}`;
  };
  const mayExtend =
    step.task === "take-back" && worklist(state.durable, state.site, "extend").length > 0;
  const doors: readonly Choice[] = page.map((number) => ({
    choice: choiceOf(number),
    primary: false,
    number,
  }));
  return {
    name: `clerk-${step.task}-list`,
    choices: [
      ...doors,
      ...choices(
        undefined,
        ...(numbers.length > LIST_PAGE ? ["next"] : []),
        ...(mayExtend ? ["extend"] : []),
        "back",
      ),
    ],
    values: {
      count: numbers.length,
      ...(step.task === "inspect" ? {} : { days: state.site.extensionDays }),
      ...(step.extended === undefined ? {} : { extended: step.extended }),
    },
  };
}

export const reason = (state: State, door: CompartmentNumber): Shown => ({
  name: "clerk-take-back-reason",
  choices: [
    ...choices("reason-to-counter", "reason-refused", "reason-mistake"),
    { choice: "extend-door", primary: false, number: door },
    ...choices(undefined, "back"),
  ],
  values: { door },
  door: doorOf(state, door),
});
