// A ledger store that the power can leave before or after any append, and that tells what became durable.
// What it keeps is an ordinary store's; a run that died in here gets nothing more written.
import type { LedgerRow, LedgerStore } from "#runtime/ports.ts";

/** The process is gone in the middle of a call: thrown through it, since nothing of it may go on. */
export class PowerCut extends Error {}

/** `before`: nothing of the append is kept; `after`: all of it is, and nothing was done about it. */
export type Cut = { readonly point: "before" | "after"; readonly act?: () => void };
/** Whether the power goes at this append, and what else happens in that moment. */
export type CutPoint = (rows: readonly LedgerRow[]) => Cut | undefined;

export type StoreWatch = {
  readonly isAlive: () => boolean;
  readonly die: () => void;
  readonly cutPoint: CutPoint;
  readonly written: (rows: readonly LedgerRow[]) => void;
};

export function watchedStore(store: LedgerStore, watch: StoreWatch): LedgerStore {
  const die = (act?: () => void): never => {
    watch.die();
    act?.();
    throw new PowerCut("the power is gone");
  };
  return {
    head: () => store.head(),
    read: (afterSeq, limit) => store.read(afterSeq, limit),
    saveSnapshot: (snapshot) => store.saveSnapshot(snapshot),
    loadSnapshot: () => store.loadSnapshot(),
    close: () => store.close(),
    append(rows) {
      if (!watch.isAlive()) return die();
      const cut = watch.cutPoint(rows);
      if (cut?.point === "before") return die(cut.act);
      const appended = store.append(rows);
      if (appended.ok) watch.written(rows);
      return cut === undefined ? appended : die(cut.act);
    },
  };
}
