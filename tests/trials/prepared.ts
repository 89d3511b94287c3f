// A data folder in which a clerk has deposited two documents, made once by the very terminal that plays then copy: every run
// begins with somebody who only has to hold a code before the reader.
import { generate } from "otplib";
import { addStaff } from "#adapters/staff/staff-roll.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { systemClock } from "#adapters/clock/system-clock.ts";
import type { Key } from "#domain/inputs.ts";
import type { OutgoingMessage } from "#runtime/ports.ts";
import { staffFile } from "../../controller/commands/data-folder.ts";
import { until, untilTrue } from "../support/system-wait.ts";
import { must } from "../support/virtual-must.ts";
import { type ControllerHere, startHere } from "./controller-here.ts";
import { type FarSide, raiseFarSide } from "./far-side.ts";
import { readLedger } from "./ledger-on-disk.ts";
import { layPlace, nobodyOutside } from "./place.ts";

/** Whoever was sent this code, for the document behind this door. */
export type Holder = { readonly door: number; readonly qr: string };

export type Prepared = {
  readonly folder: string;
  readonly holders: readonly [Holder, Holder];
  /** The newest row of its ledger. */
  readonly seq: number;
  readonly remove: () => Promise<void>;
};

const DOCUMENTS = ["AT-1", "AT-2"] as const;

export async function prepare(): Promise<Prepared> {
  const place = await layPlace("tcp", undefined, nobodyOutside);
  const member = { id: "an", role: "clerk", issuer: "trials" } as const;
  const clerk = must(addStaff(staffFile(place.folder), member, systemRandom));
  const far = await raiseFarSide(place, []);
  const messages: OutgoingMessage[] = [];
  const controller = await startHere(place, {
    clock: systemClock,
    delivered: (message) => void messages.push(message),
    shown: () => undefined,
  });
  await untilTrue("the doors are known", () => controller.knowsDoors());
  for (const document of DOCUMENTS) await announce(controller, document);
  await signIn(controller, clerk);
  const doors = [await deposit(controller, far, 0), await deposit(controller, far, 1)] as const;
  await controller.choose("sign-out");
  const qrs = [await qrOf(messages, 0), await qrOf(messages, 1)] as const;
  await controller.cut();
  await far.stop();
  return {
    folder: place.folder,
    holders: [
      { door: doors[0], qr: qrs[0] },
      { door: doors[1], qr: qrs[1] },
    ],
    seq: readLedger(place.folder).durable.seq,
    remove: place.remove,
  };
}

const addressOf = (document: string): string => `${document.toLowerCase()}@example.org`;

async function announce({ desk }: ControllerHere, reference: string): Promise<void> {
  must(
    await desk.announce({
      reference,
      product: "attest",
      contacts: [{ channel: "email", to: addressOf(reference) }],
      language: "nl",
      lowCompartment: false,
    }),
  );
}

const sees = async (controller: ControllerHere, screen: string): Promise<void> =>
  void (await untilTrue(`the screen ${screen}`, () => controller.screen() === screen));

async function signIn(
  controller: ControllerHere,
  clerk: { readonly badge: string; readonly otpauthUri: string },
): Promise<void> {
  controller.scan(clerk.badge);
  await sees(controller, "staff-totp");
  const secret = new URL(clerk.otpauthUri).searchParams.get("secret") ?? "";
  for (const digit of await generate({ secret })) press(controller, digit);
  press(controller, "enter");
  await sees(controller, "clerk-menu");
}

/** Digits and `enter` are keys of the keypad. */
const press = ({ feed }: ControllerHere, key: string): void =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  feed({ kind: "screen", input: { kind: "key-pressed", key: key as Key } });

/** @returns the door that opened for it */
async function deposit(controller: ControllerHere, far: FarSide, which: 0 | 1): Promise<number> {
  controller.scan(DOCUMENTS[which]);
  await sees(controller, "clerk-door-open");
  const door = far.pulses[which]?.channel ?? 0;
  far.touch(door, "put");
  far.touch(door, "close");
  await sees(controller, "clerk-deposited");
  return door;
}

const qrOf = (messages: readonly OutgoingMessage[], which: 0 | 1): Promise<string> =>
  until(
    "the message with the code",
    () => messages.find(({ contact }) => contact.to === addressOf(DOCUMENTS[which]))?.qr,
  );
