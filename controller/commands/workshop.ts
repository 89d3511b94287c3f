// What a running terminal can tell a technician: one door's history out of its own ledger. Reads only, moves nothing.
import { doorHistory } from "#domain/technician/door-history.ts";
import { ledgerTail } from "#runtime/ledger-tail.ts";
import type { Ledger } from "#runtime/ledger.ts";
import type { Workshop } from "#runtime/ports.ts";

/** Some days of a busy terminal; read in some tens of milliseconds. */
const HISTORY_ROWS = 5000;

export const createWorkshop = (ledger: Ledger): Workshop => ({
  doorHistory: (compartment) =>
    doorHistory(ledgerTail(ledger.store, ledger.head.seq, HISTORY_ROWS), compartment),
});
