// From a template and its values to the words of one message. Pure: nothing is sent, drawn or stored here.
import { type Result, failed, ok } from "#domain/result.ts";
import type { Language } from "#domain/site.ts";
import type { OutgoingMessage } from "#runtime/ports.ts";
import { bringOldDocument, messageTexts } from "./texts.ts";

export type RenderedMessage = { readonly subject: string; readonly text: string };

/**
 * Values: `product`, `terminal`, `address` as they stand; `locator` and `pin` become the grouped code; `until` is `YYYY-MM-DD`.
 * The error names the value that is missing; without it the message can never be sent.
 */
export function renderMessage(message: OutgoingMessage): Result<RenderedMessage, string> {
  const { subject, sms, long, withQr } = messageTexts[message.language][message.template];
  const values = shownValues(message);
  const isSms = message.contact.channel === "sms";
  const body = isSms ? [sms] : [...long];
  if (message.values["bring"] !== undefined) body.push(bringOldDocument[message.language]);
  if (!isSms && message.qr !== undefined && withQr !== undefined) body.push(withQr);
  const [head, text] = [fill(subject, values), fill(body.join(isSms ? " " : "\n"), values)];
  if (!head.ok) return head;
  if (!text.ok) return text;
  return ok({ subject: head.value, text: isSms ? toGsm7(text.value) : text.value });
}

function shownValues({ values, language }: OutgoingMessage): ReadonlyMap<string, string> {
  const shown = new Map(Object.entries(values));
  const { locator, pin, until } = values;
  if (locator !== undefined && pin !== undefined) shown.set("code", groupCode(locator, pin));
  if (until !== undefined) shown.set("until", shortDate(until, language));
  return shown;
}

/** `NNNN SSSS SSSS`, or `NNNN SSS SSS` for a PIN of six. */
function groupCode(locator: string, pin: string): string {
  const half = pin.length / 2;
  return `${locator} ${pin.slice(0, half)} ${pin.slice(half)}`;
}

/** In digits: no month's name in any language needs a character that an SMS does not have. */
function shortDate(date: string, language: Language): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return [day, month, year].join(language === "de" ? "." : "/");
}

function fill(pattern: string, values: ReadonlyMap<string, string>): Result<string, string> {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const missing = names.find((name) => !values.has(name));
  if (missing !== undefined) return failed(missing);
  return ok(pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? ""));
}

/** The basic alphabet of 3GPP TS 23.038 without Greek: one message holds 160 of these, but 70 of any other. */
const GSM7 = new Set(
  "@£$¥èéùìòÇ\nØø\rÅå_ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

/** Takes the accent off a letter that has none there (ê → e); what is left over becomes a question mark. */
export function toGsm7(text: string): string {
  return Array.from(text.normalize("NFC"), plainest).join("");
}

function plainest(character: string): string {
  if (GSM7.has(character)) return character;
  const [bare = "?"] = character.normalize("NFD");
  if (GSM7.has(bare)) return bare;
  return /[\u2018\u2019]/.test(character) ? "'" : "?";
}
