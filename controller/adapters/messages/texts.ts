// What a citizen reads in an SMS, an e-mail or a letter, per template and language. B1 words, sentences of at most 12 words, "je".
// Data only: placeholders are filled in rendering.ts. Never a compartment's number, never a citizen's name.
import type { Language } from "#domain/site.ts";
import type { MessageTexts } from "./message-text.ts";
import { german } from "./texts-de.ts";
import { english } from "./texts-en.ts";
import { french } from "./texts-fr.ts";
import { dutch } from "./texts-nl.ts";

export const messageTexts: Readonly<Record<Language, MessageTexts>> = {
  nl: dutch,
  en: english,
  fr: french,
  de: german,
};

/** Added where the policy asks for the old document first; an SMS may then take two parts. */
export const bringOldDocument: Record<Language, string> = {
  nl: "Breng je oude document mee.",
  en: "Bring your old document with you.",
  fr: "Apportez votre ancien document.",
  de: "Bringen Sie Ihr altes Dokument mit.",
};
