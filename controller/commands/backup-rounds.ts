// The backups of a running controller: one soon after the start, one an hour, one at the end. The hourly ones are made by a
// process of their own, since the flush of a whole copy would keep the loop from its doors (ADR 0023). None ever stops serving.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Log } from "#runtime/ports.ts";
import type { BackupPlan } from "./data-folder.ts";
import { makeBackup } from "./ledger-backup.ts";

const TIMES = { firstAfterMs: 60_000, everyMs: 3_600_000 };
/** A medium that takes longer than this is no medium for backups. */
const PATIENCE_MS = 600_000;
const PROGRAM = fileURLToPath(new URL("../main.ts", import.meta.url));

export type BackupRounds = {
  /** No more rounds; one that is under way is broken off and leaves nothing that counts. */
  readonly stop: () => void;
  /** The last one, once the ledger is closed. */
  readonly last: () => Promise<void>;
};

export function startBackupRounds(plan: BackupPlan, log: Log, times = TIMES): BackupRounds {
  const breakOff = new AbortController();
  let timer = setTimeout(round, times.firstAfterMs);
  function round(): void {
    timer = setTimeout(round, times.everyMs);
    const { data, folder, keep } = plan;
    const args = ["ledger", "backup", "--data", data, "--to", folder, "--keep", String(keep)];
    const options = { timeout: PATIENCE_MS, signal: breakOff.signal };
    execFile(process.execPath, [PROGRAM, ...args], options, (error, stdout, stderr) => {
      if (breakOff.signal.aborted) return;
      if (error === null) log.step({ backup: stdout.trim() });
      else log.alarm("no backup was made", { detail: stderr.trim() || error.message });
    });
  }
  return {
    stop() {
      clearTimeout(timer);
      breakOff.abort();
    },
    async last() {
      const made = await makeBackup(plan);
      if (made.ok) log.step({ backup: made.value.path });
      else log.alarm("no backup was made", { detail: made.error });
    },
  };
}
