// What the desk or an integrator may ask of a running terminal. Each is answered by facts, or refused in one sentence.
import { pickupOf } from "../applier.ts";
import { type Draft, perform, queueMessage, record } from "../draft.ts";
import type { DeskInput } from "../inputs.ts";
import type { BoardId, GroupId, PickupId } from "../ids.ts";
import { compartmentOf, type Pickup } from "../state.ts";
import { ANNOUNCED_KEPT_MS } from "../pickup/deposit.ts";
import { extend, mayEndAt } from "../pickup/extension.ts";
import { resumeBank } from "../visit/staff-input.ts";

/** More would not fit the four digits of a locator with thirty days of rest. */
const PICKUPS_MAX = 2000;

/** A household; more would be a screen that nobody waits for. */
const GROUP_MAX = 8;

const refuse = (draft: Draft, why: string): void => perform(draft, { kind: "refuse-desk", why });

export function deskAsked(draft: Draft, input: DeskInput): void {
  draft.actor = { kind: "desk" };
  switch (input.kind) {
    case "pickup-announced":
      return announce(draft, input);
    case "pickup-withdrawal-asked":
      return withdraw(draft, input.pickup, input.reason);
    case "pickup-extension-asked":
      return waitUntil(draft, input.pickup, input.untilMs);
    case "pickup-release-asked":
      return withLive(draft, input.pickup, () =>
        record(draft, { kind: "pickup-released", pickup: input.pickup }),
      );
    case "resend-asked":
      return withLive(draft, input.pickup, (pickup) => resend(draft, pickup));
    case "reissue-asked":
      return withLive(draft, input.pickup, (pickup) => reissue(draft, pickup, input.which));
    case "bank-resume-asked":
      return resume(draft, input.board);
    case "compartment-disable-asked":
      if (!draft.site.compartments.has(input.compartment))
        return refuse(draft, `there is no compartment ${input.compartment}`);
      return record(draft, {
        kind: "compartment-disabled",
        compartment: input.compartment,
        reason: input.reason,
      });
    case "compartment-enable-asked":
      if (compartmentOf(draft.durable, input.compartment).disabled === undefined)
        return refuse(draft, `compartment ${input.compartment} is not disabled`);
      return record(draft, { kind: "compartment-enabled", compartment: input.compartment });
  }
}

function resume(draft: Draft, board: BoardId): void {
  const stopped = draft.durable.boards[board]?.stopped;
  if (stopped === undefined || !draft.site.boards.includes(board))
    return refuse(draft, `board ${board} is not stopped`);
  if (stopped === "ledger-behind-board")
    return refuse(draft, `board ${board} knows a later ledger; run "loket24 ledger restore"`);
  resumeBank(draft, board);
}

function announce(
  draft: Draft,
  input: Extract<DeskInput, { readonly kind: "pickup-announced" }>,
): void {
  const { pickup, product, locator, language, lowCompartment, group } = input;
  if (!draft.site.policies.has(product))
    return refuse(draft, `no policy in use hands over "${product}"`);
  if (pickupOf(draft.durable, pickup) !== undefined)
    return refuse(draft, "this pickup is announced already");
  if (draft.durable.locators.has(locator)) return refuse(draft, `locator ${locator} is taken`);
  if (draft.durable.pickups.size >= PICKUPS_MAX)
    return refuse(draft, `the terminal keeps at most ${PICKUPS_MAX} pickups; end some first`);
  if (group !== undefined && sizeOf(draft, group) >= GROUP_MAX)
    return refuse(draft, `a group holds at most ${GROUP_MAX} documents; announce it without one`);
  const untilMs = draft.at.wallMs + ANNOUNCED_KEPT_MS;
  record(draft, {
    kind: "pickup-announced",
    pickup,
    product,
    locator,
    language,
    lowCompartment,
    untilMs,
    ...(group === undefined ? {} : { group }),
  });
}

/** Of documents that are on their way or wait here. */
function sizeOf({ durable }: Draft, group: GroupId): number {
  let size = 0;
  for (const pickup of durable.pickups.values())
    if (pickup.group === group && pickup.phase !== "ended") size += 1;
  return size;
}

function withLive(draft: Draft, id: PickupId, act: (pickup: Pickup) => void): void {
  const pickup = pickupOf(draft.durable, id);
  if (pickup === undefined) return refuse(draft, `there is no pickup ${id}`);
  if (pickup.phase === "ended") return refuse(draft, `pickup ${id} has ended: ${pickup.end}`);
  act(pickup);
}

/** Not while a clerk holds the document before an open door: then nobody knows where it will be. */
function withdraw(draft: Draft, id: PickupId, reason: string): void {
  withLive(draft, id, () =>
    isBeingMoved(draft, id)
      ? refuse(draft, "a clerk has it in hand just now; ask again in a minute")
      : record(draft, { kind: "pickup-withdrawn", pickup: id, reason }),
  );
}

function isBeingMoved({ durable, live }: Draft, id: PickupId): boolean {
  const authority = durable.grant?.authority;
  if (authority?.kind === "deposit" || authority?.kind === "undo-deposit")
    if (authority.pickup === id) return true;
  if (live.visit.kind !== "staff" || !("work" in live.visit.step)) return false;
  const { work } = live.visit.step;
  return (work.kind === "deposit" || work.kind === "undo") && work.pickup === id;
}

function waitUntil(draft: Draft, id: PickupId, untilMs: number): void {
  withLive(draft, id, (pickup) =>
    mayEndAt(draft, untilMs)
      ? extend(draft, pickup, untilMs)
      : refuse(draft, "the new last day must lie in the future, within ten years"),
  );
}

/** Repeats the current code: nothing changes but that it is sent once more. */
function resend(draft: Draft, pickup: Pickup): void {
  if (pickup.phase !== "waiting" || pickup.dead !== undefined || pickup.codeUsed)
    return refuse(draft, "it has no code that works now");
  queueMessage(draft, pickup.id, "document-ready");
}

/** A lost code dies at once; failure counts stay. A used one is renewed only by a clerk who has looked. */
function reissue(draft: Draft, pickup: Pickup, which: "pin" | "qr"): void {
  if (pickup.codeUsed)
    return refuse(draft, "its code has opened the door; inspect the compartment first");
  const counter = (which === "pin" ? pickup.pinCounter : pickup.qrCounter) + 1;
  record(draft, { kind: "code-reissued", pickup: pickup.id, which, counter });
  if (pickup.phase === "waiting" && pickup.undoUntilMonoMs === undefined)
    queueMessage(draft, pickup.id, "code-renewed");
}
