// What the doctor says of backups: the newest that verifies, its age, and what a restore from it would lose. Reads only.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Backup, listBackups } from "#adapters/backup/backup-folder.ts";
import { OLDEST_MS } from "#adapters/backup/retention.ts";
import type { Durable } from "#domain/state.ts";
import { agoText } from "./age.ts";
import { type Finding, note, right, wrong } from "./finding.ts";
import { soundHead } from "./ledger-backup.ts";

/** One an hour is made while a controller runs: two missed ones are no accident. */
const LATE_MS = 2.5 * 3_600_000;

export type About = {
  readonly durable: Durable | undefined;
  readonly isRunning: boolean;
  readonly nowMs: number;
};

export function backupFindings(folder: string, about: About): readonly Finding[] {
  const listed = listBackups(folder);
  if (!listed.ok) return [wrong(`The backups cannot be read: ${listed.error}.`)];
  const findings: Finding[] = [];
  for (const backup of listed.value) {
    const sound = soundHead(backup.path);
    if (sound.ok) return [...findings, newest(backup, about)];
    findings.push(wrong(`The backup ${backup.path} is damaged: ${sound.error}.`));
  }
  return [...findings, note(`There is no backup in ${folder}: run "loket24 ledger backup".`)];
}

function newest(backup: Backup, { durable, isRunning, nowMs }: About): Finding {
  const age = nowMs - backup.atMs;
  const lost =
    durable === undefined
      ? `it ends at row ${backup.seq}`
      : `${Math.max(0, durable.seq - backup.seq)} rows behind the ledger`;
  const sentence = `The newest backup that verifies is ${agoText(age)} old, ${lost}: ${backup.path}.`;
  return isRunning && age > LATE_MS
    ? wrong(`${sentence} One an hour is missing: look for "no backup was made" in the log.`)
    : right(sentence);
}

/** Files that a restore kept hold personal data as well: they may not outlive the backups. */
export function asideFindings(folder: string, nowMs: number): readonly Finding[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith("damaged-"))
    .filter((name) => nowMs - asideSinceMs(name) > OLDEST_MS)
    .map((name) =>
      wrong(`${join(folder, name)} is kept longer than 7 days: settle it and remove the folder.`),
    );
}

/** `damaged-2026-11-22T07-46-14.451Z`: the colons of the time are dashes. */
const asideSinceMs = (name: string): number =>
  Date.parse(name.slice("damaged-".length).replace(/T(\d\d)-(\d\d)-/u, "T$1:$2:"));
