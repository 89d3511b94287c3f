// What a recording tells, whichever kind it is: one happening after the other, each with a sentence and what it changes on the wall.
// Only shapes live here. Who makes them: ledger-story.ts and capture-story.ts; what they add up to: wall-state.ts.

/** The number on the door, or `a:01/3` (bus, board, channel) where only the wire was heard. */
export type DoorName = string;
/** `a:01`: bus and address. */
export type BoardName = string;

export type Position = "open" | "closed" | "unknown";
export type ItemReading = "present" | "absent" | "unknown";
export type LightPattern = "off" | "on" | "slow" | "fast";

export type Change =
  | { readonly kind: "door-stood"; readonly door: DoorName; readonly position: Position }
  | { readonly kind: "item-stood"; readonly door: DoorName; readonly item: ItemReading }
  | { readonly kind: "coil-pulsed"; readonly door: DoorName }
  | { readonly kind: "light-set"; readonly door: DoorName; readonly pattern: LightPattern }
  | { readonly kind: "door-granted"; readonly door: DoorName; readonly why: string }
  | { readonly kind: "grant-over" }
  /** Something about this door needs a person; stays until it is cleared. */
  | { readonly kind: "door-flagged"; readonly door: DoorName; readonly why: string }
  | { readonly kind: "door-cleared"; readonly door: DoorName }
  /** From here on nobody knows how its doors stand… */
  | { readonly kind: "board-unread"; readonly board: BoardName; readonly why: string }
  | { readonly kind: "all-unread"; readonly why: string }
  /** …until it was read again: what was written last still holds. */
  | { readonly kind: "board-read"; readonly board: BoardName }
  | { readonly kind: "board-stopped"; readonly board: BoardName; readonly why: string }
  | { readonly kind: "board-resumed"; readonly board: BoardName };

export type Tone = "alarm" | "warning" | "plain";

/** Where a door hangs, as far as the recording says it. */
export type Wiring = {
  readonly door: DoorName;
  readonly board: BoardName;
  readonly channel: number;
};

/** A happening before it has its place in time. */
export type Told = {
  readonly text: string;
  readonly tone?: Tone;
  readonly door?: DoorName | undefined;
  readonly board?: BoardName | undefined;
  readonly changes?: readonly Change[];
  /** What it lets us know of the wall itself. */
  readonly wiring?: readonly Wiring[];
  readonly doors?: readonly DoorName[];
};

export type Happening = {
  /** Counts up by one from 1; the order of things. */
  readonly n: number;
  /** Since the recording began, never going back: what plays and what ages are counted in. */
  readonly tMs: number;
  /** As the clock on the wall said, right or wrong. */
  readonly wallMs: number;
  readonly clockTrusted: boolean;
  readonly text: string;
  readonly tone: Tone;
  readonly door?: DoorName | undefined;
  readonly board?: BoardName | undefined;
  readonly changes: readonly Change[];
};

/** One line of the wire, as it was. */
export type WireLine = {
  readonly tMs: number;
  readonly wallMs: number;
  readonly bus: string;
  readonly direction: ">" | "<" | "port";
  readonly text: string;
};

export type Read<T> = { readonly value: T } | { readonly objection: string };
