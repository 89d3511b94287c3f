// The newest acknowledged row, noted in a small file beside the ledger: SQLite takes damage at the end of its write-ahead log
// for a torn write and drops acknowledged rows without a word, and this note knows better (ADR 0020).
// It is written after the commit is durable, so after a power cut it may be behind the ledger and never ahead of it.
import { hash as hashOf } from "node:crypto";
import { closeSync, constants, fsyncSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Result, ok } from "#domain/result.ts";
import type { LedgerFault } from "#runtime/ports.ts";
import { attemptFile } from "./file-fault.ts";

const WITNESS_FILE = "ledger.head";
/** No disk tears a write inside of one sector; two are written in turns, so one is always whole. */
const SLOT_BYTES = 512;
const SLOTS = 2;
const NOTE = /^(?<seq>\d{1,16}) (?<hash>[0-9a-f]{64}) (?<digest>[0-9a-f]{64}) *\n$/u;

export type Head = { readonly seq: number; readonly hash: string };

export type HeadWitness = {
  /** The newest row that was noted and can be read; `undefined` in a new folder, or when both notes are damaged. */
  readonly noted: Head | undefined;
  /** Only for a row that is durable. Costs one write and no wait for the disk. */
  readonly note: (head: Head) => Result<void, LedgerFault>;
  readonly sync: () => Result<void, LedgerFault>;
  /** The ledger was put back from a backup: what was noted is of another life. */
  readonly forget: () => Result<void, LedgerFault>;
  readonly close: () => void;
};

export function openHeadWitness(folder: string): Result<HeadWitness, LedgerFault> {
  const path = join(folder, WITNESS_FILE);
  const opened = attemptFile(path, () => {
    const descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    return { descriptor, slots: [0, 1].map((slot) => readSlot(descriptor, slot)) };
  });
  if (!opened.ok) return opened;
  const { descriptor, slots } = opened.value;
  const [first, second] = slots;
  let slot = (first?.seq ?? 0) > (second?.seq ?? 0) ? 1 : 0;
  const write = (at: number, text: string): number =>
    writeSync(descriptor, text.padEnd(SLOT_BYTES - 1).concat("\n"), at * SLOT_BYTES, "latin1");
  return ok({
    noted: slot === 1 ? first : second,
    note(head) {
      const written = attemptFile(path, () => void write(slot, noteOf(head)));
      slot = (slot + 1) % SLOTS;
      return written;
    },
    sync: () => attemptFile(path, () => fsyncSync(descriptor)),
    forget: () =>
      attemptFile(path, () => {
        for (let at = 0; at < SLOTS; at += 1) write(at, "");
        fsyncSync(descriptor);
      }),
    close: () => closeSync(descriptor),
  });
}

const noteOf = ({ seq, hash }: Head): string => `${seq} ${hash} ${digestOf(seq, hash)}`;

const digestOf = (seq: number, hash: string): string => hashOf("sha256", `${seq} ${hash}`, "hex");

function readSlot(descriptor: number, slot: number): Head | undefined {
  const bytes = Buffer.alloc(SLOT_BYTES);
  readSync(descriptor, bytes, 0, SLOT_BYTES, slot * SLOT_BYTES);
  const { seq, hash = "", digest } = NOTE.exec(bytes.toString("latin1"))?.groups ?? {};
  return digest === digestOf(Number(seq), hash) ? { seq: Number(seq), hash } : undefined;
}
