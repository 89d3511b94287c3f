// `ledger export`: the rows as a spreadsheet (CSV, RFC 4180) or as JSON lines, piece by piece so that memory stays bounded.
// It proves nothing (`ledger verify` does): each line carries its hash, and a JSON line is the very row the hash covers.
import { type Result, ok } from "#domain/result.ts";
import { canonicalJson } from "./canonical.ts";
import { ledgerChunks } from "./ledger-chunks.ts";
import type { LedgerFault, LedgerRow, LedgerStore } from "./ports.ts";

export type ExportFormat = "csv" | "jsonl";

const CSV_LINE_END = "\r\n";
const CSV_COLUMNS = [
  "seq",
  "time",
  "atMs",
  "monoMs",
  "clockEpoch",
  "clockTrusted",
  "actor",
  "policy",
  "kind",
  "body",
  "hash",
] as const;

/**
 * What a spreadsheet takes for the start of a formula (OWASP, CSV injection), full-width forms included. A quote before it
 * makes it text.
 */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/u;

/** Text to be written one piece after the other. Ends after the newest row, or with the fault that stopped it. */
export function* exportLedger(
  store: LedgerStore,
  format: ExportFormat,
): Generator<Result<string, LedgerFault>, void> {
  if (format === "csv") yield ok(csvLine(CSV_COLUMNS));
  for (const chunk of ledgerChunks(store, 0)) {
    if (!chunk.ok) {
      yield chunk;
      return;
    }
    yield ok(chunk.value.map(format === "csv" ? csvRow : jsonRow).join(""));
  }
}

const jsonRow = (row: LedgerRow): string => `${canonicalJson(row)}\n`;

function csvRow(row: LedgerRow): string {
  const cells = { ...row, time: isoTime(row.atMs), policy: row.policy ?? "" };
  return csvLine(CSV_COLUMNS.map((column) => cells[column]));
}

/** Every cell is quoted: a reader that splits on commas inside one cannot start a formula of its own. */
const csvLine = (cells: readonly (string | number | boolean)[]): string =>
  cells.map(csvCell).join(",") + CSV_LINE_END;

function csvCell(value: string | number | boolean): string {
  const text = String(value);
  const harmless = typeof value === "string" && FORMULA_START.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** A clock can be so wrong that its stamp is no date; the milliseconds stand beside it in any case. */
function isoTime(atMs: number): string {
  const time = new Date(atMs);
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}
