// One judge alone, and a world made by hand for it: rows that are sealed as the controller seals them, lines, doors, documents,
// and a clock that a test turns. What the judge complains about is kept.
import type { Actor, Fact } from "#domain/facts.ts";
import { type Durable, type State, initialDurable, initialLive } from "#domain/state.ts";
import { GENESIS, sealRow } from "#runtime/chain.ts";
import { toRow } from "#runtime/ledger-row.ts";
import type { LedgerRow } from "#runtime/ports.ts";
import { encodeRequest } from "#protocol/request-codec.ts";
import type { Hall, Place } from "#simulator/world/hall.ts";
import type { Happening } from "#simulator/world/happening.ts";
import { createVirtualTime } from "../support/virtual-time.ts";
import { createVirtualWall } from "../support/virtual-wall.ts";
import { sha256 } from "../support/virtual-run.ts";
import { siteOfDoor, virtualSite } from "../support/virtual-site.ts";
import type { CreateJudge, Judge } from "./watch.ts";

export const BOOT = "5D21E0C4";
const START_MS = Date.UTC(2026, 10, 3, 9, 0);
const CITIZEN: Actor = { kind: "citizen" };

export type Rig = {
  readonly judge: Judge;
  readonly complaints: readonly string[];
  readonly rows: readonly LedgerRow[];
  readonly nextSeq: () => number;
  readonly wait: (ms: number) => void;
  /** Rows as they would be written now, not acknowledged to anybody. */
  readonly seal: (facts: readonly Fact[], actor?: Actor) => readonly LedgerRow[];
  /** Written and acknowledged; answers the number of the last. */
  readonly append: (facts: readonly Fact[], actor?: Actor) => number;
  readonly tell: (...happenings: readonly Happening[]) => void;
  readonly put: (document: string, door: number) => void;
  readonly take: (document: string) => void;
  readonly step: (change?: Partial<Durable>) => void;
  readonly open: (channel: number, op: number, boot?: string) => void;
  readonly pulse: (channel: number, op: number) => void;
  /** The board's answer to STAT is on the wire. */
  readonly snapshot: () => void;
  readonly poll: (ack: number) => void;
};

export function createRig(create: CreateJudge): Rig {
  const complaints: string[] = [];
  const rows: LedgerRow[] = [];
  const places = new Map<string, Place>();
  let nowMs = 0;
  const inside = (door: number): string | undefined =>
    [...places].find(([, place]) => place.kind === "compartment" && place.door === door)?.[0];
  const judge = create({
    site: virtualSite,
    hall: hallWith(inside, (document) => places.get(document) ?? HANDS),
    nowMs: () => nowMs,
    complain: (invariant, what) => void complaints.push(`${invariant}: ${what}`),
  });
  const seal = (facts: readonly Fact[], actor = CITIZEN): readonly LedgerRow[] => {
    let previous = rows.at(-1) ?? GENESIS;
    return facts.map((fact) => {
      const record = {
        seq: previous.seq + 1,
        atMs: START_MS + nowMs,
        monoMs: nowMs,
        clockEpoch: 1,
        clockTrusted: true,
        actor,
        policy: undefined,
        fact,
      };
      const row = sealRow(previous, toRow(record), sha256);
      previous = row;
      return row;
    });
  };
  const tell = (...happenings: readonly Happening[]): void =>
    happenings.forEach((happening) => judge.happened?.(happening));
  return {
    judge,
    complaints,
    rows,
    seal,
    tell,
    nextSeq: () => rows.length + 1,
    wait(ms) {
      nowMs += ms;
    },
    append(facts, actor) {
      const sealed = seal(facts, actor);
      rows.push(...sealed);
      judge.acknowledged?.(sealed);
      return rows.length;
    },
    put(document, door) {
      places.set(document, { kind: "compartment", door });
      tell({ kind: "put-in", document, door, by: "clerk" });
    },
    take(document) {
      const place = places.get(document);
      places.set(document, HANDS);
      if (place?.kind === "compartment")
        tell({ kind: "taken-out", document, door: place.door, by: "holder", name: document });
    },
    step: (change) =>
      judge.stepped?.(stateWith(change), { wallMs: START_MS + nowMs, monoMs: nowMs }),
    open(channel, op, boot = BOOT) {
      const request = { kind: "open", channel, op, pulseMs: 400, boot, byMs: 5000 } as const;
      judge.heard?.({ bus: "a", line: encodeRequest({ addr: 1, seq: 5, request }) });
    },
    pulse: (channel, op) => tell({ kind: "pulsed", bus: "a", board: 1, channel, op }),
    snapshot: () => judge.heard?.({ bus: "a", line: "<01 0006 STAT t=1" }),
    poll: (ack) =>
      judge.heard?.({
        bus: "a",
        line: encodeRequest({ addr: 1, seq: 6, request: { kind: "poll", ack } }),
      }),
  };
}

const HANDS: Place = { kind: "hands", by: "holder", name: "somebody" };

export const stateWith = (change: Partial<Durable> = {}): State => ({
  site: virtualSite,
  durable: { ...initialDurable, ...change },
  live: initialLive,
});

const refuse = (): never => {
  throw new Error("judges only look");
};

/** Boards as the virtual wall has them; documents as the test says. */
function hallWith(inside: Hall["inside"], whereIs: Hall["whereIs"]): Hall {
  const wall = createVirtualWall(createVirtualTime());
  return {
    doors: [...virtualSite.compartments.keys()],
    buses: new Map(),
    boardOf: (door) => wall.board(siteOfDoor(door).board),
    compartmentOf: refuse,
    isOpen: () => false,
    isJammed: () => false,
    inside,
    whereIs,
    touch: refuse,
    put: refuse,
    take: refuse,
  };
}
