// What a technology must bring to carry a bus: open it, send a whole line, say what came and when it broke.
// When to open again, what a line says and whom it concerns are not its business.
import type { Result } from "#domain/result.ts";

export type CarrierListener = {
  /** One whole line without LF, of at most 199 printable characters [LL-1.2]. */
  readonly line: (line: string) => void;
  /** It broke by itself, while it was opened or later. `why` is short, for a bracket in a sentence. May be said more than once. */
  readonly closed: (why: string) => void;
};

export type Connection = {
  /** Takes a line without LF. Lost when the line is down or jammed: whoever asked will ask again. */
  readonly send: (line: string) => void;
  /** Resolves within seconds, whatever the other side does. */
  readonly close: () => Promise<void>;
};

export type Carrier = {
  /** Names kind and place for sentences, for example `serial port /dev/loket24-a`. */
  readonly where: string;
  /** What a technician should look at when it cannot be opened, for example `check cable and path`. */
  readonly advice: string;
  /** Tries once, for a few seconds at most. The error is short, for a bracket in a sentence. */
  readonly open: (listener: CarrierListener) => Promise<Result<Connection, string>>;
};
