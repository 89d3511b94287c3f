// What every carrier of a bus or scanner gives: a line that can be plugged, unplugged, sent on and flooded.
// The bytes' meaning belongs to the boards; a carrier knows only where a line of text ends.

export type Line = {
  /** Where a host finds it: device path, host:port or topic. */
  readonly where: () => string;
  /** Brings the line up; a sentence says why it could not. */
  readonly plug: () => Promise<string | undefined>;
  /** Cable out: a host sees a hang-up, whatever was under way is lost. */
  readonly unplug: () => Promise<void>;
  /** Sends at the line's own pace. Without a host the bytes are lost, as on a wire. */
  readonly send: (bytes: Buffer) => void;
  /** Sends as fast as the host reads; false: the host stopped reading or went away. */
  readonly flood: (bytes: Buffer) => Promise<boolean>;
};

/** Takes the bytes of one connection, in any pieces; each connection gets a new one, so that a partial line dies with it [LL-1.2]. */
export type Receiver = (bytes: Buffer) => void;

/** How long a flooded host may leave its buffer full before the flood is given up. */
export const stalledMs = 5000;

/** What a host may leave unread before the rest is lost, as in any buffer of a real line. */
export const unreadBytesMax = 1_000_000;
