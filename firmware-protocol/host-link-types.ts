// The host's end of one bus, seen from outside: what goes into the link machine and what comes out [LL-3].
// Pure shapes. The machine itself is host-link.ts; ports, clocks and bytes belong to the bus adapters.
import type {
  Boot,
  BoardEvent,
  ErrorCode,
  HelloReply,
  LedPattern,
  OperationResult,
  StatReply,
} from "./messages.ts";

/** How one bus is driven. Times in ms. Serial waits 50 + line time, TCP and MQTT 1000 [LL-3.4]. */
export type HostLinkConfig = {
  readonly boards: readonly HostLinkBoard[];
  readonly carrier: "serial" | "tcp" | "mqtt";
  /** bits per second; used for line time on a serial carrier. */
  readonly baud: number;
  readonly idlePollMs: number;
  readonly watchPollMs: number;
  /** [LL-8.2] OPEN and VEND exist only in a keyed session. */
  readonly keyedOnly: boolean;
  readonly hmac: Hmac;
};
export type HostLinkBoard = { readonly addr: number; readonly key?: Uint8Array };
/** HMAC-SHA256; the caller supplies it so that this layer stays pure. Returns 32 bytes. */
export type Hmac = (key: Uint8Array, text: string) => Uint8Array;

/** What the controller wants of a board. Everything else (HELLO, STAT, POLL) the link does by itself. */
export type HostAsk =
  | {
      readonly kind: "open";
      readonly addr: number;
      readonly channel: number;
      readonly op: number;
      readonly pulseMs: number;
      readonly boot: Boot;
      /** The host clock after which no pulse may start; the link turns it into `by` [LL-4.8], ≤ 2000 ms ahead. */
      readonly byHostMs: number;
      readonly waitMs?: number;
    }
  | {
      readonly kind: "vend";
      readonly addr: number;
      readonly channel: number;
      readonly op: number;
      readonly boot: Boot;
      readonly byHostMs: number;
    }
  | { readonly kind: "result"; readonly addr: number; readonly op: number }
  /** The event is durable: the next POLL acknowledges it [LL-5.4]. */
  | { readonly kind: "ack"; readonly addr: number; readonly boot: Boot; readonly n: number }
  /** What the ledger had made durable before this start; polling goes on from there if the boot is the same. */
  | { readonly kind: "resume"; readonly addr: number; readonly boot: Boot; readonly n: number }
  | { readonly kind: "stat"; readonly addr: number }
  | {
      readonly kind: "led";
      readonly addr: number;
      readonly channel: number;
      readonly pattern: LedPattern;
    }
  | { readonly kind: "ident"; readonly addr: number }
  /** Poll this board every `watchPollMs` while its door is watched, `undefined`: nobody is watched. */
  | { readonly kind: "watch"; readonly addr: number | undefined }
  /** A technician has looked at a second host on the bus: OPEN may go out again [LL-2.4]. */
  | { readonly kind: "clear-second-host" };

export type HostLinkInput =
  | { readonly kind: "port-opened" }
  | { readonly kind: "port-closed" }
  /** One whole line without LF, as the splitter gave it. */
  | { readonly kind: "line-received"; readonly line: string }
  | { readonly kind: "asked"; readonly ask: HostAsk }
  /** The time that the last `wake-at` named has come (early or late wakes do no harm). */
  | { readonly kind: "woke" }
  /** 16 hex digits of randomness for the next keyed HELLO to `addr`, asked for by `need-nonce`. */
  | { readonly kind: "nonce-drawn"; readonly addr: number; readonly nonce: string };

export type HostLinkOutput =
  /** One whole line without LF: the adapter adds it. */
  | { readonly kind: "send-line"; readonly line: string }
  | { readonly kind: "wake-at"; readonly atMs: number }
  /** No board on this bus answers: the adapter closes the port and opens it again with back-off [LL-3.4]. */
  | { readonly kind: "reopen-port" }
  | { readonly kind: "need-nonce"; readonly addr: number }
  | { readonly kind: "report"; readonly report: BusReport };

/** How an OPEN or VEND ended on the wire. `unsent`: it never left the host and never will. */
export type OpenAnswer =
  | { readonly kind: "accepted" }
  | {
      readonly kind: "duplicate";
      readonly channel: number;
      readonly result: OperationResult;
      readonly firstSend: boolean;
    }
  | {
      readonly kind: "refused";
      readonly code: ErrorCode;
      readonly boot?: Boot;
      readonly leftMs?: number;
    }
  | { readonly kind: "unanswered" }
  | {
      readonly kind: "unsent";
      readonly why:
        | "late"
        | "boot"
        | "second-host"
        | "not-keyed"
        | "no-clock"
        | "lost"
        | "queue-full";
    };

/** What the bus tells the controller. One `addr` is unique on its bus only. */
export type BusReport =
  | {
      readonly kind: "board-greeted";
      readonly addr: number;
      readonly hello: HelloReply;
      readonly newBoot: boolean;
      readonly keyed: boolean;
    }
  | {
      readonly kind: "board-snapshot";
      readonly addr: number;
      readonly boot: Boot;
      readonly stat: StatReply;
    }
  /** Repeats of an `n` already reported under this boot are not reported again until `ack` or a restart. */
  | {
      readonly kind: "board-event";
      readonly addr: number;
      readonly boot: Boot;
      readonly event: BoardEvent;
    }
  /** Numbers `fromN`…`toN` were never seen: doors are unknown until the next snapshot [LL-5.5]. */
  | {
      readonly kind: "event-gap";
      readonly addr: number;
      readonly boot: Boot;
      readonly fromN: number;
      readonly toN: number;
    }
  | {
      readonly kind: "open-answered";
      readonly addr: number;
      readonly op: number;
      readonly answer: OpenAnswer;
    }
  /**
   * No `result`: the board did not answer; ask again after `board-back`. `channel` is missing with `none`.
   * `boot` is the one the board answered under; without a result the last one known, "" if none ever was.
   */
  | {
      readonly kind: "result-answered";
      readonly addr: number;
      readonly op: number;
      readonly channel?: number;
      readonly result?: OperationResult;
      readonly boot: Boot;
    }
  /** One request went unanswered through all its tries [LL-3.4], or the port closed under the board. */
  | { readonly kind: "board-suspect"; readonly addr: number }
  | { readonly kind: "board-back"; readonly addr: number }
  /** Silent for 8 s. */
  | { readonly kind: "board-lost"; readonly addr: number }
  | { readonly kind: "echo-heard" }
  | { readonly kind: "second-host-heard"; readonly line: string }
  | { readonly kind: "line-refused"; readonly why: string };
