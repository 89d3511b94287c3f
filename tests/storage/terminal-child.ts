// A process made to lose its power or its disk: a whole terminal in virtual time, on the real ledger and the real vault. A clerk
// puts documents in, citizens take them out; it says each durable row, and each OPEN line that leaves for the boards.
// When the ledger fails nothing ends it at once: people go on before the screen, and no door may open for them [I9].
import { mkdtempSync, openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteLedger } from "#adapters/ledger/sqlite-ledger-store.ts";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import { announce, createBench } from "../support/bench-people.ts";
import { citizenCollects, clerkWorks } from "../support/bench-robots.ts";
import { must } from "../support/virtual-must.ts";
import { createVirtualTerminal } from "../support/virtual-terminal.ts";
import { OPEN_SENT, acknowledgement } from "./acknowledgement.ts";
import type { TerminalOrder } from "./writing-order.ts";

const LETTERS = ["A", "B"];
const CHECKPOINT_EVERY = 9;
const SNAPSHOT_EVERY = 25;
const PATIENCE_MS = 60_000;

async function run({ folder, told }: TerminalOrder): Promise<void> {
  const descriptor = openSync(told, "a");
  const say = (line: string): void => void writeSync(descriptor, line);
  let faulted = false;
  const store = must(openSqliteLedger(folder, { checkpointEvery: CHECKPOINT_EVERY }));
  const terminal = createVirtualTerminal({
    folder: mkdtempSync(join(tmpdir(), "loket24-staff-")),
    store,
    vault: ({ referenceMac }) => must(openVault({ folder, referenceMac })),
    snapshotEvery: SNAPSHOT_EVERY,
    watch: {
      rows: (rows) => rows.forEach((row) => say(acknowledgement(row))),
      fault: () => {
        faulted = true;
      },
    },
  });
  terminal.wire.onSent = (line) => {
    if (/ OPEN /u.test(line)) say(`${OPEN_SENT}\n`);
  };
  try {
    await play(terminal);
  } catch (error) {
    // What was struck is said in the trace; here only that people wait before a terminal that takes nothing more.
    process.stderr.write(`${String(error)}\n`);
    await terminal.pass(PATIENCE_MS).catch(() => undefined);
    process.exit(74);
  }
  process.exit(faulted ? 74 : 0);
}

async function play(terminal: ReturnType<typeof createVirtualTerminal>): Promise<void> {
  const bench = createBench(terminal);
  await terminal.start();
  await terminal.pass(2000);
  for (const letter of LETTERS)
    await announce(bench, letter, { product: letter === "A" ? "rijbewijs" : "attest", low: false });
  await clerkWorks(bench, LETTERS);
  for (const letter of LETTERS) await citizenCollects(bench, letter);
  await terminal.pass(10_000);
}

// It was written by `runTerminalTraced`, which is typed.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
await run(JSON.parse(process.argv[2] ?? "") as TerminalOrder);
