// What every `MessageGateway` answers, run against HTTP and against the fake that other tests use in its place.
import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHttpGateway } from "#adapters/messages/http-gateway.ts";
import type { MessageGateway, OutgoingMessage } from "#runtime/ports.ts";
import { type VirtualGateway, createVirtualGateway } from "../support/virtual-gateway.ts";

type Mood = VirtualGateway["mood"];
type Bench = { readonly gateway: MessageGateway; readonly setMood: (mood: Mood) => void };

const STATUS: Readonly<Record<Mood, number>> = { accepts: 202, unreachable: 503, refuses: 422 };

async function httpBench(): Promise<Bench> {
  let status = STATUS.accepts;
  const server = createServer((_request, response) => response.writeHead(status).end());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const gateway = createHttpGateway({
    url: `http://127.0.0.1:${port}/`,
    headers: {},
    drawQr: async () => new Uint8Array(1),
  });
  return { gateway, setMood: (mood) => (status = STATUS[mood]) };
}

async function memoryBench(): Promise<Bench> {
  const gateway = createVirtualGateway();
  return { gateway, setMood: (mood) => (gateway.mood = mood) };
}

const message: OutgoingMessage = {
  id: "hal-0-9-1",
  template: "document-collected",
  contact: { channel: "email", to: "an@example.org" },
  language: "nl",
  values: { product: "Attest", terminal: "Stadhuis", address: "Markt 1" },
  qr: undefined,
};

describe.each([
  ["HTTP", httpBench],
  ["memory", memoryBench],
] as const)("a message gateway (%s)", (_name, createBench) => {
  test("says when it took a message, also when it is offered again", async () => {
    const { gateway } = await createBench();
    expect(await gateway.send(message)).toEqual({ ok: true, value: undefined });
    expect(await gateway.send(message)).toEqual({ ok: true, value: undefined });
  });

  test.each([
    ["unreachable", "unreachable"],
    ["refuses", "refused"],
  ] as const)("that %s says %s, and nothing of the contact", async (mood, kind) => {
    const { gateway, setMood } = await createBench();
    setMood(mood);
    const sent = await gateway.send(message);
    expect(sent).toMatchObject({ ok: false, error: { kind } });
    expect(JSON.stringify(sent)).not.toContain("an@example.org");
    setMood("accepts");
    expect(await gateway.send(message)).toMatchObject({ ok: true });
  });
});
