// Every place where a technician can be at the screen, at least once each: a place without a row here does not compile.
import { parseCompartmentNumber } from "#domain/ids.ts";
import type { Result } from "#domain/result.ts";
import type { DoorTest, Place, TestResult } from "#domain/technician/places.ts";
import { toldOfDoor, toldOfLines, toldOfMachine } from "../support/domain-workshop.ts";

export function must<T>(parsed: Result<T, string>): T {
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

export const compartment = (number: number) => must(parseCompartmentNumber(number));

/** Second column, second from the top. */
export const HERE = compartment(8);
const DOUBTFUL = compartment(17);

const results: readonly TestResult[] = [
  { compartment: compartment(1), outcome: "opened", openMs: 420 },
  { compartment: compartment(2), outcome: "wrong-door", other: compartment(7) },
  { compartment: compartment(3), outcome: "also-opened", openMs: 380, other: compartment(9) },
  { compartment: compartment(4), outcome: "not-opened" },
  { compartment: compartment(5), outcome: "skipped", state: "occupied" },
  { compartment: compartment(6), outcome: "refused" },
  { compartment: compartment(10), outcome: "not-tested" },
];

const test: DoorTest = {
  purpose: "self-test",
  compartment: HERE,
  grantedAtMonoMs: 0,
  waiting: [DOUBTFUL],
  results: [],
  other: undefined,
  stopping: false,
  hand: "not-asked",
};

export const doorTests: readonly DoorTest[] = [
  test,
  { ...test, other: compartment(7) },
  { ...test, stopping: true },
  { ...test, purpose: "commissioning", hand: "asked" },
  { ...test, purpose: "commissioning", hand: "seen" },
];

type Rows = {
  readonly [Kind in Place["kind"]]: readonly Extract<Place, { readonly kind: Kind }>[];
};

const rows: Rows = {
  menu: [{ kind: "menu" }],
  wall: [
    { kind: "wall", onlyFaults: false, page: 0 },
    { kind: "wall", onlyFaults: true, page: 0 },
  ],
  door: [
    { kind: "door", compartment: HERE },
    { kind: "door", compartment: DOUBTFUL },
  ],
  waiting: [{ kind: "waiting", ask: 1 }],
  history: [
    { kind: "history", compartment: HERE, events: toldOfDoor, page: 0 },
    { kind: "history", compartment: HERE, events: [], page: 0 },
  ],
  commissioning: [{ kind: "commissioning" }],
  confirm: [{ kind: "confirm", test, openMs: 420 }],
  devices: [{ kind: "devices", devices: toldOfMachine }],
  scanner: [
    { kind: "scanner", scanned: undefined },
    { kind: "scanner", scanned: { what: "qr", length: 34 } },
    { kind: "scanner", scanned: { what: "badge", length: 31 } },
    { kind: "scanner", scanned: { what: "other", length: 13 } },
  ],
  sound: [
    { kind: "sound", spoken: undefined, times: 0 },
    ...(["nl", "fr", "de", "en"] as const).map(
      (spoken) => ({ kind: "sound", spoken, times: 1 }) as const,
    ),
  ],
  touch: [{ kind: "touch" }],
  trace: [
    { kind: "trace", lines: toldOfLines, hex: false, page: 0 },
    { kind: "trace", lines: toldOfLines, hex: true, page: 0 },
    { kind: "trace", lines: [], hex: false, page: 0 },
  ],
  bundle: [
    { kind: "bundle", name: "support-2026-11-03T09-00-00-000Z" },
    { kind: "bundle", name: undefined },
  ],
  report: [
    { kind: "report", purpose: "self-test", results, page: 0 },
    { kind: "report", purpose: "one-door", results: results.slice(0, 1), page: 0 },
  ],
};

export const workshopPlaces: readonly Place[] = Object.values(rows).flat();
