// Bytes of a code reader to texts. A text ends with CR, LF or both; anybody can hold anything in front of the reader,
// so whatever is too long or not plain ASCII is dropped here. Which code it is and whether it is any good is not known.

/** Raw bytes kept until an end comes. */
const RAW_MAX = 4096;
/** Longest text that is passed on. */
const TEXT_MAX = 512;
const STX = "\u0002";
/** The symbology identifier for a QR code [ISO/IEC 15424], where the reader is set to send it. */
const AIM_QR = "]Q1";
const PRINTABLE = /^[\x20-\x7E]+$/;

/** What came since the last end; `undefined`: too much came, everything up to the next end is given up. */
export type ScanSoFar = string | undefined;
export type ScanRead = {
  readonly soFar: ScanSoFar;
  readonly texts: readonly string[];
  readonly dropped: number;
};

/** Takes any number of bytes, in whatever pieces. A connection that closes starts again from "". */
export function readScans(soFar: ScanSoFar, chunk: Uint8Array): ScanRead {
  const [first = "", ...others] = Buffer.from(chunk)
    .toString("latin1")
    .split(/[\r\n]/);
  const pieces = [bounded(soFar === undefined ? undefined : soFar + first), ...others.map(bounded)];
  const rest = pieces.pop();
  const ended = pieces.filter((piece) => piece !== "").map(textOf);
  const texts = ended.filter((text) => text !== undefined);
  return { soFar: rest, texts, dropped: ended.length - texts.length };
}

const bounded = (raw: ScanSoFar): ScanSoFar =>
  raw === undefined || raw.length > RAW_MAX ? undefined : raw;

function textOf(raw: ScanSoFar): string | undefined {
  if (raw === undefined) return undefined;
  const text = withoutPrefix(withoutPrefix(raw, STX), AIM_QR);
  return text.length <= TEXT_MAX && PRINTABLE.test(text) ? text : undefined;
}

const withoutPrefix = (text: string, prefix: string): string =>
  text.startsWith(prefix) ? text.slice(prefix.length) : text;
