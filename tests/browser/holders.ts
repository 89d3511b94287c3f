// The people of the demo and what each of them holds in hand: the message on the phone, read as people and scanners read it.
import { expect } from "vitest";
import { type DemoDocument, demoDocuments } from "../../bin/demo-documents.ts";
import { type WallClient, readQr } from "../../bin/tour/wall-client.ts";

export type Holder = {
  readonly reference: string;
  /** What the scanner reads off the phone. */
  readonly qr: string;
  /** Locator and PIN, digits only. */
  readonly code: string;
  /** DDMMYYYY */
  readonly birthDate: string;
};

function documentOf(reference: string): DemoDocument {
  const found = demoDocuments.find((one) => one.reference === reference);
  if (found === undefined) throw new Error(`the demo has no document ${reference}`);
  return found;
}

export async function readMessage(wall: WallClient, reference: string): Promise<Holder> {
  const { email, holder } = documentOf(reference);
  const message = async () => (await wall.phone()).find(({ to }) => to === email);
  await expect.poll(message, { timeout: 10_000 }).toBeDefined();
  const { text = "", png } = (await message()) ?? {};
  const [grouped = ""] = /\b\d{4}(?: \d{3,4}){2}\b/u.exec(text) ?? [];
  const [year = "", month = "", day = ""] = (holder.birthDate ?? "1970-01-01").split("-");
  return {
    reference,
    qr: readQr(png) ?? "",
    code: grouped.replaceAll(" ", ""),
    birthDate: day + month + year,
  };
}
