// The grammar of a line: sigil, address, sequence, verb, fields, mac, crc [LL-2]. No LF: that belongs to splitter.ts.
// What a verb or a field means is not known here; see codec-request.ts and codec-reply.ts.
import { crcOf } from "./crc.ts";
import { failure, success, type Result } from "./result.ts";

/** Longest line without its LF; with it 200 bytes [LL-1.2]. */
export const LINE_LENGTH_MAX = 199;
export const UNADDRESSED = 0x00;
export const EVERY_BOARD = 0x7f;

export type Direction = "to-board" | "to-host";

/** One line that passed length, CRC and grammar. `fields` is without `mac`. */
export type Frame = {
  readonly direction: Direction;
  readonly addr: number;
  readonly seq: number;
  readonly verb: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly mac?: string;
};

export type LineFault =
  | "too-long"
  | "bad-character"
  | "bad-crc"
  | "bad-grammar"
  | "bad-address"
  | "key-twice"
  | "bad-mac";

/** Gives the 16 hex digits of `mac` for the text in front of it [LL-6.2]. */
export type Signer = (signedText: string) => string;

const GRAMMAR =
  /^([<>])([0-9A-F]{2}) ([0-9A-F]{4}) ([A-Z]{1,8})((?: [a-z0-9]{1,8}=[A-Za-z0-9._:+,-]{1,64})*)$/;
const MAC = /^[0-9A-F]{16}$/;
const PRINTABLE = /^[\x20-\x7E]*$/;

/** Checks a whole line (without LF) from the outside in: length, characters, CRC, grammar, address, keys. */
export function parseLine(line: string): Result<Frame, LineFault> {
  if (line.length > LINE_LENGTH_MAX) return failure("too-long");
  if (!PRINTABLE.test(line)) return failure("bad-character");
  const star = line.length - 5;
  if (line[star] !== "*") return failure("bad-grammar");
  const body = line.slice(0, star);
  if (line.slice(star + 1) !== hexOf(crcOf(body), 4)) return failure("bad-crc");
  return parseBody(body);
}

function parseBody(body: string): Result<Frame, LineFault> {
  const [, sigil, addrText = "", seqText = "", verb = "", pairs = ""] = GRAMMAR.exec(body) ?? [];
  if (sigil === undefined) return failure("bad-grammar");
  const direction = sigil === ">" ? "to-board" : "to-host";
  const addr = Number.parseInt(addrText, 16);
  // Nothing sent to all boards is ever answered, so no reply can come from there.
  if (addr > (direction === "to-board" ? EVERY_BOARD : EVERY_BOARD - 1)) {
    return failure("bad-address");
  }
  const fields = parseFields(pairs);
  if (!fields.ok) return fields;
  const seq = Number.parseInt(seqText, 16);
  return success({ direction, addr, seq, verb, ...fields.value });
}

function parseFields(pairs: string): Result<Pick<Frame, "fields" | "mac">, LineFault> {
  const fields = new Map<string, string>();
  for (const pair of pairs.split(" ").slice(1)) {
    const [key = "", value = ""] = pair.split("=");
    if (fields.has(key)) return failure("key-twice");
    if (fields.has("mac")) return failure(key === "mac" ? "key-twice" : "bad-mac");
    fields.set(key, value);
  }
  const mac = fields.get("mac");
  if (mac === undefined) return success({ fields });
  if (!MAC.test(mac)) return failure("bad-mac");
  fields.delete("mac");
  return success({ fields, mac });
}

/**
 * Writes a line without LF. A signer adds `mac` as the last field [LL-6.2].
 * A frame that the grammar refuses is a programmer's error and throws.
 */
export function formatFrame(frame: Omit<Frame, "mac">, sign?: Signer): string {
  const sigil = frame.direction === "to-board" ? ">" : "<";
  const pairs = [...frame.fields].map(([key, value]) => ` ${key}=${value}`).join("");
  const text = `${sigil}${hexOf(frame.addr, 2)} ${hexOf(frame.seq, 4)} ${frame.verb}${pairs}`;
  const body = sign === undefined ? text : `${text} mac=${sign(text)}`;
  const line = `${body}*${hexOf(crcOf(body), 4)}`;
  if (line.length > LINE_LENGTH_MAX || !GRAMMAR.test(body)) {
    throw new RangeError(`a line must not be written: ${line}`);
  }
  return line;
}

/** Upper-case hex with leading zeros, as everywhere on the line [LL-2.1]. */
export const hexOf = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, "0");
