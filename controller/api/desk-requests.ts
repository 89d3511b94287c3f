// What the desk and integrators may ask, as schemas, and the desk that answers them. Nothing is decided here.
import { z } from "zod";
import type { Result } from "#domain/result.ts";
import type { CompartmentView, PickupView } from "./views.ts";

const printable = /^[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?$/;
const reason = z.string().trim().min(1).max(200);

const contactSchema = z.discriminatedUnion("channel", [
  z.strictObject({ channel: z.literal("email"), to: z.email().max(254) }),
  z.strictObject({ channel: z.literal("sms"), to: z.e164() }),
  z.strictObject({ channel: z.literal("letter"), to: z.string().trim().min(1).max(500) }),
]);

export const dossierSchema = z
  .strictObject({
    reference: z
      .string()
      .regex(printable, "must be 1 to 64 printable ASCII characters, no space at either end")
      .describe("What the label of the document says; what the clerk scans."),
    product: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be a product id"),
    birthDate: z.iso.date().optional().describe("Only where the product's policy asks for it."),
    contacts: z.array(contactSchema).min(1).max(5),
    language: z.enum(["nl", "fr", "de", "en"]),
    lowCompartment: z.boolean().default(false).describe("The holder asks for a door low enough."),
    group: z
      .string()
      .regex(printable, "must be 1 to 64 printable ASCII characters, no space at either end")
      .optional()
      .describe(
        "The same for documents that are fetched together: the code of one opens the others too, each after what its own policy asks.",
      ),
  })
  .meta({ id: "Dossier" });
export type Dossier = z.output<typeof dossierSchema>;

export const announcedSchema = z.object({ pickup: z.string(), locator: z.string().optional() });
export type Announced = z.infer<typeof announcedSchema>;

export const reasonSchema = z.strictObject({ reason });
export const extensionSchema = z.strictObject({
  untilMs: z.int().min(0).describe("New last moment to collect, Unix time in milliseconds."),
});
export const reissueSchema = z.strictObject({ which: z.enum(["pin", "qr"]) });

export const pickupParams = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/, "must be a pickup id (32 hex digits)"),
});
export const boardParams = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}:[0-9A-F]{2}$/, "must be a board (bus:address)"),
});
export const compartmentParams = z.object({ number: z.coerce.number().int().min(1).max(9999) });

/** An order that was carried out, or the sentence that says why not. */
type Answer = Promise<Result<void, string>>;

/** Whoever decides about pickups. Ids are well-formed, but perhaps nobody's. */
export type Desk = {
  readonly announce: (dossier: Dossier) => Promise<Result<Announced, string>>;
  readonly withdraw: (pickup: string, why: string) => Answer;
  readonly extend: (pickup: string, untilMs: number) => Answer;
  readonly release: (pickup: string) => Answer;
  /** Sends the current codes once more; nothing about them changes. */
  readonly resend: (pickup: string) => Answer;
  readonly reissue: (pickup: string, which: "pin" | "qr") => Answer;
  readonly resumeBank: (board: string) => Answer;
  readonly disable: (compartment: number, why: string) => Answer;
  readonly enable: (compartment: number) => Answer;
  readonly pickups: () => readonly PickupView[];
  readonly compartments: () => readonly CompartmentView[];
};
