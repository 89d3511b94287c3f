// "Send the messages now": a clerk who has looked over the session lets its holders hear at once, instead of when nobody can undo the
// deposit any more. After that nobody can.
import type { Draft } from "../draft.ts";
import { tellNow, untold } from "../pickup/telling.ts";
import type { Choice } from "../screen.ts";
import type { State } from "../state.ts";
import { staffStep } from "./person.ts";
import { countSent } from "./session.ts";
import { choices } from "./shown.ts";
import type { SignedIn } from "./visit.ts";

/** Only while somebody has not heard yet. */
export const sendChoices = (state: State): readonly Choice[] =>
  untold(state).length === 0 ? [] : choices(undefined, "send-now");

export function sendNow(draft: Draft, who: SignedIn): void {
  countSent(draft, tellNow(draft));
  staffStep(draft, { kind: "finished", who });
}
