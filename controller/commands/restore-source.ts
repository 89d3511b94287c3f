// From which ledger a restore goes on: the newest that verifies, be it a backup or the one in the folder itself. Reads only.
import { type Backup, listBackups } from "#adapters/backup/backup-folder.ts";
import { checkVault } from "#adapters/vault/vault-check.ts";
import { type Result, failed, ok } from "#domain/result.ts";
import { type SoundLedger, soundLedger } from "./ledger-backup.ts";
import { agoText } from "./age.ts";
import { notedEpoch } from "./restore-epoch.ts";

export type Source = SoundLedger & {
  /** The folder its `ledger.db` lies in. */
  readonly path: string;
};

export type Choice = {
  readonly source: Source;
  /** One sentence: what it is and why not a newer one. */
  readonly sentences: readonly string[];
  /** Above every epoch that is known of: the boards may have seen any of them [LL-4.2]. */
  readonly epoch: number;
};

/** Newer by the history of ledgers, not by clocks. */
const isNewer = (
  a: { readonly epoch: number; readonly seq: number },
  b: { readonly epoch: number; readonly seq: number },
): boolean => a.epoch > b.epoch || (a.epoch === b.epoch && a.seq > b.seq);

export type Choosing = {
  readonly data: string;
  readonly backups: string;
  /** A folder somebody named. */
  readonly from: string | undefined;
  readonly nowMs: number;
};

export function chooseSource({ data, backups, from, nowMs }: Choosing): Result<Choice, string> {
  const listed = listBackups(backups);
  if (!listed.ok) return listed;
  const here = soundLedger(data);
  const noted = notedEpoch(data);
  const known = [...listed.value, ...(here.ok ? [here.value] : [])].map(({ epoch }) => epoch);
  const highest = Math.max(noted.ok ? noted.value : 0, ...known);
  const finish = (source: Source, sentences: readonly string[]): Choice => ({
    source,
    sentences: noted.ok ? sentences : [...sentences, noted.error],
    epoch: 1 + Math.max(source.epoch, highest),
  });
  if (from !== undefined) {
    const sound = soundLedger(from);
    return sound.ok
      ? ok(finish({ ...sound.value, path: from }, [`Goes on from ${from}: ${rows(sound.value)}.`]))
      : failed(`${from} is no backup to go on from: ${sound.error}`);
  }
  const skipped: string[] = here.ok ? [] : [`Not from ${data} itself: ${here.error}.`];
  for (const backup of listed.value) {
    if (here.ok && !isNewer(backup, here.value)) break;
    const sound = soundLedger(backup.path);
    if (sound.ok)
      return ok(
        finish({ ...sound.value, path: backup.path }, [...skipped, goesOnFrom(backup, nowMs)]),
      );
    skipped.push(`Skipped ${backup.path}: ${sound.error}.`);
  }
  if (!here.ok) return failed([...skipped, `No backup in ${backups} can be used`].join("\n"));
  const itself = `Goes on from the ledger in ${data} itself: ${rows(here.value)}, and no sound backup is newer.`;
  return ok(finish({ ...here.value, path: data }, [...skipped, itself]));
}

const rows = ({ seq }: { readonly seq: number }): string => `${seq} rows, all sound`;

const goesOnFrom = (backup: Backup, nowMs: number): string =>
  `Goes on from ${backup.path}: made ${agoText(nowMs - backup.atMs)} ago, ${rows(backup)}.`;

/** Of the vault: the newest backup that has a sound one. */
export function vaultSource(backups: string, first: string): string | undefined {
  const listed = listBackups(backups);
  const paths = [first, ...(listed.ok ? listed.value.map(({ path }) => path) : [])];
  return paths.find((path) => {
    const state = checkVault(path);
    return state.ok && state.value.kind === "sound";
  });
}
