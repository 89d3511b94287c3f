// What the people of the demo carry: staff badges with their authenticator, and the documents that lie on the desk.
// Read anew at every look from <data>/pocket.json, which whoever seeds the demo writes.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { totpCode } from "./totp.ts";

const Staff = z.object({ name: z.string(), badge: z.string(), totpSecret: z.string() });
const Pocket = z.object({
  clerk: Staff.optional(),
  technician: Staff.optional(),
  documents: z
    .array(
      z.object({
        reference: z.string(),
        product: z.string(),
        holder: z
          .object({
            name: z.string(),
            birthDate: z.string().optional(),
            telephone: z.string().optional(),
          })
          .loose(),
      }),
    )
    .default([]),
});

type Staff = z.infer<typeof Staff>;
type StaffView = Staff & { readonly totp: string };
export type PocketView = {
  readonly clerk?: StaffView;
  readonly technician?: StaffView;
  readonly documents: z.infer<typeof Pocket>["documents"];
};

/** An absent or broken file is an empty pocket: a wall without a demo has none. `nowMs` is Unix time. */
export async function lookIntoPocket(data: string, nowMs: number): Promise<PocketView> {
  const text = await readFile(join(data, "pocket.json"), "utf8").catch(() => "{}");
  const pocket = Pocket.safeParse(parseJson(text));
  if (!pocket.success) return { documents: [] };
  const { clerk, technician, documents } = pocket.data;
  return {
    ...(clerk && { clerk: withCode(clerk, nowMs) }),
    ...(technician && { technician: withCode(technician, nowMs) }),
    documents,
  };
}

const withCode = (staff: Staff, nowMs: number): StaffView => ({
  ...staff,
  totp: totpCode(staff.totpSecret, nowMs),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
