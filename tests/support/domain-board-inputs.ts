// Everything the two boards can report at a terminal as it stands, right or wrong: each answer, result and event, for the live
// operation and an old one, under the known boot and another, on wired channels and one that is not.
import type { RecordedEvent } from "#domain/facts.ts";
import type { BoardId, Op } from "#domain/ids.ts";
import type { BoardInput, BoardResult, OpenAnswer, Snapshot } from "#domain/inputs.ts";
import type { State } from "#domain/state.ts";

/** For each kind a list: a kind that is gained or lost and this table does not know is a type error. */
export type ByKind<T extends { readonly kind: string }> = {
  readonly [K in T["kind"]]: readonly Extract<T, { readonly kind: K }>[];
};
export const flat = <T extends { readonly kind: string }>(byKind: ByKind<T>): readonly T[] =>
  Object.values<readonly T[]>(byKind).flat();

const ANOTHER_BOOT = "0000CCCC";
const CHANNELS: readonly number[] = [1, 2, 3, 4, 9];

const RESULTS: Readonly<Record<BoardResult, true>> = {
  none: true,
  accepted: true,
  driven: true,
  opened: true,
  "not-opened": true,
  closed: true,
  fault: true,
  delivered: true,
  unverified: true,
  jam: true,
  empty: true,
};
const results = Object.keys(RESULTS) as readonly BoardResult[];

/** [LL-4.1] */
const ERRORS: readonly string[] = [
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
];

const answers: ByKind<OpenAnswer> = {
  accepted: [{ kind: "accepted" }],
  duplicate: [true, false].map((firstSend) => ({
    kind: "duplicate",
    firstSend,
    result: "opened",
  })),
  refused: ERRORS.map((code) => ({ kind: "refused", code })),
  unanswered: [{ kind: "unanswered" }],
  unsent: [{ kind: "unsent", why: "late" }],
};

const events = (op: Op, granted: number): ByKind<RecordedEvent> => ({
  boot: [{ kind: "boot", reason: "power" }],
  drive: (["ok", "open-circuit", "short"] as const).map((state) => ({
    kind: "drive",
    channel: granted,
    state,
    op,
  })),
  door: CHANNELS.flatMap((channel) =>
    (["open", "closed"] as const).map((state) => ({ kind: "door" as const, channel, state, op })),
  ),
  item: CHANNELS.flatMap((channel) =>
    (["present", "absent"] as const).map((state) => ({ kind: "item" as const, channel, state })),
  ),
  opfail: [{ kind: "opfail", channel: granted, op }],
  vend: [{ kind: "vend", channel: granted, state: "jam", op }],
  tamper: (["on", "off"] as const).map((state) => ({ kind: "tamper", state })),
  hostlost: [{ kind: "hostlost" }],
  lost: [{ kind: "lost", count: 3 }],
});

const ALL: readonly number[] = [1, 2, 3, 4];
const none: Omit<Snapshot, "newestEvent"> = {
  openDoors: [],
  unknownDoors: [],
  presentItems: [],
  unknownItems: [],
};
const snapshots: readonly Omit<Snapshot, "newestEvent">[] = [
  none,
  { ...none, openDoors: ALL, presentItems: ALL },
  { ...none, unknownDoors: ALL, unknownItems: ALL },
];

export function boardInputs(state: State, board: BoardId): ByKind<BoardInput> {
  const { boot, n } = state.durable.boards[board] ?? { boot: "00000001", n: 0 };
  const { grant } = state.durable;
  const channel = grant?.channel ?? 1;
  const ops = [grant?.op ?? state.durable.seq, 1];
  const places = [
    { boot, n: n + 1 },
    { boot, n },
    { boot: ANOTHER_BOOT, n: n + 1 },
  ];
  const answering = [
    { boot: grant?.boot ?? boot, channel },
    { boot: grant?.boot ?? boot, channel: 48 },
    { boot: ANOTHER_BOOT, channel },
  ];
  return {
    "board-greeted": [boot, ANOTHER_BOOT].flatMap((under) =>
      [0, 1e15].map((highestOp) => ({
        kind: "board-greeted" as const,
        board,
        boot: under,
        channels: 4,
        highestOp,
        newBoot: false,
      })),
    ),
    "board-snapshot-read": snapshots.flatMap((seen) =>
      [n, n + 5].map((newestEvent) => ({
        kind: "board-snapshot-read" as const,
        board,
        boot,
        snapshot: Object.assign({ newestEvent }, seen),
      })),
    ),
    "board-event-read": ops.flatMap((op) =>
      flat(events(op, channel)).flatMap((event) =>
        places.map((place) =>
          Object.assign({ kind: "board-event-read" as const, board, tMs: 1, event }, place),
        ),
      ),
    ),
    "board-events-missed": places.map(({ boot: under, n: fromN }) => ({
      kind: "board-events-missed",
      board,
      boot: under,
      fromN,
      toN: fromN + 2,
    })),
    "open-answered": ops.flatMap((op) =>
      flat(answers).map((answer) => ({ kind: "open-answered" as const, board, op, answer })),
    ),
    "result-answered": ops.flatMap((op) =>
      answering.flatMap((from) =>
        [...results, undefined].map((result) =>
          Object.assign(
            { kind: "result-answered" as const, board, op },
            result === undefined ? { boot: from.boot } : { ...from, result },
          ),
        ),
      ),
    ),
    "board-suspected": [{ kind: "board-suspected", board }],
    "board-lost": [{ kind: "board-lost", board }],
    "board-returned": [{ kind: "board-returned", board }],
    "second-host-heard": [{ kind: "second-host-heard", board }],
  };
}
