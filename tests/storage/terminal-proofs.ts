// The same proofs for a whole terminal: ledger and vault under one power cut, and no door that opens after the ledger failed.
// The terminal runs in terminal-child.ts, in virtual time; its files and their failures are real.
import { mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { openVault } from "#adapters/vault/sqlite-vault.ts";
import { type PickupId, parsePickupId } from "#domain/ids.ts";
import { isPlainObject, parseCanonicalJson } from "#runtime/canonical.ts";
import { OPEN_SENT, parseAcknowledgement } from "./acknowledgement.ts";
import { injection } from "./failing-disk.ts";
import { judgeFolder } from "./judgement.ts";
import { type LedgerTruth, readTruth, sha256 } from "./ledger-truth.ts";
import { type CutTally, judgePowerCuts } from "./power-cuts.ts";
import type { FaultTally, Sweep } from "./storage-proofs.ts";
import { type FileEvent, parseTrace } from "./syscall-trace.ts";
import { type TerminalOrder, runTerminalTraced } from "./writing-order.ts";

function orderIn(bench: string): TerminalOrder {
  const order = { folder: join(bench, "terminal"), told: join(bench, "told") };
  for (const path of [order.folder, order.told]) rmSync(path, { recursive: true, force: true });
  mkdirSync(order.folder, { mode: 0o700 });
  return order;
}

type Served = {
  readonly order: TerminalOrder;
  readonly events: readonly FileEvent[];
  readonly truth: LedgerTruth;
};

/** Two documents in, two out; nothing happened to it. */
function serveUndisturbed(bench: string): Served {
  const order = orderIn(bench);
  const { code, said, trace } = runTerminalTraced(order);
  if (code !== 0) throw new Error(`the terminal ended with ${code}: ${said}`);
  return { order, events: parseTrace(trace), truth: readTruth(order.folder) };
}

/** Whoever the ledger says a document waits for, the vault must know: it was sealed before (ADR 0008). */
export function cutTerminalPower(
  bench: string,
  about: { readonly seed: number; readonly drawsPerMoment: number },
  tally: CutTally,
): void {
  const { order, events, truth } = serveUndisturbed(bench);
  const alsoWrong = (image: string, rows: number): string | undefined =>
    vaultFault(image, livePickups(truth, rows));
  const cuts = { ...about, events, folder: order.folder, truth, alsoWrong };
  judgePowerCuts(cuts, join(bench, "image"), tally);
}

function vaultFault(image: string, pickups: readonly PickupId[]): string | undefined {
  const vault = openVault({ folder: image, referenceMac: sha256 });
  if (!vault.ok) return vault.error.detail;
  const unknown = pickups.find((pickup) => {
    const data = vault.value.open(pickup);
    return !data.ok || data.value === undefined;
  });
  vault.value.close();
  return unknown === undefined ? undefined : `the vault does not know pickup ${unknown}`;
}

function livePickups(truth: LedgerTruth, rows: number): readonly PickupId[] {
  const state = parseCanonicalJson(truth.stateAfter(rows));
  const pickups = state.ok && isPlainObject(state.value) ? state.value["pickups"] : undefined;
  return [...(pickups instanceof Map ? pickups.keys() : [])].map((text) => {
    const pickup = parsePickupId(text);
    if (!pickup.ok) throw new Error(`${text} is no pickup`);
    return pickup.value;
  });
}

/** Every `step`-th call from the first on, until a run completes untouched. */
export function failTerminalAtEachCall(
  bench: string,
  { fault, step, isOver = () => false }: Sweep,
  tally: FaultTally,
): void {
  const { truth } = serveUndisturbed(bench);
  for (let k = 1; !isOver(); k += step) {
    const order = orderIn(bench);
    const { trace } = runTerminalTraced(order, injection(fault, k));
    const events = parseTrace(trace);
    tally.runs += 1;
    const failedAt = events.findIndex(({ kind }) => kind === "failed");
    const failed = events[failedAt];
    if (failed?.kind !== "failed") {
      tally.whole += 1;
      return;
    }
    const file = basename(failed.path);
    const struck = `${failed.call} ${file}`;
    tally.struck[struck] = (tally.struck[struck] ?? 0) + 1;
    const bad =
      (file.startsWith("ledger") ? wentOn(events.slice(failedAt)) : undefined) ??
      unsoundLedger(order, events, truth);
    if (bad !== undefined) tally.bad.push(`call ${k}: ${struck}: ${bad}`);
  }
  tally.cutShort += 1;
}

/** I9: after its ledger failed a terminal writes nothing more, and fires no lock, however long people press on. */
function wentOn(after: readonly FileEvent[]): string | undefined {
  const said = after.find(
    (event) =>
      event.kind === "said" &&
      (event.line === OPEN_SENT || parseAcknowledgement(event.line) !== undefined),
  );
  return said?.kind === "said" ? `it went on to say ${said.line}` : undefined;
}

function unsoundLedger(
  { folder }: TerminalOrder,
  events: readonly FileEvent[],
  truth: LedgerTruth,
): string | undefined {
  const acknowledged = events.reduce(
    (newest, event) =>
      event.kind === "said" ? (parseAcknowledgement(event.line)?.seq ?? newest) : newest,
    0,
  );
  const found = judgeFolder(folder, { acknowledged, truth, integrity: true });
  return found.kind === "sound" ? undefined : JSON.stringify(found);
}
