// "Undo": the last deposit, while nobody has heard of it. Its door opens once more under an authority of its own, the document comes
// out, and its pickup is announced as before. No message went, so no code was given.
import type { Draft } from "../draft.ts";
import { undoable } from "../pickup/telling.ts";
import type { Choice } from "../screen.ts";
import type { State } from "../state.ts";
import { openForStaff } from "./staff-door.ts";
import type { SignedIn } from "./visit.ts";

/** The one button, with the number of its door; none once its holder is told. */
export function undoChoices(state: State): readonly Choice[] {
  const number = undoable(state)?.compartment;
  return number === undefined ? [] : [{ choice: "undo-deposit", primary: false, number }];
}

/** `number`: the door that stood on the button. Another deposit, or a message, may have come between. */
export function undoDeposit(draft: Draft, who: SignedIn, number: number | undefined): void {
  const pickup = undoable(draft);
  if (pickup?.compartment === undefined || pickup.compartment !== number) return;
  const { id, compartment } = pickup;
  openForStaff(draft, who, { kind: "undo", pickup: id, compartment });
}
