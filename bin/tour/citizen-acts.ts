// What citizens do on the tour: read their messages, scan, type, mistype, take their document, push a door that jams.
import { setTimeout as sleep } from "node:timers/promises";
import { type Stage, doorOf } from "./stage.ts";
import { type PhoneMessage, type Pocket, readQr } from "./wall-client.ts";

/** What a holder has from the message: the QR decoded from its picture, the typed code, the birth date as asked. */
export type Holder = {
  readonly name: string;
  readonly qr: string;
  /** Locator and PIN, digits only. */
  readonly code: string;
  /** DDMMYYYY */
  readonly birthDate: string;
  readonly asksBirthDate: boolean;
  /** As it is typed at home. */
  readonly telephone: string;
};

const NOBODY: Pocket["documents"][number]["holder"] = { name: "nobody" };
const MESSAGE_PATIENCE = 100;

export async function readMessage(stage: Stage, reference: string): Promise<Holder> {
  const { documents } = await stage.wall.pocket();
  const owner = documents.find((one) => one.reference === reference)?.holder ?? NOBODY;
  const { text = "", png } = (await messageFor(stage, owner.name)) ?? {};
  const qr = readQr(png) ?? "";
  const code = groupedCode(text);
  const readable = qr.startsWith("L24:") && code.length >= 10;
  stage.expect(
    `${owner.name} gets a message with a code and a QR that can be read`,
    readable,
    text,
  );
  const telephone = owner.telephone?.replace("+32", "0") ?? "";
  return { name: owner.name, qr, code, telephone, ...birthDateOf(owner.birthDate) };
}

/** The digits of the code in a message. */
export const groupedCode = (text: string): string =>
  (/\b\d{4}(?: \d{3,4}){2}\b/u.exec(text)?.[0] ?? "").replaceAll(" ", "");

function birthDateOf(date: string | undefined): Pick<Holder, "birthDate" | "asksBirthDate"> {
  // Whoever has no use for a birth date is asked for one all the same: any will do.
  const [year, month, day] = (date ?? "1970-01-01").split("-");
  return { birthDate: `${day}${month}${year}`, asksBirthDate: date !== undefined };
}

/** The demo's people have addresses like their names. */
async function messageFor(stage: Stage, name: string): Promise<PhoneMessage | undefined> {
  const letters = name.toLowerCase().replaceAll(" ", "");
  for (let waited = 0; waited < MESSAGE_PATIENCE; waited += 1) {
    const message = (await stage.wall.phone()).find(({ to }) =>
      to.replaceAll(".", "").startsWith(letters),
    );
    if (message?.png !== undefined) return message;
    await sleep(100);
  }
  return undefined;
}

export async function typeCode(stage: Stage, code: string, birthDate: string): Promise<void> {
  const { screen } = stage;
  await screen.choose("type-code");
  await stage.see("citizen-code", "the keypad asks for the code");
  await screen.type(code);
  await stage.see(
    "citizen-birth-date",
    "whatever the code, the birth date is asked before anything is checked",
  );
  await screen.type(birthDate);
}

export async function typeWrongCode(stage: Stage, holder: Holder): Promise<void> {
  stage.say(`\nSomebody tries ${holder.name}'s locator with a PIN of their own.`);
  const wrong = holder.code.replace(/\d$/u, (digit) => String((Number(digit) + 1) % 10));
  await typeCode(stage, wrong, holder.birthDate);
  const seen = await stage.see("citizen-wrong", "it is refused, without saying what was wrong");
  stage.expect(
    "two tries are left in this visit",
    seen.values["tries"] === 2,
    `${seen.values["tries"]}`,
  );
  await stage.screen.choose("stop");
  await stage.see("citizen-home", "they go");
}

export async function scanQr(stage: Stage, holder: Holder): Promise<void> {
  stage.say(`\n${holder.name} holds the QR before the reader.`);
  await stage.wall.scan(holder.qr);
}

/** The door is open: take, close, and what follows: gone, or another of the household. */
export async function takeDocument(
  stage: Stage,
  holder: Holder,
  door: number,
  then: "citizen-done" | "citizen-group-date" = "citizen-done",
): Promise<void> {
  const { wall } = stage;
  const opened = doorOf(await stage.see("citizen-door-open", `${holder.name}'s door opens`));
  stage.expect(`it is door ${door}, where the document lies`, opened === door, `door ${opened}`);
  await wall.door(door, "take");
  await wall.door(door, "close");
  await stage.see(then, "taken and closed: collected");
}
