// The order of things at a door, first half: may this lock fire now, and under which grant. One grant at a time [I1].
import { pickupOf } from "../applier.ts";
import { type Draft, perform, record } from "../draft.ts";
import type { Authority, Doubt, GrantOutcome } from "../facts.ts";
import type { BoardId, CompartmentNumber, Op } from "../ids.ts";
import { isBehind } from "../terminal/out-of-service.ts";
import { type Result, failed, ok } from "../result.ts";
import { SECOND_MS } from "../moment.ts";
import { type Durable, type State, compartmentOf, liveBoard } from "../state.ts";

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

/** The lock of a door that may open now, and the boot that its operation will belong to [LL-4.4]. */
type Lock = { readonly board: BoardId; readonly channel: number; readonly boot: string };

type DoorAsk = Omit<GrantAsk, "attempt">;

function lockOf(draft: Draft, ask: DoorAsk): Result<Lock, GrantRefusal> {
  if (draft.durable.grant !== undefined) return failed("busy");
  return idleLockOf(draft, ask);
}

/** As if no other door were granted. */
function idleLockOf(
  { site, durable, live }: State,
  { compartment, authority }: DoorAsk,
): Result<Lock, GrantRefusal> {
  const wired = site.compartments.get(compartment);
  // A document may lie behind a door that has left the configuration.
  if (wired === undefined) return failed("disabled");
  const board = durable.boards[wired.board];
  const { doorsKnown, newestEvent } = liveBoard(live, wired.board);
  if (isBehind(durable)) return failed("ledger-behind");
  if (board === undefined || !doorsKnown || board.n < newestEvent) return failed("board-away");
  if (board.stopped !== undefined) return failed("bank-stopped");
  // Out of service for everybody but the technician who tests whether it can come back.
  const { disabled } = compartmentOf(durable, compartment);
  if (disabled !== undefined && authority.kind !== "self-test") return failed("disabled");
  // A board that knows a higher op has seen a later ledger than this one [LL-4.2].
  if (nextOp(durable) <= board.highestOp) return failed("ledger-behind");
  return ok({ board: wired.board, channel: wired.channel, boot: board.boot });
}

/** Asked before something else begins that only makes sense if this door can open afterwards. */
export const mayOpen = (draft: Draft, ask: DoorAsk): boolean => lockOf(draft, ask).ok;
/** The same of a door whose turn comes once the present one is done with. */
export const mayOpenNext = (state: State, ask: DoorAsk): boolean => idleLockOf(state, ask).ok;

/** Writes the grant and fires its lock once. The lock fires only after the fact is durable: the loop sees to that. */
export function grantDoor(draft: Draft, ask: GrantAsk): Result<Op, GrantRefusal> {
  const lock = lockOf(draft, ask);
  if (!lock.ok) return lock;
  const { board, channel, boot } = lock.value;
  const op = nextOp(draft.durable);
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
  const { holds, unsettled } = compartmentOf(draft.durable, compartment);
  // That it stays shut now tells nothing of what came of it when it opened.
  const said = unsettled && STAYED_SHUT.has(why) ? "interrupted" : why;
  record(draft, { kind: "compartment-doubted", compartment, doubt: said });
  const pickup = pickupOf(draft.durable, holds);
  if (pickup?.phase !== "waiting" || pickup.suspended !== undefined || STAYED_SHUT.has(said))
    return;
  record(draft, { kind: "pickup-suspended", pickup: pickup.id, doubt: said });
}

/** Who could have said what came of a door is gone: an earlier run's visit, or one that ends. */
export function doubtUnsettled(draft: Draft): void {
  for (const { number, unsettled } of Object.values(draft.durable.compartments))
    if (unsettled) doubt(draft, number, "interrupted");
}
