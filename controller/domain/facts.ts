// Everything the ledger can hold. A fact is past, durable and free of personal data: it names pickups by id.
// What a fact changes is written in apply.ts; why it was written, in the machines.
import type { DepositFact } from "./deposit-facts.ts";
import type { CodeAgainFact } from "./codes/code-again-fact.ts";
import type { GroupFact } from "./codes/group-fact.ts";
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
import type { FoundAgainFact } from "./pickup/found-again-fact.ts";
import type { HandInFact } from "./pickup/hand-in-fact.ts";
import type { Language } from "./site.ts";
import type { WitnessFact, Witnessed } from "./visit/witness-fact.ts";
import type { WorkshopFact } from "./workshop-facts.ts";

/** Who caused it; the ledger keeps it beside the body. */
export type Actor =
  | { readonly kind: "terminal" }
  | { readonly kind: "citizen" }
  | { readonly kind: "staff"; readonly staff: StaffId }
  | { readonly kind: "desk" };

/** What staff open a door for; where the policy asks four eyes it names the second of them. */
export type StaffAuthority = Witnessed &
  (
    | { readonly kind: "deposit"; readonly pickup: PickupId }
    | { readonly kind: "undo-deposit"; readonly pickup: PickupId }
    | { readonly kind: "retrieval"; readonly pickup: PickupId }
    | { readonly kind: "inspection" }
  );

/** What lets a lock fire [I1]. Every pulse names one of these. */
export type Authority =
  | StaffAuthority
  | { readonly kind: "collection"; readonly pickup: PickupId }
  | { readonly kind: "grace-reopen"; readonly pickup: PickupId }
  | { readonly kind: "hand-in"; readonly pickup: PickupId }
  | { readonly kind: "self-test" };

export type GrantOutcome =
  /** A closed→open edge was seen, and the door closed again. */
  | "opened"
  /** Opened, and still open when the visit ended. */
  | "left-open"
  /** Read open or unknown before the pulse: driven, not seen. */
  | "driven"
  | "not-opened"
  | "fault"
  /** Proven: no pulse happened. The code stays good. */
  | "not-fired"
  /** Anything else that is missing. */
  | "unknown";

export type Doubt =
  | "outcome-unknown"
  | "left-open"
  | "opened-without-grant"
  | "opened-late"
  | "presumed-empty"
  | "old-document"
  | "left-inside"
  | "not-opened"
  | "drive-fault"
  | "sensor-disagrees"
  | "reported-empty"
  | "interrupted"
  | "restored";

export type AlarmKind =
  | "door-opened-without-grant"
  | "door-opened-late"
  | "door-left-open"
  | "door-not-opened"
  | "outcome-unknown"
  | "reported-empty"
  | "duplicate-never-sent"
  | "second-host"
  | "board-lost"
  | "ledger-behind-board"
  | "wiring-mismatch"
  | "item-missing"
  | "tamper";

/** A board's event as it was read, kept so that it can be acknowledged [LL-5.4]. */
export type RecordedEvent =
  | { readonly kind: "boot"; readonly reason: string }
  | {
      readonly kind: "drive";
      readonly channel: number;
      readonly state: "ok" | "open-circuit" | "short";
      readonly op: Op;
    }
  | {
      readonly kind: "door";
      readonly channel: number;
      readonly state: "open" | "closed";
      readonly op?: Op;
    }
  | { readonly kind: "item"; readonly channel: number; readonly state: "present" | "absent" }
  | { readonly kind: "opfail"; readonly channel: number; readonly op: Op }
  | { readonly kind: "vend"; readonly channel: number; readonly state: string; readonly op: Op }
  | { readonly kind: "tamper"; readonly state: "on" | "off" }
  | { readonly kind: "hostlost" }
  | { readonly kind: "lost"; readonly count: number };

