// What the host remembers of one bus and of each board on it, and how a step over it is put together.
// Only shapes and plumbing: every rule of the protocol stands in the host-*.ts file named for it.
import type { HostAsk, HostLinkConfig, HostLinkOutput } from "./host-link-types.ts";
import type { Boot, LedPattern, Nonce, Request } from "./messages.ts";

export type HostLink = {
  readonly config: HostLinkConfig;
  readonly portOpen: boolean;
  readonly boards: readonly HostBoard[];
  readonly watchedAddr: number | undefined;
  /** Counts transmissions; the board with the lowest `servedTurn` has waited longest. */
  readonly turn: number;
  /** The lines just sent whose local echo was not heard, as many as one request has tries [LL-2.4]. */
  readonly echoes: readonly string[];
  readonly echoSaid: boolean;
  readonly secondHost: boolean;
  readonly refusedSaidAtMs: number | undefined;
  readonly reopen: { readonly atMs: number; readonly delayMs: number };
  readonly wakeAtMs: number | undefined;
};

/** `unheard`: nothing asked of it has ever failed or been answered. */
export type Health = "unheard" | "up" | "suspect" | "lost";

export type HostBoard = {
  readonly addr: number;
  readonly key: Uint8Array | undefined;
  readonly health: Health;
  /** Since when something is unanswered; any answer clears it. */
  readonly silentSinceMs: number | undefined;
  readonly session: Session | undefined;
  readonly exchange: Exchange | undefined;
  readonly greeting: Greeting;
  readonly clock: BoardClock | undefined;
  readonly events: EventCursor;
  readonly pollAtMs: number;
  readonly statAtMs: number;
  readonly wishes: Wishes;
  /** Highest `op` that ever went out to this board in an exchange that has ended. */
  readonly highestOpSent: number;
  readonly seqErrorAtMs: number | undefined;
  readonly servedTurn: number;
};

/** From one HELLO to the next. `seq` is the last one used [LL-3.2]; `key` is there in a keyed session [LL-6.1]. */
export type Session = {
  readonly boot: Boot;
  readonly seq: number;
  readonly key: Uint8Array | undefined;
};

/** One request until it is answered or given up. Without `deadlineMs` it waits for its next try. */
export type Exchange = {
  readonly request: Request;
  readonly seq: number;
  readonly line: string;
  readonly tries: number;
  readonly deadlineMs: number | undefined;
};

/** When the next HELLO may go, how many went unanswered since the board was lost, and the random number for it. */
export type Greeting = {
  readonly atMs: number;
  readonly probes: number;
  readonly nonce: Nonce | undefined;
  readonly nonceAsked: boolean;
};

/** The board's `t` as it was when its reply arrived [LL-4.8]. */
export type BoardClock = { readonly tMs: number; readonly readAtMs: number };

/**
 * `ackN` is durable and may be told to the board; up to `reportedN` the controller has been told [LL-5.4]; `newestN` is the
 * board's newest event as its HELLO told.
 */
export type EventCursor = {
  readonly boot: Boot | undefined;
  readonly durable: { readonly boot: Boot; readonly n: number } | undefined;
  readonly ackN: number;
  readonly reportedN: number;
  readonly newestN: number;
  readonly ackWaiting: boolean;
};

export type PulseAsk = Extract<HostAsk, { kind: "open" | "vend" }>;
export type Wishes = {
  readonly pulses: readonly PulseAsk[];
  readonly results: readonly number[];
  readonly leds: ReadonlyMap<number, LedPattern>;
  readonly ident: boolean;
};

export type HostStep = { readonly link: HostLink; readonly outputs: readonly HostLinkOutput[] };
export type BoardStep = { readonly board: HostBoard; readonly outputs: readonly HostLinkOutput[] };

export const noWishes: Wishes = { pulses: [], results: [], leds: new Map(), ident: false };

/** At most one request is in flight on a bus [LL-3.1]. */
export const boardInFlight = (link: HostLink): HostBoard | undefined =>
  link.boards.find(({ exchange }) => exchange?.deadlineMs !== undefined);

/** Runs the parts of a step one after the other and keeps their outputs in order. */
export function inOrder(
  link: HostLink,
  ...parts: readonly ((link: HostLink) => HostStep)[]
): HostStep {
  const outputs: HostLinkOutput[] = [];
  let current = link;
  for (const part of parts) {
    const step = part(current);
    outputs.push(...step.outputs);
    current = step.link;
  }
  return { link: current, outputs };
}

/** A step that changes no board gives back the very same link: most of them change one, and each line waits for its step. */
export function onEveryBoard(link: HostLink, change: (board: HostBoard) => BoardStep): HostStep {
  const outputs: HostLinkOutput[] = [];
  let boards: HostBoard[] | undefined;
  for (const [at, board] of link.boards.entries()) {
    const step = change(board);
    if (step.outputs.length > 0) outputs.push(...step.outputs);
    if (step.board === board) continue;
    boards ??= [...link.boards];
    boards[at] = step.board;
  }
  return { link: boards === undefined ? link : { ...link, boards }, outputs };
}

export const onBoard = (
  link: HostLink,
  addr: number,
  change: (board: HostBoard) => BoardStep,
): HostStep =>
  onEveryBoard(link, (board) => (board.addr === addr ? change(board) : { board, outputs: [] }));
