// A fact as the domain knows it ↔ the row a store keeps. No hashing and no order here (chain.ts), no storage (ledger.ts).
import type { Actor, Fact, LedgerRecord } from "#domain/facts.ts";
import { type Result, failed, ok } from "#domain/result.ts";
import { parseStaffId } from "#domain/ids.ts";
import { canonicalJson, isPlainObject, parseCanonicalJson } from "./canonical.ts";
import { isFactKind } from "./fact-kinds.ts";
import type { LedgerRow } from "./ports.ts";

/** A row before the chain has sealed it. */
export type UnsealedRow = Omit<LedgerRow, "hash">;

export type RowDefect = { readonly what: "unparsable" | "unknown-kind"; readonly detail: string };

const STAFF_PREFIX = "staff:";

export function toRow(record: LedgerRecord): UnsealedRow {
  const { kind, ...body } = record.fact;
  return {
    seq: record.seq,
    atMs: record.atMs,
    monoMs: record.monoMs,
    clockEpoch: record.clockEpoch,
    clockTrusted: record.clockTrusted,
    kind,
    body: canonicalJson(body),
    policy: record.policy,
    actor: actorText(record.actor),
  };
}

/**
 * Checks the structure only: a kind this program knows and an object for a body. The fields inside are taken as they are,
 * because the hash chain proves that this program, or an older one, wrote exactly these bytes from a typed fact.
 */
export function toRecord(row: UnsealedRow): Result<LedgerRecord, RowDefect> {
  if (!isFactKind(row.kind)) {
    return failed({ what: "unknown-kind", detail: `this version knows no fact "${row.kind}"` });
  }
  const body = parseCanonicalJson(row.body);
  if (!body.ok) return failed(unparsable(`its body is not JSON (${body.error})`));
  if (!isPlainObject(body.value)) return failed(unparsable("its body is not an object"));
  const actor = parseActor(row.actor);
  if (actor === undefined) return failed(unparsable(`its actor "${row.actor}" is not one`));
  // The chain is the proof, see above.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const fact = { kind: row.kind, ...body.value } as Fact;
  const { seq, atMs, monoMs, clockEpoch, clockTrusted, policy } = row;
  return ok({ seq, atMs, monoMs, clockEpoch, clockTrusted, actor, policy, fact });
}

const unparsable = (detail: string): RowDefect => ({ what: "unparsable", detail });

const actorText = (actor: Actor): string =>
  actor.kind === "staff" ? `${STAFF_PREFIX}${actor.staff}` : actor.kind;

function parseActor(text: string): Actor | undefined {
  if (text === "terminal" || text === "citizen" || text === "desk") return { kind: text };
  if (!text.startsWith(STAFF_PREFIX)) return undefined;
  const staff = parseStaffId(text.slice(STAFF_PREFIX.length));
  return staff.ok ? { kind: "staff", staff: staff.value } : undefined;
}
