// The board's end of the line, seen from outside: whose line it is, which sequence, which stored reply, which session [LL-3, LL-6].
// What a request *does* (locks, events, operations) belongs to the device behind it and not to this layer.
import type { Boot, HelloReply, Nonce, Reply, Request } from "./messages.ts";
import type { Hmac } from "./host-link-types.ts";

export type BoardLinkConfig = { readonly key?: Uint8Array; readonly hmac: Hmac };

/** The device behind the link. `execute` is called once per accepted request, never for a repeat [LL-3.3]. */
export type BoardDevice = {
  readonly hello: (nonce: Nonce | undefined) => Omit<HelloReply, "kind" | "boot">;
  readonly boot: () => Boot;
  readonly execute: (request: Exclude<Request, { kind: "hello" }>) => Reply;
};
