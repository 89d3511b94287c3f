// A night to look at again, on the virtual terminal: a clerk loads, a holder collects, the power goes for hours, somebody
// forces a door, a board falls silent. Kept as a technician gets it, as the export of its ledger, with the wall it happened on.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportLedger } from "#runtime/ledger-export.ts";
import { announce, createBench } from "./bench-people.ts";
import { citizenCollects, clerkWorks } from "./bench-robots.ts";
import { createMemoryLedgerStore } from "./memory-ledger-store.ts";
import { must } from "./virtual-must.ts";
import { virtualSite } from "./virtual-site.ts";
import { createVirtualTerminal } from "./virtual-terminal.ts";

export type RecordedNight = {
  /** JSON lines. */
  readonly ledgerFile: string;
  readonly configFile: string;
  /** The compartment that was forced, as the wall numbers it. */
  readonly forced: number;
  readonly forcedAtMs: number;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FORCED = 3;
const BOARDS = ["a:01", "a:02"] as const;
/** A Tuesday, ten to ten in the evening. */
const EVENING_MS = Date.UTC(2026, 10, 3, 20, 50);

/** @param folder that the test throws away */
export async function recordNight(folder: string): Promise<RecordedNight> {
  const terminal = createVirtualTerminal({ folder });
  const bench = createBench(terminal);
  terminal.wallAheadMs = EVENING_MS;
  await terminal.start();
  await terminal.pass(5000);
  for (const letter of ["A", "B", "C"])
    await announce(bench, letter, { product: "attest", low: false });
  await clerkWorks(bench, ["A", "B", "C"]);
  await terminal.pass(MINUTE_MS);
  await citizenCollects(bench, "A");
  await terminal.pass(20_000);
  // The town is without power for more than five hours.
  for (const board of BOARDS) terminal.wall.powerOff(board);
  terminal.kill();
  await terminal.pass(5 * HOUR_MS + 21 * MINUTE_MS);
  for (const board of BOARDS) terminal.wall.reset(board, "power");
  await terminal.start();
  await terminal.pass(MINUTE_MS);
  const forcedAtMs = terminal.wallMs();
  terminal.wall.touch(FORCED, "force");
  await terminal.pass(90_000);
  terminal.wall.touch(FORCED, "close");
  await terminal.pass(10_000);
  terminal.wall.powerOff("a:02");
  await terminal.pass(15_000);

  const ledgerFile = join(folder, "night.jsonl");
  const text = [...exportLedger(createMemoryLedgerStore(terminal.disk), "jsonl")].map(must);
  writeFileSync(ledgerFile, text.join(""));
  const configFile = join(folder, "site.yaml");
  writeFileSync(configFile, wallConfig());
  return { ledgerFile, configFile, forced: FORCED, forcedAtMs };
}

function wallConfig(): string {
  const compartments = [...virtualSite.compartments.values()].map(
    ({ number, board, channel, column, row, size }) =>
      `  - { number: ${number}, bus: a, board: "${board.slice(2)}", channel: ${channel}, column: ${column}, row: ${row}, size: ${size} }`,
  );
  return `terminal: { id: hal }
buses: [ { id: a, kind: serial, path: dev/a, boards: [ { address: "01", channels: 4 }, { address: "02", channels: 4 } ] } ]
compartments:
${compartments.join("\n")}
`;
}
