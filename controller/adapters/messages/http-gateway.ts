// Messages to citizens over the HTTP gateway that the city has: one POST of JSON per message.
// Retrying is the outbox's; what a text says is texts.ts; the QR is drawn by whoever is given as `drawQr`.
import { type Result, failed, ok } from "#domain/result.ts";
import type { MessageFault, MessageGateway, OutgoingMessage } from "#runtime/ports.ts";
import { type RenderedMessage, renderMessage } from "./rendering.ts";

const TIMEOUT_MS = 10_000;
/**
 * A wrong account (401, 403), a time-out and too many requests say nothing about this message: it waits until they pass.
 * Any other 4xx stays what it is.
 */
const PASSING_REFUSALS: ReadonlySet<number> = new Set([401, 403, 408, 429]);

export type HttpGatewayOptions = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** PNG of a QR with this text. */
  readonly drawQr: (text: string) => Promise<Uint8Array>;
  readonly timeoutMs?: number;
};

/** Faults never hold the address, the text or what the gateway wrote back: they go to the log. */
export function createHttpGateway(options: HttpGatewayOptions): MessageGateway {
  return {
    async send(message) {
      const rendered = renderMessage(message);
      if (!rendered.ok) {
        return refused(
          `The ${message.template} message has no value "${rendered.error}": complete the terminal's configuration.`,
        );
      }
      return post(options, message, await bodyOf(message, rendered.value, options.drawQr));
    },
  };
}

async function bodyOf(
  message: OutgoingMessage,
  rendered: RenderedMessage,
  drawQr: HttpGatewayOptions["drawQr"],
): Promise<string> {
  const { id, contact, language, qr } = message;
  const picture = contact.channel === "sms" || qr === undefined ? undefined : await drawQr(qr);
  return JSON.stringify({
    id,
    to: contact.to,
    channel: contact.channel,
    language,
    subject: rendered.subject,
    text: rendered.text,
    attachments: picture === undefined ? [] : [attachmentOf(picture)],
  });
}

const attachmentOf = (picture: Uint8Array): Record<string, string> => ({
  filename: "qr.png",
  contentType: "image/png",
  base64: Buffer.from(picture).toString("base64"),
});

/** A redirect is not followed: what is personal goes to the configured address and nowhere else. */
async function post(
  options: HttpGatewayOptions,
  message: OutgoingMessage,
  body: string,
): Promise<Result<void, MessageFault>> {
  try {
    const response = await fetch(options.url, {
      method: "POST",
      headers: {
        ...options.headers,
        "content-type": "application/json",
        "idempotency-key": message.id,
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    });
    // The status says it all: a body, however long, is never read.
    await response.body?.cancel();
    return judge(response.status);
  } catch (error) {
    return unreachable(
      `The message gateway cannot be reached (${reasonOf(error)}): check its address and the network.`,
    );
  }
}

function judge(status: number): Result<void, MessageFault> {
  if (status >= 200 && status < 300) return ok(undefined);
  const isFinal = status >= 400 && status < 500 && !PASSING_REFUSALS.has(status);
  return isFinal
    ? refused(`The message gateway refused a message with status ${status}: check the contact.`)
    : unreachable(
        `The message gateway answered with status ${status}: check the account and ask its operator.`,
      );
}

/** A failed fetch hides its reason (ECONNREFUSED, a certificate) in `cause`; the error itself may repeat the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
}

const refused = (detail: string): Result<void, MessageFault> => failed({ kind: "refused", detail });
const unreachable = (detail: string): Result<void, MessageFault> =>
  failed({ kind: "unreachable", detail });
