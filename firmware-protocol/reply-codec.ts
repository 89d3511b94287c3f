// Replies: board to host. Every answer, its fields and their ranges [LL-4], and which answers a request can have at all.
// Whether a reply may be believed (session, boot, order) is decided by the host's link machine.
import { readEvent, writeEvent } from "./event-codec.ts";
import {
  optional,
  readAs,
  readFields,
  required,
  writeFields,
  type FieldFault,
  type FieldTable,
} from "./field.ts";
import { formatFrame, parseLine, type Frame, type Signer } from "./line.ts";
import type { ErrorCode, Reply, Request } from "./messages.ts";
import type { DecodeFault } from "./request-codec.ts";
import { failure, success, type Result } from "./result.ts";
import * as form from "./text-forms.ts";

export type AddressedReply = {
  readonly addr: number;
  readonly seq: number;
  readonly reply: Reply;
  readonly mac?: string;
};
/** The one request that is in flight: a reply repeats its address and sequence [LL-3.1]. */
export type Expected = {
  readonly addr: number;
  readonly seq: number;
  readonly asked: Request["kind"];
};
export type ReplyFault =
  | DecodeFault
  | { readonly kind: "other-address" | "other-sequence" | "unexpected-verb" };

type Texts = ReadonlyMap<string, string>;
type Reader = (texts: Texts) => Result<Reply, FieldFault>;

const tables = {
  hello: {
    version: required("v", form.oneOf("1")),
    boot: required("boot", form.boot),
    tMs: required("t", form.boardTime),
    channels: required("ch", form.channel),
    caps: optional("caps", form.capabilityList),
    newestEvent: required("ev", form.whole),
    highestOp: required("op", form.whole),
    firmware: required("fw", form.label),
    model: optional("model", form.label),
    nonce: optional("n", form.nonce),
  },
  stat: {
    tMs: required("t", form.boardTime),
    doors: required("doors", form.mask),
    unknownDoors: required("unk", form.mask),
    items: required("items", form.mask),
    unknownItems: required("iunk", form.mask),
    faults: required("faults", form.mask),
    newestEvent: required("ev", form.whole),
    vinMv: optional("vin", form.whole),
    tempDeciC: optional("temp", form.signedNumber),
    tamper: optional("tamper", form.flag("0", "1")),
  },
  accepted: { op: required("op", form.counted) },
  duplicate: {
    op: required("op", form.counted),
    channel: required("ch", form.channel),
    result: required("res", form.operationResult),
  },
  result: {
    op: required("op", form.counted),
    channel: required("ch", form.between(0, form.CHANNEL_MAX)),
    result: required("res", form.operationResult),
  },
  error: {
    code: required(
      "code",
      form.oneOf<ErrorCode>(
        "ARGS",
        "AUTH",
        "BOOT",
        "BUSY",
        "CHAN",
        "COOL",
        "HW",
        "SEQ",
        "STALE",
        "VERB",
      ),
    ),
    boot: optional("boot", form.boot),
    leftMs: optional("left", form.whole),
  },
  nothing: {},
} satisfies Record<string, FieldTable>;

const verbs: Readonly<Record<Reply["kind"], string>> = {
  "hello-reply": "HELLO",
  "stat-reply": "STAT",
  idle: "IDLE",
  event: "EV",
  accepted: "ACC",
  duplicate: "DUP",
  "result-reply": "RESULT",
  ok: "OK",
  error: "ERR",
};

const readers: ReadonlyMap<string, Reader> = new Map([
  [verbs["hello-reply"], readHello],
  [verbs["stat-reply"], readAs("stat-reply", tables.stat)],
  [verbs.idle, readAs("idle", tables.nothing)],
  [verbs.event, readEvent],
  [verbs.accepted, readAs("accepted", tables.accepted)],
  [verbs.duplicate, readAs("duplicate", tables.duplicate)],
  [verbs["result-reply"], readResult],
  [verbs.ok, readAs("ok", tables.nothing)],
  [verbs.error, readError],
]);

