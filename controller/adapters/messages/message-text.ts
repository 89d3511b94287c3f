// What one message is made of, per template. Shapes only; the words stand in a file for each language.
import type { MessageTemplate } from "#domain/facts.ts";

/**
 * Placeholders: `product` its name, `code` the locator and PIN in groups, `until` the last day, `terminal` and `address` where.
 * `sms` has no QR and keeps to the 160 characters of one message for usual names.
 */
export type MessageText = {
  readonly subject: string;
  readonly sms: string;
  readonly long: readonly string[];
  /** Added where the QR goes along. */
  readonly withQr?: string;
};

export type MessageTexts = Readonly<Record<MessageTemplate, MessageText>>;
