// The terminal that scenarios run on: eight compartments on two boards of one bus, two products.
// 1–4 (board a:01): at standing height, door and item sensors. 5–8 (board a:02): low, door sensors only.
import { must } from "./virtual-must.ts";
import { parseBoardId, parseCompartmentNumber, parseProductId } from "#domain/ids.ts";
import type { CompartmentSite, Policy, Site } from "#domain/site.ts";

export const CHANNELS = 4;

const compartments = Array.from({ length: 2 * CHANNELS }, (_, at): CompartmentSite => {
  const board = Math.floor(at / CHANNELS) + 1;
  return {
    number: must(parseCompartmentNumber(at + 1)),
    board: must(parseBoardId(`a:0${board}`)),
    channel: (at % CHANNELS) + 1,
    column: board,
    row: (at % CHANNELS) + 1,
    heightMm: board === 1 ? 1400 : 800,
    size: "small",
    itemSensor: board === 1,
  };
});

const policy = (product: string, name: string, birthDate: boolean): Policy => ({
  product: must(parseProductId(product)),
  version: 1,
  name: { nl: name },
  proof: { kind: "code", birthDate, staffRelease: false },
  handInFirst: false,
  fourEyes: false,
  pickupDays: 7,
  graceReopenSeconds: 60,
});

const policies = [
  policy("rijbewijs", "Rijbewijs", true),
  policy("attest", "Attest", false),
  { ...policy("kaart", "Kaart", false), handInFirst: true },
];

export const virtualSite: Site = {
  terminal: "hal",
  timeZone: "Europe/Brussels",
  phone: "09 000 00 00",
  callingCode: "32",
  languages: ["nl", "fr"],
  compartments: new Map(compartments.map((compartment) => [compartment.number, compartment])),
  boards: [must(parseBoardId("a:01")), must(parseBoardId("a:02"))],
  policies: new Map(policies.map((each) => [each.product, each])),
  lowKeptPercent: 20,
  pinDigits: 8,
  pulseMs: 400,
  openWaitMs: 3000,
  undoMs: 0,
  extensionDays: 3,
  commissioning: "not-required",
};

/** What the site says of this door; a door that is not there is the test's mistake. */
export function siteOfDoor(number: number): CompartmentSite {
  const site = compartments[number - 1];
  if (site === undefined) throw new Error(`there is no door ${number}`);
  return site;
}
