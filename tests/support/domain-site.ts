// The small terminal that the domain's tests stand in front of: two boards with four doors each, five products, and the people
// and documents they know by name. Data only.
import {
  type BoardId,
  type CompartmentNumber,
  type PickupId,
  parseBoardId,
  parseCompartmentNumber,
  parseGroupId,
  parseLocator,
  parsePickupId,
  parseProductId,
  parseStaffId,
} from "#domain/ids.ts";
import type { DeskInput, StaffRole } from "#domain/inputs.ts";
import type { Result } from "#domain/result.ts";
import type { CompartmentSite, Policy, Site } from "#domain/site.ts";
import type { StaffId } from "#domain/ids.ts";

/** The value of a result that a test relies on. */
export function proven<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`a test's own value is wrong: ${String(result.error)}`);
  return result.value;
}

export const door = (number: number): CompartmentNumber => proven(parseCompartmentNumber(number));
export const boardA: BoardId = proven(parseBoardId("a:01"));
export const boardB: BoardId = proven(parseBoardId("a:02"));

type Wall = Pick<CompartmentSite, "heightMm" | "itemSensor">;
const HIGH = 1300;
const LOW = 800;

/** Doors 1 to 8: 1 to 4 on the first board, 5 to 8 on the second. 4 and 8 can be reached from a wheelchair. */
const wall: readonly Wall[] = [
  { heightMm: HIGH, itemSensor: true },
  { heightMm: HIGH, itemSensor: true },
  { heightMm: HIGH, itemSensor: false },
  { heightMm: LOW, itemSensor: true },
  { heightMm: HIGH, itemSensor: true },
  { heightMm: HIGH, itemSensor: false },
  { heightMm: HIGH, itemSensor: false },
  { heightMm: LOW, itemSensor: false },
];
const DOORS_PER_BOARD = 4;

const compartmentSite = (at: Wall, index: number): CompartmentSite => ({
  ...at,
  number: door(index + 1),
  board: index < DOORS_PER_BOARD ? boardA : boardB,
  channel: (index % DOORS_PER_BOARD) + 1,
  column: index < DOORS_PER_BOARD ? 1 : 2,
  row: (index % DOORS_PER_BOARD) + 1,
  size: "small",
});
const compartments = wall.map(compartmentSite);

const policy = (
  product: string,
  proof: Partial<Policy["proof"]>,
  asks: Partial<Pick<Policy, "handInFirst" | "fourEyes">> = {},
): Policy => ({
  product: proven(parseProductId(product)),
  version: 1,
  name: { nl: product },
  proof: { kind: "code", birthDate: false, staffRelease: false, ...proof },
  handInFirst: false,
  fourEyes: false,
  pickupDays: 7,
  graceReopenSeconds: 60,
  ...asks,
});

const policies: readonly Policy[] = [
  policy("licence", { birthDate: true }),
  policy("extract", {}),
  policy("passport", { kind: "qr+pin" }),
  policy("residence", { staffRelease: true }),
  policy("card", {}, { handInFirst: true }),
];

export const site: Site = {
  terminal: "t1",
  timeZone: "Europe/Brussels",
  phone: "03 000 00 00",
  callingCode: "32",
  languages: ["nl", "fr", "en"],
  compartments: new Map(compartments.map((compartment) => [compartment.number, compartment])),
  boards: [boardA, boardB],
  policies: new Map(policies.map((each) => [each.product, each])),
  lowKeptPercent: 20,
  pinDigits: 8,
  pulseMs: 400,
  openWaitMs: 3000,
  undoMs: 0,
  extensionDays: 3,
  commissioning: "not-required",
};

/** The same wall where a deposit can be undone for five minutes, and messages wait as long. */
export const siteWithUndo: Site = { ...site, undoMs: 300_000 };

/** The same wall at a town hall that hands over identity cards too: their doors open only to two of the staff. */
const identityCard = policy("identity", {}, { fourEyes: true });
export const siteWithFourEyes: Site = {
  ...site,
  policies: new Map(site.policies).set(identityCard.product, identityCard),
};

/** The same wall at a town hall that hands over extracts only: no screen asks a birth date. */
export const siteWithoutBirthDates: Site = {
  ...site,
  policies: new Map([...site.policies].filter(([, { proof }]) => !proof.birthDate)),
};

/** What the desk knows of one document, and the number on its label. */
export type Dossier = Omit<Extract<DeskInput, { kind: "pickup-announced" }>, "kind"> & {
  readonly label: string;
  /** YYYYMMDD */
  readonly birthDate: string;
  /** Registered by its digits; the family of the licence has one for all of them. */
  readonly telephone: string;
  /** An extract is registered without a date: its policy asks none. */
  readonly isDated: boolean;
};

const dossier = (digit: string, product: string, more: Partial<Dossier> = {}): Dossier => ({
  pickup: proven(parsePickupId(digit.repeat(32))),
  product: proven(parseProductId(product)),
  locator: proven(parseLocator(`10${digit}${digit}`)),
  language: "nl",
  lowCompartment: false,
  label: `LABEL-${digit}`,
  birthDate: `198${digit}0623`,
  telephone: `+3247000000${digit}`,
  isDated: product !== "extract",
  ...more,
});

export const licence = dossier("1", "licence");
export const extract = dossier("2", "extract");
export const passport = dossier("3", "passport");
export const residence = dossier("4", "residence");
export const otherExtract = dossier("5", "extract");
export const lowExtract = dossier("6", "extract", { lowCompartment: true });
/** Its holder hands in the old card first. */
export const card = dossier("7", "card");
/** Its door opens only to two of the staff. */
export const identity = dossier("8", "identity");
export const otherIdentity = dossier("9", "identity", { label: "LABEL-CARD" });
/** The same holder as of the licence, and a child of theirs. */
export const secondLicence = dossier("0", "licence", {
  birthDate: licence.birthDate,
  telephone: licence.telephone,
});
export const childLicence: Dossier = {
  ...dossier("0", "licence", { birthDate: "20100623", label: "LABEL-CHILD" }),
  telephone: licence.telephone,
  pickup: proven(parsePickupId("a".repeat(32))),
  locator: proven(parseLocator("1010")),
};
export const dossiers: readonly Dossier[] = [
  childLicence,
  secondLicence,
  card,
  identity,
  otherIdentity,
  licence,
  extract,
  passport,
  residence,
  otherExtract,
  lowExtract,
];

/** Announced together with every other of this household. */
export const together = <Known extends Dossier>(own: Known): Known => ({
  ...own,
  group: proven(parseGroupId("e".repeat(32))),
});

export const nobodysPickup: PickupId = proven(parsePickupId("f".repeat(32)));

export type Colleague = {
  readonly staff: StaffId;
  readonly role: StaffRole;
  readonly badge: string;
};
export const an: Colleague = {
  staff: proven(parseStaffId("an")),
  role: "clerk",
  badge: "L24B:an",
};
export const tom: Colleague = {
  staff: proven(parseStaffId("tom")),
  role: "technician",
  badge: "L24B:tom",
};
export const bea: Colleague = {
  staff: proven(parseStaffId("bea")),
  role: "clerk",
  badge: "L24B:bea",
};
export const colleagues: readonly Colleague[] = [an, tom, bea];
