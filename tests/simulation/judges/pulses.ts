// Judges every OPEN on the wire and every current pulse through a coil against the acknowledged grants [I1, I2, I3, I9].
// It reads bytes and rows only: what the controller believes plays no part.
import type { Fact } from "#domain/facts.ts";
import type { LedgerRow } from "#runtime/ports.ts";
import { hexOf } from "#protocol/line.ts";
import { decodeRequest } from "#protocol/request-codec.ts";
import type { Happening } from "#simulator/world/happening.ts";
import type { CreateJudge, WireLine } from "../watch.ts";
import { type ReadRow, followRows } from "./row-reading.ts";

type DoorGranted = Extract<Fact, { readonly kind: "door-granted" }>;
type Pulsed = Extract<Happening, { readonly kind: "pulsed" }>;
type Where = { readonly board: string; readonly channel: number };

type Granted = {
  readonly fact: DoorGranted;
  readonly acknowledgedMs: number;
  /** Which run of the controller was told that it is durable; 0: none was, the power went first. */
  readonly run: number;
  sentMs: number | undefined;
  pulses: number;
  /** The ledger says: proven, nothing fired. */
  provenUnfired: boolean;
  restoredAway: boolean;
};

/** A pulse may start this long after its decision at the latest [LL-4.8]. */
const GRANT_LIFE_MS = 2000;
/** A board may begin up to 20 ms after the line [LL-3.4]; two clocks in whole ms differ by at most one each. */
const WIRE_SLACK_MS = 25;
/** `>aa ssss VERB`: the verb of a line from the controller stands here. */
const VERB_AT = 9;

