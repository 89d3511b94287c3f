// The words of LockerLine 1 as types: what a host may ask of a board and what a board may answer [LL-4].
// Only shapes live here; grammar is in line.ts, fields and ranges in the three codecs, order of things in the link machines.

/** `boot`, 8 upper-case hex digits, never repeated by a board [LL-4.4]. */
export type Boot = string;
/** `n`, 16 upper-case hex digits [LL-6.1]. */
export type Nonce = string;
/** Upper-case hex digits as on the line; bit 0 = channel 1 [LL-4 STAT]. `channelsOf` reads it. */
export type Mask = string;

export type Capability =
  | "door"
  | "item"
  | "led"
  | "vend"
  | "vin"
  | "temp"
  | "tamper"
  | "nvlog"
  | "key";
export type LedPattern = "off" | "on" | "slow" | "fast";

/** What the host asks [LL-4]. `byMs` is the board's own `t` modulo 2^32 [LL-4.8]. */
export type Request =
  | { readonly kind: "hello"; readonly nonce?: Nonce }
  | { readonly kind: "stat" }
  | { readonly kind: "poll"; readonly ack: number }
  | {
      readonly kind: "open";
      readonly channel: number;
      readonly op: number;
      readonly pulseMs: number;
      readonly boot: Boot;
      readonly byMs: number;
      readonly waitMs?: number;
    }
  | {
      readonly kind: "vend";
      readonly channel: number;
      readonly op: number;
      readonly boot: Boot;
      readonly byMs: number;
    }
  | { readonly kind: "result"; readonly op: number }
  | { readonly kind: "led"; readonly channel: number; readonly pattern: LedPattern }
  | { readonly kind: "ident" }
  | { readonly kind: "address"; readonly newAddr: number };

/** What became of an operation [LL-4.5]. */
export type OperationResult =
  | "none"
  | "accepted"
  | "driven"
  | "opened"
  | "not-opened"
  | "closed"
  | "fault"
  | "delivered"
  | "unverified"
  | "jam"
  | "empty";

export type ErrorCode =
  | "ARGS"
  | "AUTH"
  | "BOOT"
  | "BUSY"
  | "CHAN"
  | "COOL"
  | "HW"
  | "SEQ"
  | "STALE"
  | "VERB";

/** One event of a board's ring [LL-5.2]. `tMs` is ms since boot modulo 2^32, `n` its number [LL-5.1]. */
export type BoardEvent = { readonly n: number; readonly tMs: number } & (
  | { readonly kind: "boot"; readonly reason: "power" | "brownout" | "watchdog" | "soft" }
  | {
      readonly kind: "drive";
      readonly channel: number;
      readonly state: "ok" | "open-circuit" | "short";
      readonly op: number;
    }
  | {
      readonly kind: "door";
      readonly channel: number;
      readonly state: "open" | "closed";
      readonly op?: number;
    }
  | { readonly kind: "item"; readonly channel: number; readonly state: "present" | "absent" }
  | {
      readonly kind: "opfail";
      readonly channel: number;
      readonly reason: "not-opened";
      readonly op: number;
    }
  | {
      readonly kind: "vend";
      readonly channel: number;
      readonly state: "delivered" | "unverified" | "jam" | "empty";
      readonly op: number;
    }
  | { readonly kind: "tamper"; readonly state: "on" | "off" }
  | { readonly kind: "hostlost" }
  | { readonly kind: "lost"; readonly count: number }
);

export type HelloReply = {
  readonly kind: "hello-reply";
  readonly boot: Boot;
  readonly tMs: number;
  readonly channels: number;
  readonly caps: readonly Capability[];
  readonly newestEvent: number;
  readonly highestOp: number;
  readonly firmware: string;
  readonly model?: string;
  readonly nonce?: Nonce;
};

export type StatReply = {
  readonly kind: "stat-reply";
  readonly tMs: number;
  readonly doors: Mask;
  readonly unknownDoors: Mask;
  readonly items: Mask;
  readonly unknownItems: Mask;
  readonly faults: Mask;
  readonly newestEvent: number;
  readonly vinMv?: number;
  readonly tempDeciC?: number;
  readonly tamper?: boolean;
};

/** What a board answers [LL-4]. */
export type Reply =
  | HelloReply
  | StatReply
  | { readonly kind: "idle" }
  | { readonly kind: "event"; readonly event: BoardEvent; readonly more: boolean }
  | { readonly kind: "accepted"; readonly op: number }
  | {
      readonly kind: "duplicate";
      readonly op: number;
      readonly channel: number;
      readonly result: OperationResult;
    }
  | {
      readonly kind: "result-reply";
      readonly op: number;
      readonly channel: number;
      readonly result: OperationResult;
    }
  | { readonly kind: "ok" }
  | {
      readonly kind: "error";
      readonly code: ErrorCode;
      readonly boot?: Boot;
      readonly leftMs?: number;
    };
