// The fold: what every fact changes, complete by type. No decisions here; a fact is past and cannot be refused.
import type { Appliers } from "./applier.ts";
import { boardAppliers } from "./board/apply.ts";
import { codeAppliers } from "./codes/apply.ts";
import { doorAppliers } from "./door/apply.ts";
import type { Fact, LedgerRecord } from "./facts.ts";
import { pickupAppliers } from "./pickup/apply.ts";
import { terminalAppliers } from "./terminal/apply.ts";
import type { Durable } from "./state.ts";

const appliers: Appliers = {
  ...terminalAppliers,
  ...boardAppliers,
  ...doorAppliers,
  ...pickupAppliers,
  ...codeAppliers,
};

/** Written by another process than the row before: their monotonic clock is another, and they move what it stamped. */
const NEW_CLOCK: ReadonlySet<Fact["kind"]> = new Set<Fact["kind"]>([
  "terminal-started",
  "ledger-restored",
]);

/** The next durable state. Pure; the record's `seq` must follow the state's. */
export function apply(durable: Durable, record: LedgerRecord): Durable {
  const stamped: Durable = {
    ...durable,
    seq: record.seq,
    clock: { ...durable.clock, wallMs: record.atMs, monoMs: record.monoMs },
  };
  // The table is complete by its type; that a fact meets the applier of its own kind is what the key says.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const applier = appliers[record.fact.kind] as (
    durable: Durable,
    fact: Fact,
    record: LedgerRecord,
  ) => Durable;
  return applier(NEW_CLOCK.has(record.fact.kind) ? durable : stamped, record.fact, record);
}
