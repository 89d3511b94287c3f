// Names of things, branded so that a locator is never taken for a pickup. Only the parsers here make them.
import { type Result, failed, ok } from "./result.ts";

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** 128 random bits, 32 lower-case hex digits. */
export type PickupId = Branded<string, "PickupId">;
/** Documents announced together, 32 lower-case hex digits: derived from what the desk called them, and nothing tells it back. */
export type GroupId = Branded<string, "GroupId">;
/** Four decimal digits, unique on the terminal while its pickup lives and 30 days longer. */
export type Locator = Branded<string, "Locator">;
/** The number painted on the door, 1 … 9999. */
export type CompartmentNumber = Branded<number, "CompartmentNumber">;
/** `<bus>:<address>`, for example `a:01`. */
export type BoardId = Branded<string, "BoardId">;
export type ProductId = Branded<string, "ProductId">;
export type StaffId = Branded<string, "StaffId">;

/** Restore epoch × 10^12 + ledger sequence of the grant [LL-4.2]. */
export type Op = number;

const parser =
  <T>(pattern: RegExp, what: string) =>
  (text: string): Result<T, string> =>
    // The pattern is the proof, so this is where the brand may be given.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    pattern.test(text) ? ok(text as T) : failed(`"${text.slice(0, 40)}" is not ${what}`);

export const parsePickupId = parser<PickupId>(/^[0-9a-f]{32}$/, "a pickup id (32 hex digits)");
export const parseGroupId = parser<GroupId>(/^[0-9a-f]{32}$/, "a group id (32 hex digits)");
export const parseLocator = parser<Locator>(/^[0-9]{4}$/, "a locator (4 digits)");
export const parseBoardId = parser<BoardId>(
  /^[a-z][a-z0-9-]{0,31}:(0[1-9A-F]|[1-6][0-9A-F]|7[0-9A-E])$/,
  "a board (bus:address, address 01 to 7E)",
);
export const parseProductId = parser<ProductId>(/^[a-z][a-z0-9-]{0,39}$/, "a product id");
export const parseStaffId = parser<StaffId>(/^[a-z][a-z0-9.-]{0,39}$/, "a staff id");

export function parseCompartmentNumber(value: number): Result<CompartmentNumber, string> {
  return Number.isInteger(value) && value >= 1 && value <= 9999
    ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      ok(value as CompartmentNumber)
    : failed(`${value} is not a compartment number (1 to 9999)`);
}
