// The order of things at a door, first half: may this lock fire now, and under which grant. One grant at a time [I1].
import { pickupOf } from "../applier.ts";
import { type Draft, perform, record } from "../draft.ts";
import type { Authority, Doubt, GrantOutcome } from "../facts.ts";
import type { CompartmentNumber, Op } from "../ids.ts";
import { isBehind } from "../terminal/out-of-service.ts";
import { type Result, failed, ok } from "../result.ts";
import { SECOND_MS } from "../moment.ts";
import { type Durable, compartmentOf, liveBoard } from "../state.ts";

/** A pulse may start this long after its decision at the latest [LL-4.8]. */
const GRANT_LIFE_MS = 2 * SECOND_MS;
/** Time for events to arrive after the board's own watch has ended, before it is asked. */
const ASK_MARGIN_MS = 1500;
const ASKS_MAX = 5;

export type GrantRefusal = "busy" | "board-away" | "bank-stopped" | "disabled" | "ledger-behind";

/** `op` = restore epoch × 10^12 + the grant's own row [LL-4.2]. */
export const nextOp = (durable: Durable): Op => durable.restoreEpoch * 1e12 + durable.seq + 1;

type GrantAsk = {
  readonly compartment: CompartmentNumber;
  readonly authority: Authority;
  readonly attempt: number;
};

function refusal(draft: Draft, ask: GrantAsk): GrantRefusal | undefined {
  const wired = draft.site.compartments.get(ask.compartment);
  if (wired === undefined) return "disabled";
  const board = draft.durable.boards[wired.board];
  const live = liveBoard(draft.live, wired.board);
  if (draft.durable.grant !== undefined) return "busy";
  if (isBehind(draft.durable)) return "ledger-behind";
  if (board === undefined || live.presence !== "good" || !live.doorsKnown) return "board-away";
  if (board.n < live.newestEvent) return "board-away";
  if (board.stopped !== undefined) return "bank-stopped";
  if (compartmentOf(draft.durable, ask.compartment).disabled !== undefined) return "disabled";
  // A board that knows a higher op has seen a later ledger than this one [LL-4.2].
  return nextOp(draft.durable) > board.highestOp ? undefined : "ledger-behind";
}

/** Writes the grant and fires its lock once. The lock fires only after the fact is durable: the loop sees to that. */
export function grantDoor(draft: Draft, ask: GrantAsk): Result<Op, GrantRefusal> {
  const refused = refusal(draft, ask);
  const wired = draft.site.compartments.get(ask.compartment);
  if (refused !== undefined || wired === undefined) return failed(refused ?? "disabled");
  const boot = draft.durable.boards[wired.board]?.boot ?? "";
  const op = nextOp(draft.durable);
  const { board, channel } = wired;
  const { pulseMs, openWaitMs } = draft.site;
  record(draft, { kind: "door-granted", op, ...ask, board, channel, boot, pulseMs });
  const byMonoMs = draft.at.monoMs + GRANT_LIFE_MS;
  draft.live = {
    ...draft.live,
    watch: {
      op,
      byMonoMs,
      stage: "fired",
      askAtMonoMs: byMonoMs + openWaitMs + ASK_MARGIN_MS,
      asksLeft: ASKS_MAX,
      reminders: 0,
      alarmed: false,
    },
  };
  // First of all: a POLL or LED before it would hold the half-duplex line for some 4 ms.
  perform(draft, {
    kind: "fire-lock",
    op,
    board,
    channel,
    boot,
    pulseMs,
    waitMs: openWaitMs,
    byMonoMs,
    authority: ask.authority,
  });
  perform(draft, { kind: "watch-board", board });
  perform(draft, { kind: "set-light", board, channel, pattern: "fast" });
  return ok(op);
}

/** Ends the live grant, whatever it was. It is never fired again. */
export function endGrant(draft: Draft, outcome: GrantOutcome, detail?: string): void {
  const { grant } = draft.durable;
  if (grant === undefined) return;
  record(draft, {
    kind: "grant-ended",
    op: grant.op,
    outcome,
    ...(detail === undefined ? {} : { detail }),
  });
  draft.live = { ...draft.live, watch: undefined };
  perform(draft, { kind: "watch-board", board: undefined });
  // A grant of before a rewiring may name a board that is gone.
  if (!draft.site.boards.includes(grant.board)) return;
  perform(draft, { kind: "set-light", board: grant.board, channel: grant.channel, pattern: "off" });
}

/** These doors never moved: what lies behind one is still there, its codes stay good, and nothing new came in. */
export const STAYED_SHUT: ReadonlySet<Doubt> = new Set<Doubt>(["not-opened", "drive-fault"]);

/** A clerk must look into this compartment before anything else happens there. */
export function doubt(draft: Draft, compartment: CompartmentNumber, why: Doubt): void {
  record(draft, { kind: "compartment-doubted", compartment, doubt: why });
  const pickup = pickupOf(draft.durable, compartmentOf(draft.durable, compartment).holds);
  if (pickup?.phase !== "waiting" || pickup.suspended !== undefined || STAYED_SHUT.has(why)) return;
  record(draft, { kind: "pickup-suspended", pickup: pickup.id, doubt: why });
}
