// What the terminal knows. `Durable` is the fold of the ledger and nothing else; `Live` is what a power cut may take:
// who stands there, what was typed, what the wires said last (ADR 0002). Both are plain data.
import type { AlarmKind, Authority, Doubt, MessageTemplate } from "./facts.ts";
import type {
  BoardId,
  CompartmentNumber,
  GroupId,
  Locator,
  Op,
  PickupId,
  ProductId,
  StaffId,
} from "./ids.ts";
import type { Language, Site } from "./site.ts";
import type { Visit } from "./visit/visit.ts";

export type State = { readonly site: Site; readonly durable: Durable; readonly live: Live };

// ---- durable --------------------------------------------------------------------------------------------------------

export type Pickup = {
  readonly id: PickupId;
  readonly product: ProductId;
  readonly locator: Locator;
  readonly language: Language;
  readonly lowCompartment: boolean;
  /** announced → waiting (its document lies in `compartment`) → ended. */
  readonly phase: "announced" | "waiting" | "ended";
  readonly end: "collected" | "retrieved" | "withdrawn" | "not-found" | undefined;
  readonly endedAtMs: number | undefined;
  readonly compartment: CompartmentNumber | undefined;
  readonly untilMs: number | undefined;
  /** Its holder has heard nothing yet: until then (monotonic time of this run) its deposit can be undone. */
  readonly undoUntilMonoMs: number | undefined;
  /** Clock epoch in which `untilMs` or `endedAtMs` was last written. */
  readonly stampEpoch: number;
  /** Why no code of a waiting pickup works any more, until staff act. */
  readonly dead: "expired" | "withdrawn" | undefined;
  readonly suspended: Doubt | undefined;
  readonly released: boolean;
  readonly pinCounter: number;
  readonly qrCounter: number;
  /** The codes of the present counters opened their door. */
  readonly codeUsed: boolean;
  /** Monotonic time of this run at which the collected door closed; a restart ends the grace. */
  readonly graceFromMonoMs: number | undefined;
  readonly failuresInRow: number;
  readonly failuresTotal: number;
  readonly wrongBirthDates: number;
  /** How often its code was sent again to whoever asked at the screen. */
  readonly sentAgain: number;
  readonly erased: boolean;
  /** The holder's old document came in: it is asked once. */
  readonly handedIn: boolean;
  /** Announced together with the others of this group. */
  readonly group: GroupId | undefined;
};

export type DoorState = "open" | "closed" | "unknown";
export type ItemState = "present" | "absent" | "unknown";

export type Compartment = {
  readonly number: CompartmentNumber;
  /** The pickup whose document is in it, as far as the ledger knows. */
  readonly holds: PickupId | undefined;
  /** A clerk must look before anything else happens here. */
  readonly doubt: Doubt | undefined;
  readonly disabled: string | undefined;
  readonly door: DoorState;
  readonly item: ItemState;
  /** The item sensor read present after the deposit: only then may "absent" prove anything. */
  readonly itemSeen: boolean;
  /** Opened under a grant, and nobody has said yet what came of it. */
  readonly unsettled: boolean;
  /** The last grant here, for a door that opens late. */
  readonly last:
    | { readonly op: Op; readonly outcome: string; readonly pickup: PickupId | undefined }
    | undefined;
};

export type Board = {
  readonly boot: string;
  /** The newest event that is durable [LL-5.4]. */
  readonly n: number;
  readonly highestOp: Op;
  readonly stopped: AlarmKind | undefined;
  readonly lost: boolean;
};

/** The one live grant. `opened` is what was observed since, never what was asked. */
export type Grant = {
  readonly op: Op;
  readonly compartment: CompartmentNumber;
  readonly board: BoardId;
  readonly channel: number;
  readonly boot: string;
  readonly authority: Authority;
  readonly attempt: number;
  readonly doorBefore: DoorState;
  readonly accepted: boolean;
  readonly opened: "no" | "seen" | "driven";
  readonly openedAtMonoMs: number | undefined;
  /** Set while the door is closed again. */
  readonly closedAtMonoMs: number | undefined;
  readonly itemWentAbsent: boolean;
};

/** Failures as moments of the running clock; a restart moves them by the worst of both clocks [I8]. */
export type TypingBudget = {
  readonly failuresAtMonoMs: readonly number[];
  readonly lockedUntilMonoMs: number;
  readonly locks: readonly number[];
};

export type StaffBudget = {
  readonly failures: number;
  readonly lockedUntilMonoMs: number;
  readonly timeStep: number | undefined;
};