export const createPulsesJudge: CreateJudge = ({ site, nowMs, complain }) => {
  const rows = followRows();
  const grants = new Map<number, Granted>();
  let live: number | undefined;
  let run = 0;
  let faultedMs: number | undefined;

  const noteRow = ({ seq, fact }: ReadRow, acknowledgedRun: number): void => {
    if (fact.kind === "door-granted") {
      if (live !== undefined) complain("I1", `row ${seq} grants ${at(fact)} while ${live} lives`);
      if (grants.has(fact.op)) complain("I2", `row ${seq} grants op ${fact.op} a second time`);
      live = fact.op;
      grants.set(fact.op, freshGrant(fact, nowMs(), acknowledgedRun));
    }
    if (fact.kind === "grant-driven" && grants.get(fact.op)?.pulses === 0)
      complain("I5", `row ${seq} says "driven" of op ${fact.op}, and no coil had current`);
    if (fact.kind === "grant-ended") {
      live = undefined;
      const granted = grants.get(fact.op);
      if (granted === undefined || fact.outcome !== "not-fired") return;
      granted.provenUnfired = true;
      if (granted.pulses > 0)
        complain("I2", `row ${seq} says "not-fired" of ${at(granted.fact)}, which fired`);
    }
    if (fact.kind === "ledger-restored") live = undefined;
  };

  const objectionToOpen = (open: OpenLine): Complaint | undefined => {
    const granted = grants.get(open.op);
    if (granted === undefined) return ["I1", "no acknowledged grant has this op"];
    const { fact } = granted;
    if (faultedMs !== undefined)
      return ["I9", `the ledger failed at ${faultedMs} ms and was not opened since`];
    if (granted.restoredAway) return ["I9", "its grant is of before the restore"];
    if (granted.run !== run) return ["I2", "its grant is of an earlier run"];
    if (open.boot !== fact.boot) return ["I2", `granted under boot ${fact.boot}`];
    // A repeat carries the same fence, and a board obeys none that is over [LL-3.4, LL-4.8].
    if (granted.sentMs === undefined && nowMs() > granted.acknowledgedMs + GRANT_LIFE_MS)
      return ["I2", `its grant is ${nowMs() - granted.acknowledgedMs} ms old`];
    const misplaced = misplacedFrom(open, granted);
    return misplaced === undefined ? undefined : ["I3", misplaced];
  };

  const objectionToPulse = (pulse: Where, granted: Granted): Complaint | undefined => {
    const lateMs = nowMs() - granted.acknowledgedMs - GRANT_LIFE_MS;
    if (granted.pulses > 1) return ["I2", `it is pulse ${granted.pulses} under this op`];
    if (granted.sentMs === undefined) return ["I1", "no OPEN with this op was ever on the wire"];
    if (granted.provenUnfired) return ["I2", 'the ledger already says "not-fired" of it'];
    if (lateMs > WIRE_SLACK_MS)
      return ["I2", `its grant was acknowledged ${lateMs + GRANT_LIFE_MS} ms ago`];
    const misplaced = misplacedFrom(pulse, granted);
    return misplaced === undefined ? undefined : ["I3", misplaced];
  };

  const misplacedFrom = (where: Where, { fact }: Granted): string | undefined => {
    if (where.board !== fact.board || where.channel !== fact.channel)
      return `granted was ${at(fact)}`;
    const wired = site.compartments.get(fact.compartment);
    return wired?.board === where.board && wired.channel === where.channel
      ? undefined
      : `compartment ${fact.compartment} is wired to ${wired?.board} channel ${wired?.channel}`;
  };

  return {
    name: "pulses",
    acknowledged: (acknowledged: readonly LedgerRow[]) => {
      for (const row of rows.take(acknowledged)) noteRow(row, run);
    },
    opened(all) {
      run += 1;
      faultedMs = undefined;
      for (const row of rows.take(all)) noteRow(row, 0);
    },
    faulted() {
      faultedMs ??= nowMs();
    },
    restored(all) {
      rows.goBackTo(all.at(-1)?.seq ?? 0);
      live = undefined;
      for (const granted of grants.values()) granted.restoredAway = true;
    },
    heard(wire) {
      const open = openOn(wire, complain);
      if (open === undefined) return;
      const objection = objectionToOpen(open);
      if (objection !== undefined)
        complain(objection[0], `OPEN at ${nowMs()} ms, "${wire.line}": ${objection[1]}`);
      const granted = grants.get(open.op);
      if (granted !== undefined) granted.sentMs ??= nowMs();
    },
    happened(happening) {
      if (happening.kind !== "pulsed") return;
      const where = placeOf(happening);
      const granted = grants.get(happening.op);
      if (granted !== undefined) granted.pulses += 1;
      const objection: Complaint | undefined =
        granted === undefined
          ? ["I1", "no acknowledged grant has this op"]
          : objectionToPulse(where, granted);
      if (objection === undefined) return;
      const what = `pulse at ${nowMs()} ms on ${where.board} channel ${where.channel}`;
      complain(objection[0], `${what}, op ${happening.op}: ${objection[1]}`);
    },
  };
};

type Complaint = readonly [invariant: string, what: string];
type OpenLine = Where & { readonly op: number; readonly boot: string };

const freshGrant = (fact: DoorGranted, acknowledgedMs: number, run: number): Granted => ({
  fact,
  acknowledgedMs,
  run,
  sentMs: undefined,
  pulses: 0,
  provenUnfired: false,
  restoredAway: false,
});

const at = ({ compartment, board, channel, op }: DoorGranted): string =>
  `compartment ${compartment} (${board} channel ${channel}, op ${op})`;

const boardName = (bus: string, address: number): string => `${bus}:${hexOf(address, 2)}`;

const placeOf = ({ bus, board, channel }: Pulsed): Where => ({
  board: boardName(bus, board),
  channel,
});

/** An OPEN of the controller. Nothing else may move a lock: there is no lane to VEND from, and noise never leaves it. */
function openOn(
  { bus, line }: WireLine,
  complain: (invariant: string, what: string) => void,
): OpenLine | undefined {
  if (!line.startsWith(">")) return undefined;
  const isOpen = line.startsWith("OPEN ", VERB_AT);
  if (!isOpen && !line.startsWith("VEND ", VERB_AT)) return undefined;
  const read = decodeRequest(line);
  if (!read.ok || read.value.request.kind !== "open") {
    complain("I3", `on bus ${bus} the controller sent "${line}", which is no proper OPEN`);
    return undefined;
  }
  const { op, boot, channel } = read.value.request;
  return { board: boardName(bus, read.value.addr), channel, op, boot };
}
