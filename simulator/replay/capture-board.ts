// One board as somebody who only listens to the wire knows it, and what its greetings and snapshots tell [LL-4].
// Its events are in capture-event.ts; which answer belongs to which request, and silence, in capture-story.ts.
import type { HelloReply, StatReply } from "#protocol/messages.ts";
import { channelsOf } from "#protocol/mask.ts";
import type { Change, ItemReading, Position, Told, Wiring } from "./happening.ts";
import { doorsText } from "./telling.ts";

export type HeardBoard = {
  readonly name: string;
  boot: string | undefined;
  channels: number;
  /** Newest event. */
  n: number | undefined;
  /** Answers to STAT have told how the doors stand, and nothing was missed since [LL-5.5]. */
  read: boolean;
  lost: boolean;
  heardMs: number;
  /** The board's own clock, when it was last told. */
  clock: { readonly boardMs: number; readonly tMs: number } | undefined;
  faults: string;
  readonly positions: Map<number, Position>;
  readonly items: Map<number, ItemReading>;
  /** Doors whose last opening was asked for, with the time since when they are closed. */
  readonly asked: Map<number, number | undefined>;
};

export const newBoard = (name: string, tMs: number): HeardBoard => ({
  name,
  boot: undefined,
  channels: 0,
  n: undefined,
  read: false,
  lost: false,
  heardMs: tMs,
  clock: undefined,
  faults: "",
  positions: new Map(),
  items: new Map(),
  asked: new Map(),
});

export const doorAt = ({ name }: HeardBoard, channel: number): string => `${name}/${channel}`;

export function unread(board: HeardBoard, why: string): readonly Change[] {
  board.read = false;
  return [{ kind: "board-unread", board: board.name, why }];
}

/** A greeting again under the same boot is only a new session. */
export function greeted(board: HeardBoard, hello: HelloReply, tMs: number): readonly Told[] {
  const before = board.boot;
  board.clock = { boardMs: hello.tMs, tMs };
  if (before === hello.boot) return [];
  board.boot = hello.boot;
  board.channels = hello.channels;
  board.n = undefined;
  const wiring = Array.from({ length: hello.channels }, (_, at): Wiring => ({
    door: doorAt(board, at + 1),
    board: board.name,
    channel: at + 1,
  }));
  const what = before === undefined ? "answers" : "has started anew";
  return [
    {
      text: `Board ${board.name} ${what}: boot ${hello.boot}, ${hello.channels} channels, firmware ${hello.firmware}`,
      tone: before === undefined ? "plain" : "warning",
      board: board.name,
      changes: unread(board, "its board has just started"),
      wiring,
    },
  ];
}

/** Told only when it says something new. */
export function statRead(board: HeardBoard, stat: StatReply, tMs: number): readonly Told[] {
  board.clock = { boardMs: stat.tMs, tMs };
  const moved = [...doorChanges(board, stat), ...itemChanges(board, stat)];
  const wasRead = board.read;
  board.read = true;
  return [...faultsTold(board, stat), ...(wasRead && moved.length === 0 ? [] : [snapshot()])];

  function snapshot(): Told {
    const open = channelsWith(board, "open");
    const unknown = channelsWith(board, "unknown");
    const words = [
      open.length === 0 ? "no door is open" : `${doorsText(open)} open`,
      ...(unknown.length === 0 ? [] : [`${doorsText(unknown)} not known`]),
    ];
    return {
      text: `Board ${board.name} tells how its doors stand: ${words.join(", ")}`,
      board: board.name,
      changes: [{ kind: "board-read", board: board.name }, ...moved],
    };
  }
}

const channelsWith = (board: HeardBoard, wanted: Position): readonly string[] =>
  [...board.positions]
    .filter(([, position]) => position === wanted)
    .map(([channel]) => doorAt(board, channel));

function doorChanges(board: HeardBoard, stat: StatReply): readonly Change[] {
  const open = channelsOf(stat.doors);
  const unknown = channelsOf(stat.unknownDoors);
  return Array.from({ length: board.channels }, (_, at): Change => {
    const channel = at + 1;
    const known = open.includes(channel) ? "open" : "closed";
    const position = unknown.includes(channel) ? "unknown" : known;
    return { kind: "door-stood", door: doorAt(board, channel), position };
  }).filter((change, at) => {
    if (change.kind !== "door-stood" || board.positions.get(at + 1) === change.position)
      return false;
    board.positions.set(at + 1, change.position);
    return true;
  });
}

function itemChanges(board: HeardBoard, stat: StatReply): readonly Change[] {
  const present = channelsOf(stat.items);
  const unknown = channelsOf(stat.unknownItems);
  return Array.from({ length: board.channels }, (_, at): Change => {
    const channel = at + 1;
    const known = present.includes(channel) ? "present" : "absent";
    const item = unknown.includes(channel) ? "unknown" : known;
    return { kind: "item-stood", door: doorAt(board, channel), item };
  }).filter((change, at) => {
    if (change.kind !== "item-stood" || board.items.get(at + 1) === change.item) return false;
    board.items.set(at + 1, change.item);
    return true;
  });
}

function faultsTold(board: HeardBoard, { faults }: StatReply): readonly Told[] {
  if (faults === board.faults) return [];
  const before = channelsOf(board.faults);
  board.faults = faults;
  const channels = channelsOf(faults);
  if (channels.length === 0 && before.length === 0) return [];
  return [
    {
      text:
        channels.length === 0
          ? `Board ${board.name} tells of no fault any more`
          : `Board ${board.name} tells of faults at ${doorsText(channels.map((channel) => doorAt(board, channel)))}`,
      tone: "warning",
      board: board.name,
    },
  ];
}
