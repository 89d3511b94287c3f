// The support bundle: a folder of plain files for whoever helps from afar, without anything about a person and without a secret.
// What goes in is named here, key by key; whatever is not named stays out. The terminal's screen and the command line share it.
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LoadedConfig } from "#config/load-config.ts";
import type { LedgerRecord } from "#domain/facts.ts";
import { hexText } from "#domain/technician/machine-screens.ts";
import type { TraceLine } from "#domain/technician/panel.ts";
import { type Result, failed, ok } from "#domain/result.ts";
import { why } from "./data-folder.ts";

export type BundleParts = {
  readonly version: string;
  readonly config: LoadedConfig | undefined;
  /** What a running terminal knows beside its ledger; nothing of it without one. */
  readonly health: unknown;
  readonly records: readonly LedgerRecord[];
  /** The newest first. */
  readonly trace: readonly TraceLine[];
  readonly log: readonly string[];
};

/** Older ones go: a terminal must not fill its own disk with them. */
const BUNDLES_KEPT = 5;
/** Free text, names of staff, and what a code begins with: none of it is needed to help. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "detail",
  "keyId",
  "locator",
  "message",
  "reason",
  "staff",
  "why",
]);

/** Gives the folder's name. `folder`: where bundles lie. */
export function writeBundle(
  folder: string,
  parts: BundleParts,
  nowMs: number,
): Result<string, string> {
  const name = `support-${new Date(nowMs).toISOString().replaceAll(/[:.]/gu, "-")}`;
  try {
    mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
    for (const [file, text] of Object.entries(filesOf(parts))) {
      const path = join(folder, name, file);
      writeFileSync(path, text, { mode: 0o600 });
      chmodSync(path, 0o600);
    }
    for (const old of bundlesIn(folder).slice(0, -BUNDLES_KEPT))
      rmSync(join(folder, old), { recursive: true });
    return ok(name);
  } catch (error) {
    return failed(`The support bundle cannot be written in ${folder} (${why(error)}).`);
  }
}

const bundlesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith("support-"))
    .toSorted();

const json = (content: unknown): string => `${JSON.stringify(content, undefined, 2)}\n`;
const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

function filesOf(parts: BundleParts): Readonly<Record<string, string>> {
  const { version, config, health, records, trace, log } = parts;
  const rows = records.map((record) => JSON.stringify(rowOf(record)));
  const tests = records.filter(({ fact }) => TESTS.has(fact.kind));
  const { node } = process.versions;
  return {
    "versions.json": json({ version, node, platform: process.platform, arch: process.arch }),
    "config.json": json(config === undefined ? "not readable" : technicalConfig(config)),
    "health.json": json(health),
    "ledger-tail.jsonl": lines(rows),
    "self-test.jsonl": lines(tests.map((record) => JSON.stringify(rowOf(record)))),
    "bus-trace.txt": lines(trace.toReversed().map(traceText)),
    "log-tail.jsonl": lines(log),
  };
}

const TESTS: ReadonlySet<string> = new Set(["door-tested", "self-test-ended", "door-commissioned"]);

/** Pickups stay as their random ids; who of the staff it was does not. */
function rowOf({ seq, atMs, clockEpoch, actor, policy, fact }: LedgerRecord): unknown {
  const body = Object.entries(fact).flatMap(([key, value]) =>
    LEFT_OUT.has(key) ? [] : [[key, key === "authority" ? withoutWitness(value) : value]],
  );
  return { seq, atMs, clockEpoch, actor: actor.kind, policy, ...Object.fromEntries(body) };
}

/** That there was a second one is kept. */
const withoutWitness = (authority: object): object =>
  "witness" in authority ? { ...authority, witness: true } : authority;

const traceText = ({ atMs, bus, direction, line }: TraceLine): string => {
  const at = new Date(atMs).toISOString();
  const hex = direction === "port" ? "" : `\n    ${hexText(line)}`;
  return `${at} ${bus} ${direction} ${line}${hex}`;
};

/** Lines, doors and times. No addresses of people or programs, no files that hold a secret, no account. */
function technicalConfig(config: LoadedConfig): unknown {
  const { terminal, buses, compartments, policies, lock, polling, backup, screen } = config;
  return {
    terminal: { id: terminal.id, timeZone: terminal.timeZone, languages: terminal.languages },
    buses: buses.map(({ id, kind, boards }) => ({
      id,
      kind,
      boards: boards.map(({ address, channels, keyFile }) => ({
        address,
        channels,
        keyed: keyFile !== undefined,
      })),
    })),
    compartments,
    scanner: config.scanner.kind,
    policies: policies.map((policy) => `${policy.id}@${policy.version}`),
    lock,
    polling,
    backup: { keep: backup.keep },
    screen,
  };
}
