// Events: what `EV` carries, one row per kind [LL-5.2]. The frame around them is in reply-codec.ts.
// Order, gaps and acknowledging are the link's; what an event means for a door is the controller's.
import {
  optional,
  readAs,
  readFields,
  required,
  writeFields,
  type FieldFault,
  type FieldTable,
} from "./field.ts";
import type { BoardEvent } from "./messages.ts";
import { failure, success, type Result } from "./result.ts";
import { boardTime, channel, counted, flag, oneOf } from "./text-forms.ts";

type Texts = ReadonlyMap<string, string>;
type EventKind = BoardEvent["kind"];

const common = {
  n: required("n", counted),
  tMs: required("t", boardTime),
};
const ofChannel = { ...common, channel: required("ch", channel) };
const op = required("op", counted);

const forms = {
  boot: { ...common, reason: required("r", oneOf("power", "brownout", "watchdog", "soft")) },
  drive: { ...ofChannel, state: required("s", oneOf("ok", "open-circuit", "short")), op },
  door: {
    ...ofChannel,
    state: required("s", oneOf("open", "closed")),
    op: optional("op", counted),
  },
  item: { ...ofChannel, state: required("s", oneOf("present", "absent")) },
  opfail: { ...ofChannel, reason: required("r", oneOf("not-opened")), op },
  vend: {
    ...ofChannel,
    state: required("s", oneOf("delivered", "unverified", "jam", "empty")),
    op,
  },
  tamper: { ...common, state: required("s", oneOf("on", "off")) },
  hostlost: common,
  lost: { ...common, count: required("count", counted) },
} satisfies Record<EventKind, FieldTable>;

const readers: Readonly<Record<EventKind, (texts: Texts) => Result<BoardEvent, FieldFault>>> = {
  boot: readAs("boot", forms.boot),
  drive: readAs("drive", forms.drive),
  door: readAs("door", forms.door),
  item: readAs("item", forms.item),
  opfail: readAs("opfail", forms.opfail),
  vend: readAs("vend", forms.vend),
  tamper: readAs("tamper", forms.tamper),
  hostlost: readAs("hostlost", forms.hostlost),
  lost: readAs("lost", forms.lost),
};

const head = {
  kind: required(
    "k",
    oneOf<EventKind>(
      "boot",
      "drive",
      "door",
      "item",
      "opfail",
      "vend",
      "tamper",
      "hostlost",
      "lost",
    ),
  ),
  more: required("more", flag("0", "1")),
};

export type EventReply = {
  readonly kind: "event";
  readonly event: BoardEvent;
  /** The board holds newer events than this one. */
  readonly more: boolean;
};

export function readEvent(texts: Texts): Result<EventReply, FieldFault> {
  const values = readFields(head, texts);
  if (!values.ok) return failure(values.error);
  const event = readers[values.value.kind](texts);
  return event.ok ? success({ kind: "event", event: event.value, more: values.value.more }) : event;
}

/** In the order of the examples: n, t, k, then the kind's own, then more [LL-9]. */
export function writeEvent({ event, more }: EventReply): Texts {
  const { n, t, ...rest } = Object.fromEntries(writeFields(forms[event.kind], event));
  return new Map(
    Object.entries({ n: n ?? "", t: t ?? "", k: event.kind, ...rest, more: more ? "1" : "0" }),
  );
}
