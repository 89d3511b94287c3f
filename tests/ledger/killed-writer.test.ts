// A controller killed (SIGKILL) after each of its writes: nothing it acknowledged is lost, nothing is half there, the chain
// holds, and the lock is free for the next one [I4]. Killing a process cannot show a missing fsync: for that the settings
// are read back in sqlite-ledger-store.test.ts.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import {
  openSqliteLedger,
  openSqliteLedgerForReading,
} from "#adapters/ledger/sqlite-ledger-store.ts";
import { type Fold, openLedger } from "#runtime/ledger.ts";
import { verifyLedger } from "#runtime/ledger-verification.ts";
import { errorOf, sha256, temporaryFolder, valueOf } from "./samples.ts";

const CHILD = new URL("appending-child.ts", import.meta.url).pathname;
const APPEND_ROWS = 3;
/** The child folds by the same, so its snapshots are used here too. */
const counting: Fold<number> = { version: "1", initial: () => 0, apply: (count) => count + 1 };

type Run = { readonly acknowledgedSeq: number; readonly signal: NodeJS.Signals | null };

/** Runs a writer and kills it at its `killAfter`th acknowledgement, while it goes on writing. */
async function runAndKill(folder: string, killAfter: number, onFirst?: () => void): Promise<Run> {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on("close", (_code, signal) => resolve(signal));
  });
  let acknowledgements = 0;
  let acknowledgedSeq = 0;
  for await (const line of createInterface(child.stdout)) {
    acknowledgedSeq = Number(line);
    acknowledgements += 1;
    if (acknowledgements === 1) onFirst?.();
    if (acknowledgements === killAfter) child.kill("SIGKILL");
  }
  return { acknowledgedSeq, signal: await ended };
}

test("a writer killed after any of its writes loses nothing that it acknowledged", async () => {
  const folder = temporaryFolder();
  for (let killAfter = 1; killAfter <= 12; killAfter += 1) {
    const { acknowledgedSeq, signal } = await runAndKill(folder, killAfter);
    expect(signal).toBe("SIGKILL");
    const store = valueOf(openSqliteLedger(folder));
    const { ledger, state } = valueOf(openLedger(store, sha256, counting));
    const verdict = valueOf(verifyLedger(store, sha256));
    store.close();
    expect(verdict).toEqual({ kind: "sound", head: ledger.head });
    expect(ledger.head.seq).toBeGreaterThanOrEqual(acknowledgedSeq);
    expect(ledger.head.seq % APPEND_ROWS).toBe(0);
    expect(state).toBe(ledger.head.seq);
  }
});

test("while a writer lives the folder is locked, and its ledger can still be verified", async () => {
  const folder = temporaryFolder();
  await runAndKill(folder, 3, () => {
    expect(errorOf(openSqliteLedger(folder)).kind).toBe("locked");
    const reader = valueOf(openSqliteLedgerForReading(folder));
    expect(valueOf(verifyLedger(reader, sha256)).kind).toBe("sound");
    reader.close();
  });
  valueOf(openSqliteLedger(folder)).close();
});
