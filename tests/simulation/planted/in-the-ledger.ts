// Bugs planted where facts become durable and messages leave: controller/runtime, and the simulated disk's own ledger store.
import { type PlantedBug, plant } from "./planted-bug.ts";

const STORE = "tests/simulation/ledger-on-disk.ts";
const cuts = ["power-cut", "power-cut-at-open-line", "power-cut-at-write"];

export const bugsInTheLedger: readonly PlantedBug[] = [
  plant("a row is acknowledged before it is synced", {
    breaks: "I4",
    patches: [
      {
        file: STORE,
        find: "const fault = disk.write(group) ?? disk.sync();",
        replace: "const fault = disk.write(group);",
      },
    ],
    life: { faults: cuts, faultsPerDay: 8 },
  }),
  plant("the first row of a large group is left out", {
    breaks: "I4",
    patches: [
      {
        file: STORE,
        find: "const fault = disk.write(group) ??",
        replace: "const fault = disk.write(group.length > 3 ? group.slice(1) : group) ??",
      },
    ],
    life: { faults: ["updated"], faultsPerDay: 4 },
  }),
  plant("an error of the disk is passed over", {
    breaks: "I9",
    patches: [
      {
        file: "controller/runtime/ledger.ts",
        find: "if (!written.ok) return written;",
        replace: "ledger.fault = undefined;",
      },
    ],
    life: { documentsPerDay: 10, faults: ["disk-error", "disk-full"], faultsPerDay: 8 },
  }),
  plant("a gap in the numbers is accepted", {
    breaks: "I4",
    patches: [
      {
        file: "controller/runtime/ledger.ts",
        find: "stamped(entry, ledger.head.seq + 1 + index, stamp)",
        replace: `stamped(entry, ledger.head.seq + (entry.fact.kind === "board-lost" ? 2 : 1) + index, stamp)`,
      },
      {
        file: "controller/runtime/loop.ts",
        find: "assert(ledger.head.seq === durable.seq,",
        replace: "assert(ledger.head.seq > 0,",
      },
      { file: STORE, find: "seq !== newest + 1 + index", replace: "seq < newest" },
    ],
    life: { faults: ["board-loses-power"], faultsPerDay: 8 },
  }),
  plant("the chain is not verified at the start", {
    breaks: "I4",
    patches: [
      {
        file: "controller/runtime/chain.ts",
        find: "if (rowHash(previous, row, digest) !== row.hash) {",
        replace: "if (rowHash(previous, row, digest).length !== row.hash.length) {",
      },
    ],
    life: { faults: ["ledger-damaged"], faultsPerDay: 4 },
  }),
  plant("the hash does not cover who acted", {
    breaks: "I4",
    patches: [
      {
        file: "controller/runtime/chain.ts",
        find: '`{"actor":${JSON.stringify(actor)},"atMs":${atMs},',
        replace: '`{"actor":${JSON.stringify(actor.slice(0, 0))},"atMs":${atMs},',
      },
    ],
  }),
  plant("messages are forgotten at the start", {
    breaks: "I10",
    patches: [
      {
        file: "controller/domain/decide.ts",
        find: "doubtUnsettled(draft);\n  sendOutbox(draft);",
        replace: "doubtUnsettled(draft);\n  void sendOutbox;",
      },
    ],
    life: {
      documentsPerDay: 10,
      faults: ["gateway-away", "controller-killed", "updated"],
      faultsPerDay: 10,
    },
  }),
  plant("a message is given up when its gateway is away", {
    breaks: "I10",
    patches: [
      {
        file: "controller/runtime/outbox.ts",
        find: 'if (kind === "refused")',
        replace: 'if (kind === "refused" || kind === "unreachable")',
      },
    ],
    life: { documentsPerDay: 10, faults: ["gateway-away"], faultsPerDay: 4 },
  }),
  plant("a restore keeps the epoch", {
    breaks: "I2",
    patches: [
      {
        file: "tests/simulation/computer.ts",
        find: "const epoch = durable.restoreEpoch + 1;",
        replace: "const epoch = durable.restoreEpoch;",
      },
    ],
    life: { days: 3, documentsPerDay: 10, faults: ["terminal-replaced"], faultsPerDay: 4 },
  }),
  plant("codes live on after a restore", {
    breaks: "I7",
    patches: [
      {
        file: "controller/domain/terminal/apply.ts",
        find: 'pickup.phase === "waiting" ? { ...pickup, suspended: "restored" as const } : pickup,',
        replace: 'pickup.phase === "waiting" ? { ...pickup, dead: undefined } : pickup,',
      },
    ],
    life: { days: 3, documentsPerDay: 10, faults: ["terminal-replaced"], faultsPerDay: 4 },
  }),
];
