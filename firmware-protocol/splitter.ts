// Bytes to lines [LL-1.2]: drops what is too long or not printable up to the next LF, keeps at most one line of memory.
// It knows nothing of what a line says. A port that closes starts again from `emptySplitter`: half a line is never parsed.
import { LINE_LENGTH_MAX } from "./line.ts";

const LF = 0x0a;
const LINE_SO_FAR = /^[\x20-\x7E]{0,199}\r?$/;

/** `partial`: what came since the last LF. `skipping`: that line is given up and its rest still coming. */
export type Splitter = { readonly partial: string; readonly skipping: boolean };

/** `dropped`: how many lines were given up in this chunk. Empty lines are neither lines nor dropped. */
export type SplitBytes = {
  readonly splitter: Splitter;
  readonly lines: readonly string[];
  readonly dropped: number;
};

export const emptySplitter: Splitter = { partial: "", skipping: false };

/** Takes any number of bytes, in whatever pieces the port gives them. */
export function splitBytes(splitter: Splitter, chunk: Uint8Array): SplitBytes {
  const lines: string[] = [];
  let dropped = 0;
  let current = splitter;
  let start = 0;
  while (start < chunk.length) {
    const feed = chunk.indexOf(LF, start);
    const end = feed < 0 ? chunk.length : feed;
    const next = withBytes(current, chunk.subarray(start, end));
    if (next.skipping && !current.skipping) dropped += 1;
    if (feed >= 0 && isLine(next)) lines.push(withoutReturn(next.partial));
    current = feed < 0 ? next : emptySplitter;
    start = end + 1;
  }
  return { splitter: current, lines, dropped };
}

function withBytes(splitter: Splitter, bytes: Uint8Array): Splitter {
  if (splitter.skipping) return splitter;
  const tooLong = splitter.partial.length + bytes.length > LINE_LENGTH_MAX + 1;
  const partial = tooLong ? "" : splitter.partial + String.fromCharCode(...bytes);
  const skipping = tooLong || !LINE_SO_FAR.test(partial);
  return skipping ? { partial: "", skipping } : { partial, skipping };
}

const isLine = (splitter: Splitter): boolean => withoutReturn(splitter.partial) !== "";

const withoutReturn = (text: string): string => (text.endsWith("\r") ? text.slice(0, -1) : text);
