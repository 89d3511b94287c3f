// What a board's event says that stands in the ledger: what the hardware itself saw, acknowledged only after it was durable [LL-5.4].
import { z } from "zod";
import type { Change, Told, Tone } from "./happening.ts";
import { Board, Door, itemOf, place, positionOf, say, telling, Word } from "./telling.ts";

const Recorded = z
  .object({
    kind: Word,
    channel: z.int().min(1).max(48).optional(),
    state: Word.default("?"),
    reason: Word.default("?"),
    count: z.number().optional(),
  })
  .loose();
const Event = z.object({ board: Board, compartment: Door.optional(), event: Recorded });

type Words = {
  readonly text: string;
  readonly tone?: Tone;
  readonly change?: (door: string) => Change;
};

/** What stands after the name of door or board. */
const words: Readonly<Record<string, (event: z.infer<typeof Recorded>) => Words>> = {
  door: ({ state }) => ({
    text: state === "open" ? "opened" : state,
    change: (door) => ({ kind: "door-stood", door, position: positionOf(state) }),
  }),
  item: ({ state }) => ({
    text: state === "present" ? "holds an item now" : "holds no item any more",
    change: (door) => ({ kind: "item-stood", door, item: itemOf(state) }),
  }),
  drive: ({ state }) =>
    state === "ok"
      ? { text: "got its coil pulse", change: (door) => ({ kind: "coil-pulsed", door }) }
      : { text: `got no proper pulse: coil ${say(state)}`, tone: "warning" },
  opfail: () => ({ text: "stayed shut after its pulse", tone: "warning" }),
  boot: ({ reason }) => ({ text: `had started (${say(reason)})`, tone: "warning" }),
  hostlost: () => ({ text: "had heard no controller for 10 s", tone: "warning" }),
  lost: ({ count }) => ({
    text: `forgot ${count ?? "some"} events: it had no room`,
    tone: "warning",
  }),
  tamper: ({ state }) => ({
    text: state === "on" ? "had its lid opened" : "has its lid closed",
    tone: "warning",
  }),
};
const knownWords = new Map(Object.entries(words));

export const eventTelling = telling(Event, ({ board, compartment, event }): Told => {
  const { channel } = event;
  const {
    text,
    tone = "plain",
    change,
  } = knownWords.get(event.kind)?.(event) ?? {
    text: `reports ${say(event.kind)} ${say(event.state)}`,
  };
  const subject = channel === undefined ? place(undefined, board) : placeOn(board, channel);
  const read: Change = { kind: "board-read", board };
  return {
    text: `${compartment === undefined ? subject : place(compartment, board)} ${text}`,
    tone,
    door: compartment,
    board,
    changes: compartment === undefined || !change ? [read] : [read, change(compartment)],
    wiring:
      compartment === undefined || channel === undefined
        ? []
        : [{ door: compartment, board, channel }],
  };
});

const placeOn = (board: string, channel: number): string =>
  `${place(undefined, board)}, channel ${channel},`;
