// Every hole in the loop's wall: what the controller needs of the world, as types. Adapters fill them, the simulation too.
// Nothing here runs. All calls answer with values; an adapter that threw has a bug.
import type { BoardInput, StaffRole } from "#domain/inputs.ts";
import type { BoardId, CompartmentNumber, Op, PickupId, StaffId } from "#domain/ids.ts";
import type { Language } from "#domain/site.ts";
import type { MessageTemplate } from "#domain/facts.ts";
import type { Moment } from "#domain/moment.ts";
import type { Result } from "#domain/result.ts";
import type { Devices, DoorEvent, TraceLine } from "#domain/technician/panel.ts";

export type Clock = { readonly now: () => Moment };

/** Cryptographic randomness. */
export type Random = {
  readonly bytes: (count: number) => Uint8Array;
  /** Uniform, 0 ≤ n < bound. */
  readonly below: (bound: number) => number;
};

/** SHA-256 as 64 lower-case hex digits. */
export type Digest = (text: string) => string;

// ---- ledger ---------------------------------------------------------------------------------------------------------

/** A row exactly as stored. `body` is canonical JSON; `hash` = SHA-256(previous hash + canonical row without hash). */
export type LedgerRow = {
  readonly seq: number;
  readonly atMs: number;
  readonly monoMs: number;
  readonly clockEpoch: number;
  readonly clockTrusted: boolean;
  readonly kind: string;
  readonly body: string;
  readonly policy: string | undefined;
  readonly actor: string;
  readonly hash: string;
};

/** After any of these no door may open before a verified reopen [I9]. */
export type LedgerFault = {
  readonly kind: "full" | "io" | "corrupt" | "locked" | "version";
  readonly detail: string;
};

export type LedgerSnapshot = { readonly seq: number; readonly hash: string; readonly body: string };

/** Storage of the ledger: one writer, append-only. When `append` answers ok, the rows survive a power cut. */
export type LedgerStore = {
  readonly append: (rows: readonly LedgerRow[]) => Result<void, LedgerFault>;
  readonly head: () => Result<
    { readonly seq: number; readonly hash: string } | undefined,
    LedgerFault
  >;
  /** Rows with `seq` > `afterSeq`, in order, at most `limit`. */
  readonly read: (afterSeq: number, limit: number) => Result<readonly LedgerRow[], LedgerFault>;
  readonly saveSnapshot: (snapshot: LedgerSnapshot) => Result<void, LedgerFault>;
  readonly loadSnapshot: () => Result<LedgerSnapshot | undefined, LedgerFault>;
  readonly close: () => void;
};

// ---- personal data --------------------------------------------------------------------------------------------------

export type Contact = { readonly channel: "email" | "sms" | "letter"; readonly to: string };

/** All that is personal about a pickup. Sealed under a random key of its own; destroying the key erases it. */
export type PersonalData = {
  readonly reference: string;
  readonly contacts: readonly Contact[];
  readonly language: Language;
  /** HMAC-SHA256 hex of `YYYYMMDD`, keyed per terminal; compared in constant time. */
  readonly birthDateMac: string | undefined;
};

export type VaultFault = { readonly kind: "full" | "io" | "corrupt"; readonly detail: string };

export type Vault = {
  readonly seal: (pickup: PickupId, data: PersonalData) => Result<void, VaultFault>;
  readonly open: (pickup: PickupId) => Result<PersonalData | undefined, VaultFault>;
  /** The pickup whose document has this reference, if its data was not erased. */
  readonly find: (reference: string) => Result<PickupId | undefined, VaultFault>;
  readonly erase: (pickup: PickupId) => Result<void, VaultFault>;
  /** All that something personal is still kept of. */
  readonly pickups: () => Result<readonly PickupId[], VaultFault>;
  readonly close: () => void;
};

// ---- codes and staff ------------------------------------------------------------------------------------------------

