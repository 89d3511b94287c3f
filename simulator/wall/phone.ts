// The citizen's phone and letter box: what the message gateway was asked to deliver, newest first.
// The far end of an HTTP message gateway; it takes a message once, however often it is sent.
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { z } from "zod";

export const GatewayMessage = z.object({
  id: z.string().min(1).max(200),
  to: z.string().min(1).max(500),
  channel: z.enum(["sms", "email", "letter"]),
  language: z.string().min(2).max(20),
  subject: z.string().max(500).optional(),
  text: z.string().max(20_000),
  attachments: z
    .array(
      z.object({
        filename: z.string().max(200),
        contentType: z.string().max(200),
        base64: z.base64().max(500_000),
      }),
    )
    .max(10)
    .default([]),
});
export type GatewayMessage = z.infer<typeof GatewayMessage>;

export type PhoneMessage = Omit<GatewayMessage, "attachments"> & {
  /** ISO 8601. */
  readonly receivedAt: string;
  /** The first picture, as a data URL. */
  readonly png?: string;
};

export type Phone = {
  /** Takes a message; one with an id it already has changes nothing. */
  readonly receive: (message: GatewayMessage, receivedAt: Date) => void;
  /** Newest first. */
  readonly messages: () => readonly PhoneMessage[];
};

const capacity = 200;
const pngUrl = "data:image/png;base64,";

export function createPhone(): Phone {
  let messages: readonly PhoneMessage[] = [];
  return {
    messages: () => messages,
    receive({ attachments, ...message }, receivedAt) {
      if (messages.some(({ id }) => id === message.id)) return;
      const picture = attachments.find(({ contentType }) => contentType === "image/png");
      const fresh: PhoneMessage = {
        ...message,
        receivedAt: receivedAt.toISOString(),
        ...(picture && { png: pngUrl + picture.base64 }),
      };
      messages = [fresh, ...messages].slice(0, capacity);
    },
  };
}

/** The text of the QR symbol in a message's picture, as a scanner would read it; undefined: there is none. */
export function readSymbol(message: PhoneMessage): string | undefined {
  if (message.png === undefined) return undefined;
  const picture = decodePng(Buffer.from(message.png.slice(pngUrl.length), "base64"));
  if (!picture) return undefined;
  const pixels = new Uint8ClampedArray(picture.data);
  return jsqr.default(pixels, picture.width, picture.height)?.data;
}

function decodePng(bytes: Buffer): PNG | undefined {
  try {
    return PNG.sync.read(bytes);
  } catch {
    return undefined;
  }
}