type TerminalFact =
  /** The first row: which terminal secret these pickups hang on. */
  | { readonly kind: "ledger-opened"; readonly terminal: string; readonly keyId: string }
  | { readonly kind: "terminal-started"; readonly version: string; readonly pinDigits: 6 | 8 }
  | {
      readonly kind: "clock-stepped";
      readonly stepMs: number;
      readonly epoch: number;
      readonly trusted: boolean;
    }
  /** Names the whole wall: also a compartment that was never used waits for inspection. */
  | {
      readonly kind: "ledger-restored";
      readonly epoch: number;
      readonly keyId: string;
      readonly compartments: readonly CompartmentNumber[];
    }
  | {
      readonly kind: "alarm-raised";
      readonly alarm: AlarmKind;
      readonly board?: BoardId;
      readonly compartment?: CompartmentNumber;
      readonly reference: string;
    }
  | { readonly kind: "typing-locked"; readonly lockMs: number }
  | { readonly kind: "visit-ended"; readonly outcome: string; readonly lengthMs: number };

type BoardFact =
  | {
      readonly kind: "board-greeted";
      readonly board: BoardId;
      readonly boot: string;
      readonly highestOp: Op;
    }
  | {
      readonly kind: "board-event-recorded";
      readonly board: BoardId;
      readonly boot: string;
      readonly n: number;
      readonly tMs: number;
      /** The door it is about, as the wall was wired when it was read. */
      readonly compartment?: CompartmentNumber;
      readonly event: RecordedEvent;
    }
  /** Events `fromN`…`toN` were never seen: what happened then is not known [LL-5.4]. */
  | {
      readonly kind: "board-was-blind";
      readonly board: BoardId;
      readonly boot: string;
      readonly fromN: number;
      /** Missing: up to the reset that nobody saw coming. */
      readonly toN?: number;
    }
  /** A snapshot showed a door other than the ledger had it. */
  | {
      readonly kind: "door-read";
      readonly compartment: CompartmentNumber;
      readonly state: "open" | "closed" | "unknown";
    }
  | {
      readonly kind: "item-read";
      readonly compartment: CompartmentNumber;
      readonly state: "present" | "absent" | "unknown";
    }
  | { readonly kind: "board-lost"; readonly board: BoardId }
  | { readonly kind: "bank-stopped"; readonly board: BoardId; readonly why: AlarmKind }
  | { readonly kind: "bank-resumed"; readonly board: BoardId };

type DoorFact =
  /** The grant. Its `op` is the restore epoch and this row's own sequence number [LL-4.2]. */
  | {
      readonly kind: "door-granted";
      readonly op: Op;
      readonly compartment: CompartmentNumber;
      readonly board: BoardId;
      readonly channel: number;
      readonly boot: string;
      readonly pulseMs: number;
      readonly authority: Authority;
      /** 1, then 2 and 3 for a door that jammed. */
      readonly attempt: number;
    }
  | { readonly kind: "grant-accepted"; readonly op: Op }
  /** The board says the coil was driven, and no edge can prove what the door did. */
  | { readonly kind: "grant-driven"; readonly op: Op }
  | {
      readonly kind: "grant-ended";
      readonly op: Op;
      readonly outcome: GrantOutcome;
      readonly detail?: string;
    }
  | {
      readonly kind: "compartment-doubted";
      readonly compartment: CompartmentNumber;
      readonly doubt: Doubt;
    }
  | {
      readonly kind: "compartment-inspected";
      readonly compartment: CompartmentNumber;
      readonly found: "empty" | "document";
    }
  | {
      readonly kind: "compartment-disabled";
      readonly compartment: CompartmentNumber;
      readonly reason: string;
    }
  | { readonly kind: "compartment-enabled"; readonly compartment: CompartmentNumber };

