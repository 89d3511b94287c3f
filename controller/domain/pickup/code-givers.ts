// Which messages give a code: whoever was sent one may come.
import type { MessageTemplate } from "../facts.ts";

const CODE_GIVERS: ReadonlySet<MessageTemplate> = new Set<MessageTemplate>([
  "document-ready",
  "code-renewed",
  "code-repeated",
]);

export const givesCode = (template: MessageTemplate): boolean => CODE_GIVERS.has(template);
