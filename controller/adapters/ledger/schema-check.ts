// Whether the ledger's tables and triggers are as this program made them, asked without writing: rows can be sound in a file whose
// triggers somebody took away, and a start refuses it. What the schema is, is in migrations.ts.
import { join } from "node:path";
import { type Result, failed, ok } from "#domain/result.ts";
import type { LedgerFault } from "#runtime/ports.ts";
import { connectForReading, schemaDamage } from "./sqlite-connection.ts";

export function checkLedgerSchema(folder: string): Result<void, LedgerFault> {
  const connected = connectForReading(join(folder, "ledger.db"));
  if (!connected.ok) return connected;
  const fault = schemaDamage(connected.value);
  connected.value.close();
  return fault === undefined ? ok(undefined) : failed(fault);
}
