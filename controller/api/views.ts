// What the API shows of the terminal, as schemas: they check what leaves and write the OpenAPI document.
// Never personal data: a pickup is its id, its product and where it stands.
import { z } from "zod";

const compartmentNumber = z.int().min(1).max(9999);

const wallCompartmentSchema = z.object({
  number: compartmentNumber.describe("The number painted on the door."),
  column: z.int().min(1),
  row: z.int().min(1),
  size: z.enum(["small", "medium", "large"]),
  heightMm: z.int().min(0).describe("Middle of the door above the floor."),
});

/** The doors as a person sees them from in front. */
export const wallViewSchema = z.object({ compartments: z.array(wallCompartmentSchema).readonly() });
export type WallView = z.infer<typeof wallViewSchema>;

export const compartmentViewSchema = wallCompartmentSchema
  .extend({
    board: z.string(),
    channel: z.int().min(1),
    door: z.enum(["open", "closed", "unknown"]),
    item: z.enum(["present", "absent", "unknown"]),
    readAgeMs: z.int().min(0).optional().describe("How long ago its board last told of its doors."),
    holds: z.string().optional().describe("The pickup whose document is in it."),
    doubt: z
      .string()
      .optional()
      .describe("Why a clerk must look before anything else happens here."),
    disabled: z.string().optional().describe("Why staff took it out of service."),
  })
  .meta({ id: "Compartment" });
export type CompartmentView = z.infer<typeof compartmentViewSchema>;

export const pickupViewSchema = z
  .object({
    id: z.string(),
    product: z.string(),
    locator: z.string(),
    language: z.enum(["nl", "fr", "de", "en"]),
    group: z.string().optional().describe("The same for documents that were announced together."),
    phase: z.enum(["announced", "waiting", "ended"]),
    end: z.enum(["collected", "retrieved", "withdrawn", "not-found"]).optional(),
    compartment: compartmentNumber.optional(),
    untilMs: z.int().optional().describe("Last moment to collect, Unix time in milliseconds."),
    dead: z.enum(["expired", "withdrawn"]).optional().describe("Why no code works any more."),
    suspended: z.string().optional().describe("Why its code waits for staff."),
    released: z.boolean().describe("Staff let it go where the policy asks for that."),
  })
  .meta({ id: "Pickup" });
export type PickupView = z.infer<typeof pickupViewSchema>;

export const healthViewSchema = z
  .object({
    serving: z.boolean(),
    why: z.string().optional().describe("One sentence, when it does not serve."),
    version: z.string(),
    ledgerSeq: z.int().min(0),
    boards: z
      .array(
        z.object({
          id: z.string(),
          state: z.enum(["unseen", "good", "suspect", "lost"]),
          stopped: z.string().optional().describe("Why its bank waits for staff to resume it."),
          boot: z.string().optional(),
        }),
      )
      .readonly(),
  })
  .meta({ id: "Health" });
export type HealthView = z.infer<typeof healthViewSchema>;
