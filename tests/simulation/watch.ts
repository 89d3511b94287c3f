// What the judges of a simulated run may see: the world as it truly is, the bytes on the wire, the rows that became durable,
// and the controller's state after each of its steps. Each judge fills what it needs; a complaint ends the run.
import type { Effect } from "#domain/effects.ts";
import type { Moment } from "#domain/moment.ts";
import type { Site } from "#domain/site.ts";
import type { Durable, State } from "#domain/state.ts";
import type { LedgerFault, LedgerRow } from "#runtime/ports.ts";
import type { Hall } from "#simulator/world/hall.ts";
import type { Happening } from "#simulator/world/happening.ts";
import type { Mail } from "#simulator/world/front.ts";

/** One line as it stood on the wire, without LF, before any fault of the wire: `>` left the controller, `<` left a board. */
export type WireLine = { readonly bus: string; readonly line: string };

export type Judge = {
  readonly name: string;
  readonly happened?: (happening: Happening) => void;
  readonly heard?: (line: WireLine) => void;
  /** Rows whose append was answered with success: from here on they may never be missing [I4]. */
  readonly acknowledged?: (rows: readonly LedgerRow[]) => void;
  readonly performed?: (effect: Effect) => void;
  readonly stepped?: (state: State, now: Moment) => void;
  /** A run of the controller has opened its ledger: what it found there, before it writes anything. */
  readonly opened?: (rows: readonly LedgerRow[], durable: Durable) => void;
  /** The ledger answered an error; until the next `opened` no pulse may leave [I9]. */
  readonly faulted?: (fault: LedgerFault) => void;
  /** A backup was put back under a new secret: rows after it are gone for good, every older code is dead. */
  readonly restored?: (rows: readonly LedgerRow[]) => void;
  readonly delivered?: (mail: Mail) => void;
  /** All faults have healed for ten minutes; nobody of the staff was there yet [I10]. */
  readonly drained?: (state: State, now: Moment) => void;
  /** All faults have healed for days, and staff have looked everywhere: what must hold then [I10]. */
  readonly healed?: (state: State, now: Moment) => void;
};

/** What every judge is made with. */
export type Bench = {
  readonly site: Site;
  readonly hall: Hall;
  readonly nowMs: () => number;
  /** Ends the run: which promise was broken, and how. */
  readonly complain: (invariant: string, what: string) => void;
};

export type CreateJudge = (bench: Bench) => Judge;
