// `support-bundle --data D [--config F]`: the same bundle as at the terminal's screen, beside a running controller or without one.
// What only a running controller knows (its boards, its lines, its log) is then left out, and said so.
import { openSqliteLedgerForReading } from "#adapters/ledger/sqlite-ledger-store.ts";
import { systemClock } from "#adapters/clock/system-clock.ts";
import { ledgerTail } from "#runtime/ledger-tail.ts";
import { readConfig } from "./config-command.ts";
import { inData, ledgerExit } from "./data-folder.ts";
import { type Exit, done, exitCode, exitWith } from "./exit.ts";
import { writeBundle } from "./support-bundle.ts";
import { BUNDLE_FOLDER, BUNDLE_ROWS } from "./workshop.ts";

export type SupportArguments = {
  readonly folder: string;
  readonly configFile: string | undefined;
  readonly version: string;
};

export function supportCommand(
  { folder, configFile, version }: SupportArguments,
  print: (line: string) => void,
): Exit {
  const config = configFile === undefined ? undefined : readConfig(configFile);
  const store = openSqliteLedgerForReading(folder);
  if (!store.ok) return ledgerExit(store.error).exit;
  const head = store.value.head();
  const records = head.ok ? ledgerTail(store.value, head.value?.seq ?? 0, BUNDLE_ROWS) : [];
  store.value.close();
  const parts = {
    version,
    config: config?.ok === true ? config.value : undefined,
    health: "made from the command line: what only the running controller knows is at its screen",
    records,
    trace: [],
    log: [],
  };
  const into = inData(folder, BUNDLE_FOLDER);
  const written = writeBundle(into, parts, systemClock.now().wallMs);
  if (!written.ok) return exitWith(exitCode.inputOutput, written.error);
  print(`${into}/${written.value}`);
  return done;
}
