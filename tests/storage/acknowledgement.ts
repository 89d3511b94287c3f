// The lines a writing process says: once a row is durable, and before it closes its ledger to open it again.
// How they are read back; nothing else is said on that file.

export type Acknowledged = { readonly seq: number; readonly hash: string };

const LINE = /^ACK (?<seq>\d+) (?<hash>[0-9a-f]{64})$/u;

export const acknowledgement = ({ seq, hash }: Acknowledged): string => `ACK ${seq} ${hash}\n`;

/** From here on the ledger is being closed: what fails now is found by whoever opens it next. */
export const CLOSING = "CLOSING";

/** A whole terminal sent a line that fires a lock. */
export const OPEN_SENT = "OPEN";

export function parseAcknowledgement(line: string): Acknowledged | undefined {
  const { seq, hash = "" } = LINE.exec(line)?.groups ?? {};
  return seq === undefined ? undefined : { seq: Number(seq), hash };
}

/** The newest one of a whole file; a half line at its end was not said. */
export const lastAcknowledged = (text: string): Acknowledged | undefined =>
  text
    .split("\n")
    .flatMap((line) => parseAcknowledgement(line) ?? [])
    .at(-1);
