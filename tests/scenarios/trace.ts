// What a terminal did, one line each: screens, facts, orders to the world, pulses, messages, faults.
// Ids become letters and door numbers; what differs between two machines or says nothing to a reader is left out.
import type { Effect } from "#domain/effects.ts";
import type { Screen } from "#domain/screen.ts";
import type { LedgerRow, OutgoingMessage } from "#runtime/ports.ts";
import type { TerminalWatch } from "../support/virtual-terminal.ts";

export type Trace = {
  readonly watch: TerminalWatch;
  readonly note: (what: string, line: string) => void;
  /** What was noted since the last take. */
  readonly take: () => readonly string[];
  /** From here on this id is shown by its letter. */
  readonly name: (id: string, letter: string) => void;
  /** A row as the trace shows it. */
  readonly factOf: (row: LedgerRow) => string;
};

export function createTrace(): Trace {
  const names = new Map<string, string>();
  const seen: CodesSeen = new Map();
  let lines: string[] = [];
  let shown = "";
  const nameOf = (id: unknown): string => names.get(String(id)) ?? String(id);
  const note = (what: string, line: string): void => void lines.push(`${what.padEnd(8)}${line}`);
  return {
    note,
    factOf: (row) => factLine(row, nameOf),
    name: (id, letter) => void names.set(id, letter),
    take() {
      const taken = lines;
      lines = [];
      return taken;
    },
    watch: {
      screen(screen) {
        const line = screenLine(screen);
        if (line !== shown) note("screen", line);
        shown = line;
      },
      rows: (rows) => rows.forEach((row) => note("fact", factLine(row, nameOf))),
      effect(effect) {
        const line = effectLine(effect, nameOf);
        if (line !== undefined) note("order", line);
      },
      pulse: (door) => note("pulse", `door ${door}`),
      message: (message) => note("message", messageLine(message, seen)),
      fault: ({ kind }) => note("fault", kind),
    },
  };
}

const SCREEN_VALUES_LEFT_OUT = new Set(["phone", "terminal", "door"]);

function screenLine({ name, field, door, values, choices }: Screen): string {
  const shown = Object.entries(values)
    .filter(([key]) => !SCREEN_VALUES_LEFT_OUT.has(key))
    .map(([key, value]) => `${key} ${value}`);
  return [
    name,
    ...(door === undefined ? [] : [`door ${door.compartment} ${door.state}`]),
    // How much is typed says nothing new; that there is something to type does.
    ...(field === undefined ? [] : [`field ${field.groups.join("+")}`]),
    ...shown,
    ...(choices.length === 0 ? [] : [`[${choices.map(({ choice }) => choice).join(" ")}]`]),
  ].join(", ");
}

// ---- facts ----------------------------------------------------------------------------------------------------------

type NameOf = (id: unknown) => string;
type Values = Readonly<Record<string, unknown>>;

/** How a field of a fact is shown; a field that is not here is left out. */
const FACT_FIELDS: Readonly<Record<string, (value: unknown, nameOf: NameOf) => string>> = {
  event: (value) => eventText(value as Values),
  authority: (value, nameOf) => authorityText(value as Values, nameOf),
  compartment: (value) => `door ${String(value)}`,
  compartments: (value) => `doors ${(value as readonly number[]).join(" ")}`,
  pickup: (value, nameOf) => nameOf(value),
  board: String,
  attempt: (value) => `try ${String(value)}`,
  birthDateWrong: (value) => (value === true ? "wrong birth date" : ""),
  by: (value, nameOf) => `by ${nameOf(value)}`,
  counter: (value) => `counter ${String(value)}`,
  epoch: (value) => `epoch ${String(value)}`,
  lockMs: (value) => `${Number(value) / 1000} s`,
  stepMs: (value) => `${Number(value) / 1000} s`,
  reference: (value) => `reference ${String(value)}`,
  trusted: (value) => (value === true ? "trusted" : "not trusted"),
  fromN: (value) => `from ${String(value)}`,
  toN: (value) => `to ${String(value)}`,
  ...Object.fromEntries(
    [
      "alarm",
      "detail",
      "doubt",
      "found",
      "method",
      "outcome",
      "product",
      "proof",
      "reason",
      "staff",
      "state",
      "template",
      "terminal",
      "which",
      "why",
    ].map((key) => [key, String]),
  ),
};

function factLine({ kind, body, actor }: LedgerRow, nameOf: NameOf): string {
  const values = JSON.parse(body) as Values;
  // A door's event names its board in the door's number.
  const { board: _board, ...atDoor } = values;
  const shown = values["compartment"] === undefined ? values : atDoor;
  const fields = Object.entries(shown)
    .toSorted(([a], [b]) => rankOf(a) - rankOf(b))
    .map(([key, value]) => FACT_FIELDS[key]?.(value, nameOf) ?? "")
    .filter((text) => text !== "");
  const by = actor === "terminal" ? "" : ` (${actor})`;
  return `${[kind, ...fields].join(" ")}${by}`;
}

/** First where, then who, then what. */
const FIRST = ["compartment", "board", "pickup", "staff", "authority"];
const rankOf = (key: string): number => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);

const eventText = ({ kind, state, reason, count }: Values): string =>
  [kind, state ?? reason ?? count]
    .filter((part) => part !== undefined)
    .map(String)
    .join(" ");

const authorityText = ({ kind, pickup }: Values, nameOf: NameOf): string =>
  pickup === undefined ? String(kind) : `${String(kind)} of ${nameOf(pickup)}`;

// ---- orders and messages --------------------------------------------------------------------------------------------

/** Checks, acknowledgements, watches and lights come with every step and prove nothing by themselves. */
function effectLine(effect: Effect, nameOf: NameOf): string | undefined {
  switch (effect.kind) {
    case "fire-lock":
      return `fire-lock ${effect.board}/${effect.channel}`;
    case "ask-result":
    case "read-board":
    case "clear-second-host":
      return `${effect.kind} ${effect.board}`;
    case "erase-personal-data":
      return `${effect.kind} of ${nameOf(effect.pickup)}`;
    case "refuse-desk":
      return `${effect.kind}: ${effect.why}`;
    case "acknowledge-event":
    case "watch-board":
    case "set-light":
    case "check-code":
    case "check-birth-date":
    case "match-birth-dates":
    case "find-holder":
    case "look-up-document":
    case "read-badge":
    case "check-totp":
    case "send-message":
    case "read-door-history":
    case "read-devices":
    case "read-bus-trace":
    case "make-support-bundle":
      return undefined;
  }
}

/** The codes that messages brought, each with a number of its own: whoever gets number 1 again gets the same code. */
type CodesSeen = Map<string, number>;

function messageLine({ template, contact, qr, values }: OutgoingMessage, seen: CodesSeen): string {
  const numberOf = (code: string): number => {
    if (!seen.has(code)) seen.set(code, seen.size + 1);
    return seen.get(code) ?? 0;
  };
  const codes =
    qr === undefined ? "" : `, PIN ${numberOf(values["pin"] ?? "")} and QR ${numberOf(qr)}`;
  return `${template} to ${contact.to}${codes}`;
}
