// A message gateway that keeps what it accepts: a message offered twice under one id is delivered once.
// The telephones of the citizens: the codes in here are the only ones that a person in a test knows.
import { failed, ok } from "#domain/result.ts";
import type { MessageGateway, OutgoingMessage } from "#runtime/ports.ts";

export type VirtualGateway = {
  send: MessageGateway["send"];
  mood: "accepts" | "unreachable" | "refuses";
  /** In the order of their first delivery. */
  readonly delivered: readonly OutgoingMessage[];
  /** Every offer, also those that came to nothing. */
  readonly offers: readonly string[];
};

export function createVirtualGateway(
  heard: (message: OutgoingMessage) => void = () => undefined,
): VirtualGateway {
  const delivered: OutgoingMessage[] = [];
  const offers: string[] = [];
  const gateway: VirtualGateway = {
    mood: "accepts",
    delivered,
    offers,
    async send(message) {
      offers.push(message.id);
      if (gateway.mood === "unreachable")
        return failed({ kind: "unreachable", detail: "nobody answers" });
      if (gateway.mood === "refuses") return failed({ kind: "refused", detail: "no such address" });
      if (delivered.some(({ id }) => id === message.id)) return ok(undefined);
      delivered.push(message);
      heard(message);
      return ok(undefined);
    },
  };
  return gateway;
}
