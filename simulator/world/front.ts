// The terminal as a person meets it: a screen that shows something, and keys, buttons and a scanner's window. Shapes only.
// What is behind the screen is none of the world's business.

export type Shown = {
  readonly name: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly choices: readonly { readonly choice: string; readonly number?: number }[];
  readonly door?: { readonly compartment: number; readonly state: "closed" | "open" | "unknown" };
  readonly secondsLeft?: number;
};

export type Front = {
  /** `undefined`: the screen is dark, and nothing that is touched or scanned has any effect. */
  readonly shown: () => Shown | undefined;
  readonly touch: (choice: string, number?: number) => void;
  /** `0`–`9`, `erase` or `enter`. */
  readonly press: (key: string) => void;
  readonly scan: (text: string) => void;
};

/** A message as it stands on a telephone. */
export type Mail = {
  readonly to: string;
  readonly template: string;
  /** The digits to type, locator and PIN, for the templates that carry a code. */
  readonly typed: string | undefined;
  readonly qr: string | undefined;
};

/** A document, whoever waits for it, and what the town hall knows of both. */
export type Dossier = {
  /** 32 hex digits, as the desk announced it. */
  readonly pickup: string;
  /** On the label of the document. */
  readonly document: string;
  readonly product: string;
  readonly locator: string;
  /** `DDMMYYYY`, as its holder types it. */
  readonly birthDate: string;
  readonly asksBirthDate: boolean;
  readonly asksBoth: boolean;
  readonly low: boolean;
  readonly email: string;
  /** E.164; a household has one for all. */
  readonly telephone: string;
  /** What the desk called the documents that are fetched together. */
  readonly household: string | undefined;
};
