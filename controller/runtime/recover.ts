// From what is on disk to a state that may serve: open, verify, fold; then the first rows of this run. The boards are asked
// by the domain once they answer; no effect of an earlier run is repeated.
import { apply } from "#domain/apply.ts";
import { type Durable, type State, initialDurable, initialLive } from "#domain/state.ts";
import type { Site } from "#domain/site.ts";
import { type Result, failed, ok } from "#domain/result.ts";
import type { BoardId } from "#domain/ids.ts";
import type { NewFact } from "#domain/facts.ts";
import { type Fold, type Ledger, appendFacts, openLedger } from "./ledger.ts";
import type { Clock, Digest, LedgerFault, LedgerStore } from "./ports.ts";

/** Changes whenever the shape of `Durable` or the meaning of a fact does: older snapshots are then folded anew. */
export const durableFold: Fold<Durable> = { version: "11", initial: () => initialDurable, apply };

export type Recovered = { readonly ledger: Ledger; readonly durable: Durable };

export function recover(store: LedgerStore, digest: Digest): Result<Recovered, LedgerFault> {
  const opened = openLedger(store, digest, durableFold);
  return opened.ok ? ok({ ledger: opened.value.ledger, durable: opened.value.state }) : opened;
}

/** The first row of an empty ledger: which terminal, and which secret its codes hang on. */
export function foundLedger(
  recovered: Recovered,
  identity: { readonly terminal: string; readonly keyId: string },
  stamp: { readonly clock: Clock; readonly clockTrusted: boolean },
): Result<Recovered, LedgerFault> {
  const first: NewFact = {
    fact: { kind: "ledger-opened", ...identity },
    actor: { kind: "terminal" },
  };
  const { ledger, durable } = recovered;
  const appended = appendFacts(ledger, [first], {
    moment: stamp.clock.now(),
    clockEpoch: durable.clock.epoch,
    clockTrusted: stamp.clockTrusted,
  });
  return appended.ok
    ? ok({ ledger, durable: appended.value.reduce(apply, durable) })
    : failed(appended.error);
}

export const stateOf = (site: Site, durable: Durable): State => ({
  site,
  durable,
  live: initialLive,
});

/** Where each bus goes on reading: the boot and the newest event that this ledger has. */
export const resumePoints = (
  durable: Durable,
): ReadonlyMap<BoardId, { readonly boot: string; readonly n: number }> =>
  new Map(
    // A record's keys are plain strings to the compiler; they were written as board ids.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    Object.entries(durable.boards).map(([board, { boot, n }]) => [board as BoardId, { boot, n }]),
  );
