// People at a virtual terminal: what they hold in hand, what they know from their telephone, and what they do on the screen.
// A citizen knows only the codes that a message brought; a clerk says what really lies in the compartment.
import { generate } from "otplib";
import { parseGroupId, parseLocator, parsePickupId, parseProductId } from "#domain/ids.ts";
import type { Key, ScreenInput } from "#domain/inputs.ts";
import type { PickupId } from "#domain/ids.ts";
import { must } from "./virtual-must.ts";
import { sha256 } from "./virtual-run.ts";
import type { VirtualTerminal } from "./virtual-terminal.ts";

/** A document and whoever waits for it. */
export type Dossier = {
  readonly letter: string;
  readonly pickup: PickupId;
  readonly locator: string;
  readonly product: string;
  /** On the label of the document. */
  readonly reference: string;
  /** `DDMMYYYY`, as its holder types it. */
  readonly birthDate: string;
  readonly email: string;
  /** E.164 */
  readonly telephone: string;
};

export type Bench = {
  readonly terminal: VirtualTerminal;
  /** By letter. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly addDossier: (dossier: Dossier) => void;
};

export function createBench(terminal: VirtualTerminal): Bench {
  const dossiers = new Map<string, Dossier>();
  return { terminal, dossiers, addDossier: (dossier) => dossiers.set(dossier.letter, dossier) };
}

export function dossierOf({ dossiers }: Bench, letter: string): Dossier {
  const dossier = dossiers.get(letter);
  if (dossier === undefined) throw new Error(`nobody announced document ${letter}`);
  return dossier;
}

/** The desk announces a document; its holder was born on a day of February 1990. */
export async function announce(
  bench: Bench,
  letter: string,
  about: {
    readonly product: string;
    readonly low: boolean;
    readonly group?: string;
    /** Their telephone is a contact too. */
    readonly sms?: boolean;
  },
): Promise<void> {
  const { terminal } = bench;
  const number = bench.dossiers.size + 1;
  const dossier: Dossier = {
    letter,
    pickup: must(parsePickupId(sha256(`pickup ${letter}`).slice(0, 32))),
    locator: String(4200 + number),
    product: about.product,
    reference: `BE-${letter}-77120${number}`,
    birthDate: `0${number}021990`,
    email: `holder-${letter.toLowerCase()}@example.org`,
    telephone: `+3247000000${number}`,
  };
  bench.addDossier(dossier);
  const codes = terminal.codes();
  const day = dossier.birthDate;
  const birthDateMac = codes.birthDateMac(`${day.slice(4)}${day.slice(2, 4)}${day.slice(0, 2)}`);
  must(
    terminal.vault().seal(dossier.pickup, {
      reference: dossier.reference,
      contacts: [
        { channel: "email", to: dossier.email },
        ...(about.sms === true ? [{ channel: "sms", to: dossier.telephone } as const] : []),
      ],
      language: "nl",
      birthDateMac: about.product === "attest" ? undefined : birthDateMac,
    }),
  );
  terminal.feed({
    kind: "desk",
    input: {
      kind: "pickup-announced",
      pickup: dossier.pickup,
      product: must(parseProductId(about.product)),
      locator: must(parseLocator(dossier.locator)),
      language: "nl",
      lowCompartment: about.low,
      ...(about.group === undefined
        ? {}
        : { group: must(parseGroupId(codes.groupId(about.group))) }),
    },
  });
  await terminal.time.settle();
}

// ---- the screen -----------------------------------------------------------------------------------------------------

async function act({ terminal }: Bench, input: ScreenInput): Promise<void> {
  terminal.feed({ kind: "screen", input });
  await terminal.time.settle();
}

export const scan = (bench: Bench, text: string): Promise<void> =>
  act(bench, { kind: "code-scanned", text });

export const choose = (bench: Bench, choice: string, number?: number): Promise<void> =>
  act(bench, { kind: "choice-made", choice, ...(number === undefined ? {} : { number }) });

/** Each digit is one key, and the key that ends them. */
export async function type(bench: Bench, digits: string): Promise<void> {
  for (const key of [...digits.split(""), "enter"])
    await act(bench, { kind: "key-pressed", key: key as Key });
}

// ---- what people have -----------------------------------------------------------------------------------------------

export type Phone = { readonly typed: string; readonly qr: string };

/** The codes that a message brought to this holder; `back` 1 is the one before the newest. */
export function phoneOf(bench: Bench, letter: string, back = 0): Phone {
  const { email } = dossierOf(bench, letter);
  const messages = bench.terminal.gateway.delivered.filter(
    ({ contact, qr }) => contact.to === email && qr !== undefined,
  );
  const message = messages.at(-1 - back);
  if (message?.qr === undefined) throw new Error(`the holder of ${letter} was sent no such code`);
  const { locator = "", pin = "" } = message.values;
  return { typed: locator + pin, qr: message.qr };
}

/** What the clerk's authenticator shows now. */
export const totpOf = ({ terminal }: Bench): Promise<string> =>
  generate({
    secret: new URL(terminal.clerk.otpauthUri).searchParams.get("secret") ?? "",
    epoch: Math.floor(terminal.wallMs() / 1000),
  });

/** A code of this pickup that is not right. */
export const wrongCode = (typed: string): string =>
  typed.slice(0, -1) + String((Number(typed.at(-1)) + 1) % 10);
