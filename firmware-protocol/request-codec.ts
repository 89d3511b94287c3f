// Requests: host to board. Every verb, its fields and their ranges as one table [LL-4], read and written from the same rows.
// Whether a request may be obeyed now is not decided here: see board-link.ts and the device behind it.
import {
  optional,
  readAs,
  readFields,
  required,
  writeFields,
  type FieldFault,
  type FieldTable,
} from "./field.ts";
import { formatFrame, parseLine, type Frame, type LineFault, type Signer } from "./line.ts";
import type { LedPattern, Request } from "./messages.ts";
import { failure, success, type Result } from "./result.ts";
import {
  between,
  boardAddress,
  boardTime,
  boot,
  channel,
  counted,
  nonce,
  oneOf,
  whole,
} from "./text-forms.ts";

/** `wrong-direction`: a `<` line where a `>` line belongs, or the other way round. */
export type DecodeFault =
  | { readonly kind: LineFault | "wrong-direction" | "unknown-verb" }
  | FieldFault;

export type AddressedRequest = {
  readonly addr: number;
  readonly seq: number;
  readonly request: Request;
  readonly mac?: string;
};

type Reader = (texts: ReadonlyMap<string, string>) => Result<Request, FieldFault>;

const operation = {
  channel: required("ch", channel),
  op: required("op", counted),
};
const fence = {
  boot: required("boot", boot),
  byMs: required("by", boardTime),
};
const forms = {
  hello: { version: required("v", oneOf("1")), nonce: optional("n", nonce) },
  stat: {},
  poll: { ack: required("ack", whole) },
  open: {
    ...operation,
    pulseMs: required("ms", between(50, 1500)),
    ...fence,
    waitMs: optional("wait", between(500, 10_000)),
  },
  vend: { ...operation, ...fence },
  result: { op: required("op", counted) },
  led: {
    channel: required("ch", channel),
    pattern: required("p", oneOf<LedPattern>("off", "on", "slow", "fast")),
  },
  ident: {},
  address: { newAddr: required("new", boardAddress) },
} satisfies Record<Request["kind"], FieldTable>;

const verbs: Readonly<Record<Request["kind"], string>> = {
  hello: "HELLO",
  stat: "STAT",
  poll: "POLL",
  open: "OPEN",
  vend: "VEND",
  result: "RESULT",
  led: "LED",
  ident: "IDENT",
  address: "ADDR",
};

const readers: ReadonlyMap<string, Reader> = new Map([
  [verbs.hello, readHello],
  [verbs.stat, readAs("stat", forms.stat)],
  [verbs.poll, readAs("poll", forms.poll)],
  [verbs.open, readAs("open", forms.open)],
  [verbs.vend, readAs("vend", forms.vend)],
  [verbs.result, readAs("result", forms.result)],
  [verbs.led, readAs("led", forms.led)],
  [verbs.ident, readAs("ident", forms.ident)],
  [verbs.address, readAs("address", forms.address)],
]);

function readHello(texts: ReadonlyMap<string, string>): Result<Request, FieldFault> {
  const values = readFields(forms.hello, texts);
  if (!values.ok) return values;
  const { version: _, ...hello } = values.value;
  return success({ kind: "hello", ...hello });
}

/** Reads the verb and the fields of a frame that already passed the grammar. */
export function readRequest(frame: Frame): Result<Request, DecodeFault> {
  if (frame.direction !== "to-board") return failure({ kind: "wrong-direction" });
  const read = readers.get(frame.verb);
  return read === undefined ? failure({ kind: "unknown-verb" }) : read(frame.fields);
}

/** A whole `>` line without LF. `mac` is returned, not checked: that needs the session [LL-6.2]. */
export function decodeRequest(line: string): Result<AddressedRequest, DecodeFault> {
  const frame = parseLine(line);
  if (!frame.ok) return failure({ kind: frame.error });
  const request = readRequest(frame.value);
  if (!request.ok) return request;
  const { addr, seq, mac } = frame.value;
  return success({ addr, seq, request: request.value, ...(mac === undefined ? {} : { mac }) });
}

/** Writes the line without LF. A value out of its range throws: asks are checked where they are made. */
export function encodeRequest(
  { addr, seq, request }: Omit<AddressedRequest, "mac">,
  sign?: Signer,
): string {
  const fields = writeFields(forms[request.kind], { version: "1", ...request });
  const verb = verbs[request.kind];
  return formatFrame({ direction: "to-board", addr, seq, verb, fields }, sign);
}
