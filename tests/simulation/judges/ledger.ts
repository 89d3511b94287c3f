// Judges the ledger itself [I4]: what was once acknowledged is there at every opening, byte for byte; no number is missing;
// the chain verifies by an own computation, written from the format and not from the controller's code.
import { createHash } from "node:crypto";
import type { LedgerRow } from "#runtime/ports.ts";
import type { CreateJudge } from "../watch.ts";

const GENESIS_HASH = "0".repeat(64);

/** The fields that the chain covers, in the order of their names: canonical JSON of a flat object. */
const FIELDS = [
  "actor",
  "atMs",
  "body",
  "clockEpoch",
  "clockTrusted",
  "kind",
  "monoMs",
  "policy",
  "seq",
] as const;

/** SHA-256 over the hash before and the row; a policy that is not there is left out. */
function hashOfRow(previousHash: string, row: Omit<LedgerRow, "hash">): string {
  const members = FIELDS.filter((field) => row[field] !== undefined).map(
    (field) => `${JSON.stringify(field)}:${JSON.stringify(row[field])}`,
  );
  return createHash("sha256")
    .update(`${previousHash}{${members.join(",")}}`)
    .digest("hex");
}

const differs = (one: LedgerRow, other: LedgerRow): string | undefined =>
  one === other
    ? undefined
    : [...FIELDS, "hash" as const].find((field) => one[field] !== other[field]);

export const createLedgerJudge: CreateJudge = ({ nowMs, complain }) => {
  let expected: LedgerRow[] = [];

  const extend = (row: LedgerRow): void => {
    const last = expected.at(-1);
    const wanted = (last?.seq ?? 0) + 1;
    if (row.seq !== wanted)
      complain(
        "I4",
        `at ${nowMs()} ms row ${row.seq} (${row.kind}) stands where ${wanted} belongs`,
      );
    if (hashOfRow(last?.hash ?? GENESIS_HASH, row) !== row.hash)
      complain("I4", `at ${nowMs()} ms the hash of row ${row.seq} (${row.kind}) does not verify`);
    expected.push(row);
  };

  const compare = (rows: readonly LedgerRow[]): void => {
    for (const [index, row] of expected.entries()) {
      const found = rows[index];
      const what =
        found === undefined
          ? "is missing"
          : differs(row, found) === undefined
            ? undefined
            : `has another ${differs(row, found)}`;
      if (what === undefined) continue;
      complain("I4", `opened at ${nowMs()} ms: acknowledged row ${row.seq} (${row.kind}) ${what}`);
      return;
    }
  };

  const verifyAll = (): void => {
    const rows = expected;
    expected = [];
    for (const row of rows) extend(row);
  };

  return {
    name: "ledger",
    acknowledged: (rows) => rows.forEach(extend),
    opened(rows) {
      compare(rows);
      // On the disk when the power went, and never acknowledged: there is nothing wrong with such rows, save in themselves.
      for (const row of rows.slice(expected.length)) extend(row);
    },
    restored(rows) {
      expected = [...rows];
      verifyAll();
    },
    healed: verifyAll,
  };
};