type PickupFact =
  | {
      readonly kind: "pickup-announced";
      readonly pickup: PickupId;
      readonly product: ProductId;
      readonly locator: Locator;
      readonly language: Language;
      readonly lowCompartment: boolean;
      /** Withdrawn then, if nobody has deposited it. */
      readonly untilMs: number;
      readonly group?: GroupId;
    }
  | {
      readonly kind: "pickup-collected";
      readonly pickup: PickupId;
      readonly compartment: CompartmentNumber;
      readonly proof: "item-sensor" | "holder-confirmed";
    }
  /** The door was seen open for its holder; the code is used up even if the visit never ended well. */
  | { readonly kind: "code-used"; readonly pickup: PickupId }
  | {
      readonly kind: "pickup-retrieved";
      readonly pickup: PickupId;
      readonly compartment: CompartmentNumber;
      readonly reason: string;
    }
  /** A clerk looked and it was not there, though nobody was seen to take it. */
  | {
      readonly kind: "pickup-not-found";
      readonly pickup: PickupId;
      readonly compartment: CompartmentNumber;
    }
  /** Ended 30 days ago: its locator may be drawn again. */
  | { readonly kind: "pickup-forgotten"; readonly pickup: PickupId }
  | { readonly kind: "pickup-expired"; readonly pickup: PickupId }
  | { readonly kind: "pickup-extended"; readonly pickup: PickupId; readonly untilMs: number }
  | { readonly kind: "pickup-suspended"; readonly pickup: PickupId; readonly doubt: Doubt }
  | { readonly kind: "pickup-resumed"; readonly pickup: PickupId }
  | { readonly kind: "pickup-withdrawn"; readonly pickup: PickupId; readonly reason: string }
  | { readonly kind: "pickup-released"; readonly pickup: PickupId }
  | {
      readonly kind: "code-reissued";
      readonly pickup: PickupId;
      readonly which: "pin" | "qr";
      readonly counter: number;
    }
  | { readonly kind: "personal-data-erased"; readonly pickup: PickupId };

type ProofFact =
  /** Same row for an unknown locator, a wrong PIN, a wrong date, a withdrawn pickup: only `pickup` may be missing. */
  | {
      readonly kind: "proof-failed";
      readonly method: "pin" | "qr";
      readonly pickup?: PickupId;
      readonly birthDateWrong: boolean;
    }
  | { readonly kind: "proof-given"; readonly method: "pin" | "qr"; readonly pickup: PickupId }
  | { readonly kind: "staff-sign-in-failed"; readonly staff?: StaffId }
  | { readonly kind: "staff-signed-in"; readonly staff: StaffId; readonly timeStep: number }
  | { readonly kind: "staff-signed-out"; readonly staff: StaffId };

type MessageFact =
  | {
      readonly kind: "message-queued";
      readonly message: string;
      readonly pickup: PickupId;
      readonly template: MessageTemplate;
    }
  | { readonly kind: "message-sent"; readonly message: string }
  | { readonly kind: "message-refused"; readonly message: string; readonly why: string };

export type MessageTemplate =
  | "document-ready"
  | "code-renewed"
  | "code-repeated"
  | "typing-blocked"
  | "document-collected"
  | "document-at-counter";

export type Fact =
  | TerminalFact
  | BoardFact
  | DoorFact
  | PickupFact
  | DepositFact
  | HandInFact
  | FoundAgainFact
  | ProofFact
  | WitnessFact
  | GroupFact
  | CodeAgainFact
  | MessageFact
  | WorkshopFact;

/** A fact as it stands in the ledger. `policy` cites `<product>@<version>` where the fact is about one. */
export type LedgerRecord = {
  readonly seq: number;
  readonly atMs: number;
  /** Monotonic clock of the run that wrote it; comparable only between two `terminal-started`. */
  readonly monoMs: number;
  readonly clockEpoch: number;
  readonly clockTrusted: boolean;
  readonly actor: Actor;
  readonly policy: string | undefined;
  readonly fact: Fact;
};

/** A fact on its way to the ledger: the loop adds sequence and time. */
export type NewFact = { readonly fact: Fact; readonly actor: Actor; readonly policy?: string };
