// What a running terminal can tell a technician: one door's history, its boards and lines, and a bundle of all that for whoever helps
// from afar. Reads only, moves nothing.
import { statfsSync } from "node:fs";
import type { LineBus } from "#adapters/bus/line-bus.ts";
import type { TraceRing } from "#adapters/bus/trace-ring.ts";
import { systemClock } from "#adapters/clock/system-clock.ts";
import type { CompartmentView } from "#api/views.ts";
import type { LoadedConfig } from "#config/load-config.ts";
import type { State } from "#domain/state.ts";
import { doorHistory } from "#domain/technician/door-history.ts";
import { ledgerTail } from "#runtime/ledger-tail.ts";
import type { Ledger } from "#runtime/ledger.ts";
import type { Workshop } from "#runtime/ports.ts";
import { inData } from "./data-folder.ts";
import type { LogRing } from "./log-ring.ts";
import { writeBundle } from "./support-bundle.ts";
import { compartmentViews, healthView } from "./views.ts";

/** Some days of a busy terminal; read in some tens of milliseconds. */
const HISTORY_ROWS = 5000;
export const BUNDLE_ROWS = 5000;
/** In the data folder. */
export const BUNDLE_FOLDER = "support";

export type WorkshopParts = {
  readonly ledger: Ledger;
  readonly folder: string;
  readonly config: LoadedConfig;
  readonly version: string;
  readonly buses: readonly LineBus[];
  readonly trace: TraceRing;
  readonly log: LogRing;
  readonly state: () => State;
};

export function createWorkshop(parts: WorkshopParts): Workshop {
  const { ledger, folder, config, version, buses, trace, log, state } = parts;
  const tail = (rows: number) => ledgerTail(ledger.store, ledger.head.seq, rows);
  return {
    doorHistory: (compartment) => doorHistory(tail(HISTORY_ROWS), compartment),
    devices: () => ({
      version,
      boards: buses.flatMap((bus) => bus.details()),
      ...freeSpace(folder),
    }),
    busTrace: () => trace.lines(),
    makeBundle() {
      const { wallMs, monoMs } = systemClock.now();
      const health = {
        ...healthView(state(), version),
        details: buses.flatMap((bus) => bus.details()),
        compartments: compartmentViews(state(), monoMs).map(doorWithoutWords),
      };
      const written = writeBundle(
        inData(folder, BUNDLE_FOLDER),
        {
          version,
          config,
          health,
          records: tail(BUNDLE_ROWS),
          trace: trace.lines(),
          log: log.lines(),
        },
        wallMs,
      );
      if (written.ok) return written.value;
      log.warn(written.error);
      return undefined;
    },
  };
}

/** Why somebody took it out of service is free text, and stays here. */
const doorWithoutWords = (view: CompartmentView) => ({
  number: view.number,
  door: view.door,
  item: view.item,
  readAgeMs: view.readAgeMs,
  holds: view.holds,
  doubt: view.doubt,
  disabled: view.disabled !== undefined,
});

/** A file system that does not tell costs only this line of the screen. */
function freeSpace(folder: string): { readonly freeBytes?: number } {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return { freeBytes: bavail * bsize };
  } catch {
    return {};
  }
}