export type QueuedMessage = { readonly pickup: PickupId; readonly template: MessageTemplate };

export type Durable = {
  readonly seq: number;
  readonly terminal: string;
  readonly keyId: string;
  readonly restoreEpoch: number;
  /** Length of the PINs that were sent, since the last start. */
  readonly pinDigits: 6 | 8 | undefined;
  readonly clock: {
    readonly epoch: number;
    readonly trusted: boolean;
    /** When the last fact was written, on both clocks. */
    readonly wallMs: number;
    readonly monoMs: number;
  };
  readonly pickups: ReadonlyMap<PickupId, Pickup>;
  readonly locators: ReadonlyMap<Locator, PickupId>;
  readonly compartments: Readonly<Record<CompartmentNumber, Compartment>>;
  readonly boards: Readonly<Record<BoardId, Board>>;
  /** The wiring under which a technician saw each door open (ADR 0030). */
  readonly commissioned: Readonly<Record<CompartmentNumber, string>>;
  /** Documents were put in before anybody walked the doors. */
  readonly servedUnwalked: boolean;
  readonly grant: Grant | undefined;
  readonly typing: TypingBudget;
  /** Monotonic times of this run at which anybody asked at the screen to have a code sent again. */
  readonly askedAgainAtMonoMs: readonly number[];
  readonly staff: Readonly<Record<StaffId, StaffBudget>>;
  readonly outbox: Readonly<Record<string, QueuedMessage>>;
  /** Whose own proof was given in the present visit. */
  readonly proven: readonly PickupId[];
};

export const initialDurable: Durable = {
  seq: 0,
  terminal: "",
  keyId: "",
  restoreEpoch: 0,
  pinDigits: undefined,
  clock: { epoch: 1, trusted: true, wallMs: 0, monoMs: 0 },
  pickups: new Map(),
  locators: new Map(),
  compartments: {},
  boards: {},
  commissioned: {},
  servedUnwalked: false,
  grant: undefined,
  typing: { failuresAtMonoMs: [], lockedUntilMonoMs: 0, locks: [] },
  askedAgainAtMonoMs: [],
  staff: {},
  outbox: {},
  proven: [],
};

// ---- live -----------------------------------------------------------------------------------------------------------

export type LiveBoard = {
  readonly presence: "unseen" | "good" | "suspect" | "lost";
  readonly boot: string | undefined;
  /** A snapshot has answered since the last gap, new boot or silence [LL-5.5]: true only of a board whose presence is good. */
  readonly doorsKnown: boolean;
  /** Events up to here exist; a grant waits until they are read, or an old edge would pass for its own. */
  readonly newestEvent: number;
  readonly readAtMonoMs: number | undefined;
};

/** The watch on the live grant: when to ask, when to give up. Empty after a restart. */
export type DoorWatch = {
  readonly op: Op;
  readonly byMonoMs: number;
  readonly stage: "fired" | "asking" | "jammed";
  readonly askAtMonoMs: number;
  readonly asksLeft: number;
  readonly reminders: number;
  readonly alarmed: boolean;
};

export type Live = {
  readonly boards: Readonly<Record<BoardId, LiveBoard>>;
  readonly watch: DoorWatch | undefined;
  readonly visit: Visit;
  /** Number of the next question to an adapter; a late answer to an older one is ignored. */
  readonly nextAsk: number;
};

export const initialLive: Live = {
  boards: {},
  watch: undefined,
  visit: { kind: "none" },
  nextAsk: 1,
};

const unseenBoard: LiveBoard = {
  presence: "unseen",
  boot: undefined,
  doorsKnown: false,
  newestEvent: 0,
  readAtMonoMs: undefined,
};

export const liveBoard = (live: Live, board: BoardId): LiveBoard =>
  live.boards[board] ?? unseenBoard;

const emptyCompartment = (number: CompartmentNumber): Compartment => ({
  number,
  holds: undefined,
  doubt: undefined,
  disabled: undefined,
  door: "unknown",
  item: "unknown",
  itemSeen: false,
  unsettled: false,
  last: undefined,
});

export const compartmentOf = (durable: Durable, number: CompartmentNumber): Compartment =>
  durable.compartments[number] ?? emptyCompartment(number);

/** What may be said of a door now: what its board showed last, unless that board has fallen silent since [LL-5.5]. */
export function doorStateOf({ site, durable, live }: State, number: CompartmentNumber): DoorState {
  const board = site.compartments.get(number)?.board;
  const known = board !== undefined && liveBoard(live, board).doorsKnown;
  return known ? compartmentOf(durable, number).door : "unknown";
}