/** Pickup codes, derived from the terminal secret, never stored. Compared in constant time. */
export type Codes = {
  /** Which secret this is; the ledger's first row holds it. */
  readonly keyId: string;
  readonly pin: (pickup: PickupId, counter: number, digits: 6 | 8) => Promise<string>;
  /** 26 base32 digits. */
  readonly qr: (pickup: PickupId, counter: number) => string;
  readonly checkPin: (
    pickup: PickupId | undefined,
    counter: number,
    typed: string,
  ) => Promise<boolean>;
  readonly checkQr: (pickup: PickupId | undefined, counter: number, scanned: string) => boolean;
  readonly birthDateMac: (date: string) => string;
  readonly checkBirthDate: (mac: string | undefined, date: string) => boolean;
  /** Of two, one or none missing: the same day. */
  readonly sameBirthDate: (mac: string | undefined, other: string | undefined) => boolean;
};

export type StaffBook = {
  readonly findByBadge: (
    badge: string,
  ) => { readonly staff: StaffId; readonly role: StaffRole } | undefined;
  /** RFC 6238, SHA-1, 30 s, 6 digits; a time step at or before `afterTimeStep` is refused. */
  readonly checkTotp: (
    staff: StaffId,
    token: string,
    at: { readonly wallMs: number; readonly afterTimeStep: number | undefined },
  ) => Promise<{ readonly valid: boolean; readonly timeStep: number }>;
};

// ---- hardware -------------------------------------------------------------------------------------------------------

/** One lock bus with all its boards. Reports come through `onReport`, never as a return value. */
export type LockBus = {
  readonly id: string;
  readonly open: (ask: {
    readonly board: BoardId;
    readonly channel: number;
    readonly op: Op;
    readonly pulseMs: number;
    readonly waitMs: number;
    readonly boot: string;
    readonly byMonoMs: number;
  }) => void;
  readonly askResult: (board: BoardId, op: Op) => void;
  readonly acknowledge: (board: BoardId, boot: string, n: number) => void;
  readonly readBoard: (board: BoardId) => void;
  readonly watch: (board: BoardId | undefined) => void;
  /** Staff have looked for the second host: pulses may go out again [LL-2.4]. */
  readonly clearSecondHost: () => void;
  readonly setLight: (board: BoardId, channel: number, pattern: "off" | "on" | "fast") => void;
  /** `resume`: per board the boot and event number that the ledger has made durable. */
  readonly start: (
    resume: ReadonlyMap<BoardId, { readonly boot: string; readonly n: number }>,
  ) => Promise<void>;
  readonly stop: () => Promise<void>;
};
export type BusListener = (input: BoardInput) => void;

export type Scanner = { readonly start: () => Promise<void>; readonly stop: () => Promise<void> };
export type ScannerListener = (text: string) => void;

/** What a technician asks of the machine; nothing here moves a door, and nothing of it is about a person. */
export type Workshop = {
  /** The newest first, out of the newest rows of the ledger. */
  readonly doorHistory: (compartment: CompartmentNumber) => readonly DoorEvent[];
  readonly devices: () => Devices;
  /** The newest first, as many as are kept. */
  readonly busTrace: () => readonly TraceLine[];
  /** Writes a folder for whoever helps from afar; gives its name, or nothing where the disk refused. */
  readonly makeBundle: () => string | undefined;
};

// ---- people ---------------------------------------------------------------------------------------------------------

export type OutgoingMessage = {
  /** Idempotency key: the same message offered twice is delivered once. */
  readonly id: string;
  readonly template: MessageTemplate;
  readonly contact: Contact;
  readonly language: Language;
  readonly values: Readonly<Record<string, string>>;
  /** Text in the QR, for the templates that carry one. */
  readonly qr: string | undefined;
};
/** `refused`: the gateway will never take it; `unreachable`: try again later. */
export type MessageFault = { readonly kind: "refused" | "unreachable"; readonly detail: string };
export type MessageGateway = {
  readonly send: (message: OutgoingMessage) => Promise<Result<void, MessageFault>>;
};

export type Log = {
  readonly step: (line: Readonly<Record<string, unknown>>) => void;
  readonly warn: (what: string, detail?: Readonly<Record<string, unknown>>) => void;
  readonly alarm: (what: string, detail?: Readonly<Record<string, unknown>>) => void;
};

/** systemd's notify socket, or nothing. */
export type Watchdog = {
  readonly ready: () => void;
  readonly beat: () => void;
  readonly stopping: () => void;
};
