// Bugs planted where boards are believed: what is known of their doors, which events are acknowledged [LL-5].
import { type PlantedBug, plant } from "./planted-bug.ts";

const REPORTS = "controller/domain/board/reports.ts";

export const bugsOfBoards: readonly PlantedBug[] = [
  plant("doors are believed over a new boot, and nobody reads them", {
    breaks: "I1",
    patches: [
      {
        file: REPORTS,
        find: "const doorsKnown = sameBoot && liveBoard",
        replace: 'const doorsKnown = (sameBoot || boot !== "") && liveBoard',
      },
      {
        file: "firmware-protocol/host-greeting.ts",
        find: "pollAtMs: nowMs,\n    statAtMs: nowMs,",
        replace: "pollAtMs: nowMs,\n    statAtMs: Math.max(board.statAtMs, nowMs),",
      },
    ],
    life: { documentsPerDay: 20, faults: ["board-resets"], faultsPerDay: 60 },
    seeds: [3, 4, 5, 6],
  }),
  plant("the doors of a lost board stay known", {
    breaks: "I1",
    patches: [
      {
        file: REPORTS,
        find: 'setBoard(draft, board, { presence: "lost", doorsKnown: false });',
        replace: 'setBoard(draft, board, { presence: "lost" });',
      },
      {
        file: REPORTS,
        find: '{ presence: "suspect", doorsKnown: false }',
        replace: '{ presence: "suspect" }',
      },
    ],
    life: {
      documentsPerDay: 12,
      faults: ["board-loses-power", "cable-unplugged"],
      faultsPerDay: 30,
    },
    seeds: [3, 4, 5, 6],
  }),
  plant("an event is acknowledged before it is durable", {
    breaks: "I4",
    patches: [
      {
        file: "firmware-protocol/host-events.ts",
        find: "events: { ...events, reportedN: event.n },",
        replace: "events: { ...events, reportedN: event.n, ackN: event.n, ackWaiting: true },",
      },
    ],
    life: { documentsPerDay: 12, faults: ["disk-error", "disk-full", "vandal"], faultsPerDay: 20 },
  }),
];
