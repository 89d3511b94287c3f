// A folder of its own for each test file, a small valid site in it, and edits of that site that say exactly what they change.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { formatProblem } from "#config/format-problems.ts";
import { type LoadedConfig, loadConfig } from "#config/load-config.ts";
import type { Problem } from "#config/problem.ts";

/** Line numbers in the tests' sentences count in this text. */
export const smallSite = `configVersion: 1
terminal: { id: test, name: Stadhuis, address: Markt 1, phone: "056", languages: [nl, en] }
screen: { port: 2424 }
buses:
  - { id: a, kind: serial, path: dev/bus-a, baud: 115200, boards: [{ address: "01", channels: 4 }] }
  - id: b
    kind: tcp
    host: 127.0.0.1
    port: 2431
    boards:
      - { address: "01", channels: 4 }
      - { address: "02", channels: 4 }
compartments:
  - { number: 1, bus: a, board: "01", channel: 1, column: 1, row: 1, heightMm: 1400, size: small }
  - { number: 2, bus: a, board: "01", channel: 2, column: 1, row: 2, heightMm: 1200, size: large }
  - { number: 3, bus: b, board: "02", channel: 3, column: 2, row: 1, heightMm: 1400, size: medium }
scanner: { kind: serial, path: dev/scanner, baud: 115200 }
messages: { url: "http://127.0.0.1:2425/gateway/messages" }
policies: [attest]
lock: { pulseMs: 400, openWaitMs: 3000 }
polling: { idleMs: 250, watchMs: 50 }
`;

/** Line numbers in the tests' sentences count in this text too. */
export const smallPolicy = `id: paper
version: 1
enabled: true
name: { nl: Papier, en: Paper }
proof: { kind: code, birthDate: false, staffRelease: false }
channels: { ways: [email, sms], different: false }
pickupDays: 7
reminders: []
legalDeadlineDays: none
oldDocument: none
pinLetterConfirmed: false
proxyAllowed: false
fourEyes: false
payment: false
graceReopenSeconds: 60
`;

export type Edit = readonly [from: string, to: string];

/** `text` with each edit made in turn; an edit that finds nothing to change is a mistake of the test. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`nothing to edit: ${from}`);
    return result.replace(from, () => to);
  }, text);
}

export type Sandbox = {
  readonly write: (name: string, content: string | Uint8Array) => string;
  /** The sentences about the small site after these edits, its folder left out of them. */
  readonly sentences: (...edits: Edit[]) => string[];
  /** The same about the small site that lists a changed small policy `paper.yaml`. */
  readonly policySentences: (...edits: Edit[]) => string[];
  readonly remove: () => void;
  readonly folder: string;
};

export function makeSandbox(): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), "loket24-config-"));
  const write = (name: string, content: string | Uint8Array): string => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  const sentencesOf = (site: string): string[] =>
    said(write("site.yaml", site)).map((line) => line.replaceAll(`${folder}/`, ""));
  return {
    folder,
    write,
    sentences: (...edits) => sentencesOf(edited(smallSite, edits)),
    policySentences: (...edits) => {
      write("paper.yaml", edited(smallPolicy, edits));
      return sentencesOf(edited(smallSite, [["[attest]", "[./paper.yaml]"]]));
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** What `config check` would print: the problems, or else the warnings. */
export function said(file: string): string[] {
  const loaded = loadConfig(file);
  const problems: readonly Problem[] = loaded.ok ? loaded.warnings : loaded.problems;
  return problems.map(formatProblem);
}

/** The configuration of a file that must be right. */
export function loadedFrom(file: string): LoadedConfig {
  const loaded = loadConfig(file);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join("\n"));
  return loaded.value;
}

export const demoText = readFileSync("config/demo.yaml", "utf8");
