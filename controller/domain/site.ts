// What the terminal is, as its configuration says: doors, policies, time-outs. Fixed while the controller runs.
import type { BoardId, CompartmentNumber, ProductId } from "./ids.ts";

export type Language = "nl" | "fr" | "de" | "en";

export type CompartmentSite = {
  readonly number: CompartmentNumber;
  readonly board: BoardId;
  /** 1-based [LL-4.6]. */
  readonly channel: number;
  readonly column: number;
  readonly row: number;
  /** Middle of the door above the floor. */
  readonly heightMm: number;
  readonly size: "small" | "medium" | "large";
  readonly itemSensor: boolean;
};

/** The rules of one product, as one YAML file that a jurist can read. */
export type Policy = {
  readonly product: ProductId;
  readonly version: number;
  readonly name: Readonly<Partial<Record<Language, string>>>;
  readonly proof: {
    readonly kind: "code" | "qr+pin";
    readonly birthDate: boolean;
    readonly staffRelease: boolean;
  };
  /** The holder's old document has to lie in a compartment before the door of the new one opens. */
  readonly handInFirst: boolean;
  /** Staff open the door of such a document only two together. */
  readonly fourEyes: boolean;
  readonly pickupDays: number;
  readonly graceReopenSeconds: number;
};

export type Site = {
  readonly terminal: string;
  /** IANA name, for example `Europe/Brussels`: days of a deadline end at local midnight. */
  readonly timeZone: string;
  /** Whom a citizen calls when a door does not open. */
  readonly phone: string;
  /** Country calling code of numbers typed without one [E.164]; `undefined`: nothing here is sent by SMS. */
  readonly callingCode: string | undefined;
  readonly languages: readonly [Language, ...Language[]];
  readonly compartments: ReadonlyMap<CompartmentNumber, CompartmentSite>;
  readonly boards: readonly BoardId[];
  readonly policies: ReadonlyMap<ProductId, Policy>;
  /** Of the low doors, how many stay free for holders who asked for one. */
  readonly lowKeptPercent: number;
  /** 8, or 6 where every policy in use asks the birth date. */
  readonly pinDigits: 6 | 8;
  readonly pulseMs: number;
  readonly openWaitMs: number;
  /** So long after a deposit no message goes, and it can be undone; 0: the message goes at once. */
  readonly undoMs: number;
  /** A clerk at the terminal lets a document wait so many days longer. */
  readonly extensionDays: number;
  /** May anybody be served before a technician has walked every door? */
  readonly commissioning: "required" | "not-required";
};

/** If any policy asks a birth date, its screen follows every typed code: the screens must not tell which pickup it is. */
export const asksBirthDate = (site: Site): boolean =>
  [...site.policies.values()].some((policy) => policy.proof.birthDate);

export const policyVersion = (policy: Policy): string => `${policy.product}@${policy.version}`;
