// Terminals of any size for the benchmark: boards with so many doors each, one product that asks for a code and nothing else.
import {
  parseBoardId,
  parseCompartmentNumber,
  parseLocator,
  parsePickupId,
  parseProductId,
} from "#domain/ids.ts";
import type { BoardId, Locator, PickupId } from "#domain/ids.ts";
import type { CompartmentSite, Site } from "#domain/site.ts";
import { hexOf } from "#protocol/line.ts";
import { must } from "../support/virtual-must.ts";

export type WallSize = { readonly boards: number; readonly doorsPerBoard: number };

export const boardIdOf = (address: number): BoardId => must(parseBoardId(`a:${hexOf(address, 2)}`));
export const product = must(parseProductId("attest"));

/** The pickup that is so many pickups old, counted from 0. */
export const pickupIdOf = (number: number): PickupId =>
  must(parsePickupId(number.toString(16).padStart(32, "0")));
export const locatorOf = (number: number): Locator =>
  must(parseLocator(String(number % 10_000).padStart(4, "0")));

export function benchSite({ boards, doorsPerBoard }: WallSize): Site {
  const compartments = Array.from({ length: boards * doorsPerBoard }, (_, at): CompartmentSite => ({
    number: must(parseCompartmentNumber(at + 1)),
    board: boardIdOf(Math.floor(at / doorsPerBoard) + 1),
    channel: (at % doorsPerBoard) + 1,
    column: Math.floor(at / doorsPerBoard) + 1,
    row: (at % doorsPerBoard) + 1,
    heightMm: 1300,
    size: "small",
    itemSensor: true,
  }));
  return {
    terminal: "bench",
    timeZone: "Europe/Brussels",
    phone: "09 000 00 00",
    callingCode: "32",
    languages: ["nl", "fr"],
    compartments: new Map(compartments.map((compartment) => [compartment.number, compartment])),
    boards: Array.from({ length: boards }, (_, at) => boardIdOf(at + 1)),
    policies: new Map([
      [
        product,
        {
          product,
          version: 1,
          name: { nl: "Attest" },
          proof: { kind: "code", birthDate: false, staffRelease: false },
          handInFirst: false,
          fourEyes: false,
          pickupDays: 7,
          graceReopenSeconds: 60,
        },
      ],
    ]),
    lowKeptPercent: 20,
    pinDigits: 8,
    pulseMs: 400,
    openWaitMs: 3000,
    undoMs: 0,
    extensionDays: 3,
    commissioning: "not-required",
  };
}
