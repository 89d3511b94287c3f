// Which terminal a seed stands in front of: how many buses, boards and doors, what they carry and what sensors they have.
// The wall and the controller's site are made from one plan, so that they agree until a fault exchanges two wires.
import { hexOf } from "#protocol/line.ts";
import { type BoardId, parseBoardId, parseCompartmentNumber, parseProductId } from "#domain/ids.ts";
import type { CompartmentSite, Policy, Site } from "#domain/site.ts";
import type { Dossier } from "#simulator/world/front.ts";
import type { Chance } from "#simulator/world/chance.ts";
import type { BoardPlan, BusPlan, HallPlan } from "#simulator/world/hall-plan.ts";
import { must } from "../support/virtual-must.ts";

const LOW_MM = 800;
const HIGH_MM = 1400;
const BUS_NAMES = ["a", "b"] as const;
const carriers: readonly [BusPlan["carrier"], ...BusPlan["carrier"][]] = [
  "serial",
  "serial",
  "tcp",
  "mqtt",
];

export function planHall(chance: Chance): HallPlan {
  const hasItemSensors = chance.happens(0.7);
  let number = 0;
  const boardOf = (address: number, keyed: boolean): BoardPlan => {
    const doors = Array.from({ length: 2 + chance.below(5) }, () => {
      number += 1;
      const itemSensor = hasItemSensors && chance.happens(0.8);
      return { number, itemSensor, doorSensor: !chance.happens(0.05), low: chance.happens(0.4) };
    });
    const key = keyed ? chance.bytes(32) : undefined;
    return { address, doors, nvlog: chance.happens(0.3), key };
  };
  const buses = BUS_NAMES.slice(0, 1 + chance.below(2)).map((id): BusPlan => {
    const carrier = chance.pick(carriers);
    const keyed = carrier === "mqtt" || chance.happens(0.3);
    const count = 1 + chance.below(2);
    const boards = Array.from({ length: count }, (_, at) => boardOf(at + 1, keyed));
    return { id, carrier, boards };
  });
  return { buses };
}

const boardIdOf = (bus: string, address: number): BoardId =>
  must(parseBoardId(`${bus}:${hexOf(address, 2)}`));

export function siteOfHall({ buses }: HallPlan): Site {
  const compartments = buses.flatMap(({ id, boards }, bank) =>
    boards.flatMap(({ address, doors }) =>
      doors.map(({ number, itemSensor, low }, at): CompartmentSite => ({
        number: must(parseCompartmentNumber(number)),
        board: boardIdOf(id, address),
        channel: at + 1,
        column: bank * 2 + address,
        row: at + 1,
        heightMm: low ? LOW_MM : HIGH_MM,
        size: "small",
        itemSensor,
      })),
    ),
  );
  return {
    terminal: "hal",
    timeZone: "Europe/Brussels",
    phone: "09 000 00 00",
    callingCode: "32",
    languages: ["nl", "fr"],
    compartments: new Map(compartments.map((each) => [each.number, each])),
    boards: buses.flatMap(({ id, boards }) => boards.map(({ address }) => boardIdOf(id, address))),
    policies: new Map(policies.map((each) => [each.product, each])),
    lowKeptPercent: 20,
    pinDigits: 8,
    pulseMs: 400,
    openWaitMs: 3000,
    undoMs: 300_000,
    extensionDays: 3,
    commissioning: "not-required",
  };
}

const policy = (
  product: string,
  proof: Partial<Policy["proof"]>,
  asks: Partial<Pick<Policy, "handInFirst" | "fourEyes">> = {},
): Policy => ({
  product: must(parseProductId(product)),
  version: 1,
  name: { nl: product },
  proof: { kind: "code", birthDate: false, staffRelease: false, ...proof },
  handInFirst: false,
  fourEyes: false,
  pickupDays: 7,
  graceReopenSeconds: 60,
  ...asks,
});

const rijbewijs = policy("rijbewijs", { birthDate: true });
const attest = policy("attest", {});
const paspoort = policy("paspoort", { kind: "qr+pin" }, { handInFirst: true, fourEyes: true });
const policies = [rijbewijs, attest, paspoort];

/** What is printed, by name, and what a holder is asked for. */
export type Product = Pick<Dossier, "product" | "asksBirthDate" | "asksBoth">;
const productOf = ({ product, proof }: Policy): Product => ({
  product,
  asksBirthDate: proof.birthDate,
  asksBoth: proof.kind === "qr+pin",
});
export const products: readonly [Product, ...Product[]] = [
  productOf(rijbewijs),
  productOf(attest),
  productOf(paspoort),
];
