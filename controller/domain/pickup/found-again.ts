// A document that a clerk did not find where it should lie, and that turned up since: its pickup may begin anew, as long as its holder
// can still be told. Old codes stay dead, whoever may have seen or used them.
import { knownPickup } from "../applier.ts";
import { type Draft, record } from "../draft.ts";
import type { PickupId } from "../ids.ts";
import type { Pickup } from "../state.ts";
import { ANNOUNCED_KEPT_MS } from "./deposit.ts";

/** Erased: nobody can be told any more, and the desk has to announce it again. */
export const mayBeFoundAgain = ({ end, erased }: Pickup): boolean => end === "not-found" && !erased;

export function findAgain(draft: Draft, id: PickupId): void {
  const { pinCounter, qrCounter } = knownPickup(draft.durable, id);
  const untilMs = draft.at.wallMs + ANNOUNCED_KEPT_MS;
  record(draft, { kind: "pickup-found-again", pickup: id, untilMs });
  record(draft, { kind: "code-reissued", pickup: id, which: "pin", counter: pinCounter + 1 });
  record(draft, { kind: "code-reissued", pickup: id, which: "qr", counter: qrCounter + 1 });
}
