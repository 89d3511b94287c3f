// The terminal itself: its name, its town hall, its languages. Never a door or a wire.
import { z } from "zod";

import { deskHoursSchema } from "./desk-hours.ts";
import type { Finding } from "./problem.ts";
import { repeats } from "./repeats.ts";
import { choice, keys, text, topicId, whole } from "./scalars.ts";

const languageSchema = choice(["nl", "fr", "de", "en"]);
export type Language = z.output<typeof languageSchema>;

/** The order is the site's decision: the first language greets, the others are marked as translations. */
const languagesSchema = z.tuple([languageSchema], languageSchema, {
  error: "a list of languages, the first one first, for example [nl]",
});

/** Whatever this machine's calendar knows. */
const timeZoneSchema = z
  .string({ error: "a time zone, for example Europe/Brussels" })
  .refine((name) => Intl.supportedValuesOf("timeZone").includes(name) || name === "UTC", {
    error: "a time zone, for example Europe/Brussels",
  });

export const terminalSchema = keys({
  id: topicId,
  name: text("a name", 100),
  address: text("an address", 200),
  phone: text("a phone number", 40),
  /** Of a telephone number that is typed without one [E.164]. */
  callingCode: z
    .string({ error: 'a country calling code in quotes, for example "32"' })
    .regex(/^[1-9][0-9]{0,2}$/, 'a country calling code without + or zeros, for example "32"')
    .default("32"),
  /** Left out: the screens that send somebody to the desk do not say when it is open. */
  deskHours: deskHoursSchema.optional(),
  /** IANA name. The last day to collect ends at midnight here. */
  timeZone: timeZoneSchema.default("Europe/Brussels"),
  languages: languagesSchema,
  /** A clerk at the terminal lets a document wait so many days longer, by one touch. */
  extensionDays: whole("the days that a clerk gives a document more", 2, 30).default(3),
  /** So long after a deposit its holder hears nothing, and it can be undone; 0: the message goes at once. */
  undoMinutes: whole("the minutes in which a deposit can be undone", 0, 60).default(5),
});

export function repeatedLanguages(terminal: z.output<typeof terminalSchema>): Finding[] {
  return repeats(terminal.languages, (language) => language).map(({ item, index }) => ({
    path: ["terminal", "languages", index],
    sentence: `is "${item}" a second time: write every language once`,
  }));
}
