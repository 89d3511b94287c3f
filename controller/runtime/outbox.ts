// Messages on their way to a gateway: the ledger says which, codes are derived when one is sent, and an unreachable
// gateway is tried again for as long as it takes. Each contact is one message with its own idempotency key.
import type { Effect } from "#domain/effects.ts";
import type { MessageTemplate } from "#domain/facts.ts";
import type { AnswerInput } from "#domain/inputs.ts";
import type { Pickup } from "#domain/state.ts";
import type { PickupId } from "#domain/ids.ts";
import { givesCode } from "#domain/pickup/code-givers.ts";
import type { Site } from "#domain/site.ts";
import type {
  Codes,
  Contact,
  Log,
  MessageFault,
  MessageGateway,
  OutgoingMessage,
  PersonalData,
  Vault,
} from "./ports.ts";
import { type Result, failed, ok } from "#domain/result.ts";

export type Outgoing = Extract<Effect, { readonly kind: "send-message" }>;
export type Outbox = { readonly send: (message: Outgoing) => void; readonly stop: () => void };

export type OutboxOptions = {
  readonly site: Site;
  readonly place: { readonly name: string; readonly address: string };
  readonly gateway: MessageGateway;
  readonly vault: Vault;
  readonly codes: Codes;
  readonly log: Log;
  readonly pickup: (id: PickupId) => Pickup | undefined;
  readonly after: (delayMs: number, act: () => void) => () => void;
  readonly answer: (input: AnswerInput) => void;
  readonly crash: (error: unknown) => void;
};

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;

export function createOutbox(options: OutboxOptions): Outbox {
  const waiting = new Map<string, () => void>();
  const lastDay = lastDayIn(options.site.timeZone);
  let stopped = false;

  const attempt = async (message: Outgoing, retryMs: number): Promise<void> => {
    waiting.delete(message.message);
    const outcome = await offer({ ...options, lastDay }, message);
    if (stopped) return;
    if (outcome.ok) return options.answer({ kind: "message-accepted", message: message.message });
    const { kind, detail } = outcome.error;
    if (kind === "refused")
      return options.answer({ kind: "message-refused", message: message.message, why: detail });
    options.log.warn("a message waits for its gateway", { message: message.message, detail });
    const again = (): void => start(message, Math.min(LONGEST_RETRY_MS, retryMs * 2));
    waiting.set(message.message, options.after(retryMs, again));
  };
  const start = (message: Outgoing, retryMs: number): void => {
    attempt(message, retryMs).catch(options.crash);
  };

  return {
    send: (message) => start(message, FIRST_RETRY_MS),
    stop() {
      stopped = true;
      for (const cancel of waiting.values()) cancel();
    },
  };
}

type Sending = OutboxOptions & { readonly lastDay: LastDay };

/** One after the other to every contact; while one cannot be reached all are tried again, under the same keys. */
async function offer(options: Sending, effect: Outgoing): Promise<Result<void, MessageFault>> {
  const data = options.vault.open(effect.pickup);
  const pickup = options.pickup(effect.pickup);
  if (!data.ok) return failed({ kind: "unreachable", detail: data.error.detail });
  if (data.value === undefined || pickup === undefined || data.value.contacts.length === 0)
    return failed({ kind: "refused", detail: "nobody to send it to: the personal data is erased" });
  // It waited for its gateway while its document was fetched, for example with others of its household.
  if (givesCode(effect.template) && codeIsOver(pickup))
    return failed({ kind: "refused", detail: "its code opens nothing any more" });
  const messages = await writeMessages(options, effect, { pickup, data: data.value });
  let worst: Result<void, MessageFault> = ok(undefined);
  for (const message of messages) {
    const sent = await options.gateway.send(message);
    // One bad address keeps no other contact waiting; what may still be reached is tried again, under the same keys.
    if (!sent.ok && (worst.ok || sent.error.kind === "unreachable")) worst = sent;
  }
  return worst;
}

/** The last local day on which it can be collected, `YYYY-MM-DD`; the deadline is the midnight that ends it. */
type LastDay = (untilMs: number) => string;

function lastDayIn(timeZone: string): LastDay {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  return (untilMs) => format.format(untilMs - 1);
}

async function writeMessages(
  { site, codes, place, lastDay }: Sending,
  effect: Outgoing,
  about: { readonly pickup: Pickup; readonly data: PersonalData },
): Promise<readonly OutgoingMessage[]> {
  const { pickup, data } = about;
  const policy = site.policies.get(pickup.product);
  const product = policy?.name[data.language] ?? pickup.product;
  const values: Record<string, string> = { product, terminal: place.name, address: place.address };
  const isCode = givesCode(effect.template);
  if (isCode) {
    values["locator"] = pickup.locator;
    // The code of this moment: one that was renewed while the message waited is dead.
    values["pin"] = await codes.pin(pickup.id, pickup.pinCounter, site.pinDigits);
    values["until"] = lastDay(pickup.untilMs ?? 0);
    // Whoever comes without it comes for nothing.
    if (policy?.handInFirst === true && !pickup.handedIn) values["bring"] = "old-document";
  }
  const qr = isCode ? `L24:${pickup.locator}${codes.qr(pickup.id, pickup.qrCounter)}` : undefined;
  return contactsFor(effect.template, data).map((contact, index) => ({
    id: `${effect.message}-${index + 1}`,
    template: effect.template,
    contact,
    language: data.language,
    values,
    qr,
  }));
}

/** Whoever asked for the code stands at the terminal now: a letter would come too late, and cost a stamp. */
const contactsFor = (template: MessageTemplate, { contacts }: PersonalData): readonly Contact[] =>
  template === "code-repeated" ? contacts.filter(({ channel }) => channel !== "letter") : contacts;

/** Its document is gone, its time is over or its code was used: a message that waited so long would bring somebody for nothing. */
const codeIsOver = ({ phase, dead, codeUsed }: Pickup): boolean =>
  phase !== "waiting" || dead !== undefined || codeUsed;