/** What may answer what; `ERR` may answer anything. */
const answers: Readonly<Record<Request["kind"], readonly Reply["kind"][]>> = {
  hello: ["hello-reply"],
  stat: ["stat-reply"],
  poll: ["idle", "event"],
  open: ["accepted", "duplicate"],
  vend: ["accepted", "duplicate"],
  result: ["result-reply"],
  led: ["ok"],
  ident: ["ok"],
  address: ["ok"],
};

/** A board that can do none of the listed things leaves `caps` out: a value is never empty [LL-2]. */
function readHello(texts: Texts): Result<Reply, FieldFault> {
  const values = readFields(tables.hello, texts);
  if (!values.ok) return values;
  const { version: _, caps = [], ...hello } = values.value;
  return success({ kind: "hello-reply", ...hello, caps });
}

/** Channel 0 stands only beside `none`: the board has no record and so no channel [LL-4.5, LL-4.6]. */
function readResult(texts: Texts): Result<Reply, FieldFault> {
  const values = readFields(tables.result, texts);
  if (!values.ok) return values;
  const { channel, result } = values.value;
  if (channel === 0 && result !== "none") return failure({ kind: "bad-field", key: "ch" });
  return success({ kind: "result-reply", ...values.value });
}

/** `BOOT` always tells the boot, `COOL` always tells how long [LL-4.1]. */
function readError(texts: Texts): Result<Reply, FieldFault> {
  const values = readFields(tables.error, texts);
  if (!values.ok) return values;
  const { code, boot, leftMs } = values.value;
  if (code === "BOOT" && boot === undefined) return failure({ kind: "missing-field", key: "boot" });
  if (code === "COOL" && leftMs === undefined) {
    return failure({ kind: "missing-field", key: "left" });
  }
  return success({ kind: "error", ...values.value });
}

function readReply(frame: Frame, asked: Request["kind"]): Result<Reply, ReplyFault> {
  const read = readers.get(frame.verb);
  if (read === undefined) return failure({ kind: "unknown-verb" });
  const expected = answers[asked].some((kind) => verbs[kind] === frame.verb);
  if (!expected && frame.verb !== verbs.error) return failure({ kind: "unexpected-verb" });
  return read(frame.fields);
}

/** A whole `<` line without LF, taken only as the answer to what is in flight. `mac` is returned, not checked [LL-6.2]. */
export function decodeReply(line: string, expected: Expected): Result<AddressedReply, ReplyFault> {
  const frame = parseLine(line);
  return frame.ok ? replyIn(frame.value, expected) : failure({ kind: frame.error });
}

/** The same for a line that was parsed already. */
export function replyIn(frame: Frame, expected: Expected): Result<AddressedReply, ReplyFault> {
  const { direction, addr, seq, mac } = frame;
  if (direction !== "to-host") return failure({ kind: "wrong-direction" });
  if (addr !== expected.addr) return failure({ kind: "other-address" });
  if (seq !== expected.seq) return failure({ kind: "other-sequence" });
  const reply = readReply(frame, expected.asked);
  if (!reply.ok) return reply;
  return success({ addr, seq, reply: reply.value, ...(mac === undefined ? {} : { mac }) });
}

/** Writes the line without LF. A value out of its range, or a line over 200 bytes, throws. */
export function encodeReply(
  { addr, seq, reply }: Omit<AddressedReply, "mac">,
  sign?: Signer,
): string {
  const fields = writeReply(reply);
  return formatFrame({ direction: "to-host", addr, seq, verb: verbs[reply.kind], fields }, sign);
}

function writeReply(reply: Reply): Texts {
  switch (reply.kind) {
    case "hello-reply": {
      const caps = reply.caps.length === 0 ? undefined : reply.caps;
      return writeFields(tables.hello, { ...reply, version: "1", caps });
    }
    case "stat-reply":
      return writeFields(tables.stat, reply);
    case "event":
      return writeEvent(reply);
    case "accepted":
      return writeFields(tables.accepted, reply);
    case "duplicate":
      return writeFields(tables.duplicate, reply);
    case "result-reply":
      return writeFields(tables.result, reply);
    case "error":
      return writeFields(tables.error, reply);
    case "idle":
    case "ok":
      return new Map();
  }
}
