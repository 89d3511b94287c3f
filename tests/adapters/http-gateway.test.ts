// Messages over a real HTTP server: what goes out, what each answer means, and how long a gateway may hang or chatter.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { createHttpGateway } from "#adapters/messages/http-gateway.ts";
import { renderMessage, toGsm7 } from "#adapters/messages/rendering.ts";
import { messageTexts } from "#adapters/messages/texts.ts";
import type { MessageTemplate } from "#domain/facts.ts";
import type { Language } from "#domain/site.ts";
import type { MessageGateway, OutgoingMessage } from "#runtime/ports.ts";

const picture = Buffer.from("a picture");
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function gatewayTo(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
  timeoutMs = 5000,
): Promise<MessageGateway> {
  server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return createHttpGateway({
    url: `http://127.0.0.1:${port}/send`,
    headers: { authorization: "Bearer secret" },
    drawQr: async (qr) => Buffer.concat([picture, Buffer.from(qr)]),
    timeoutMs,
  });
}

const message: OutgoingMessage = {
  id: "m-17",
  template: "document-ready",
  contact: { channel: "email", to: "an@voorbeeld.be" },
  language: "nl",
  values: {
    product: "Rijbewijs",
    locator: "4821",
    pin: "01234567",
    until: "2026-12-14",
    terminal: "Stadhuis Testdorp",
    address: "Markt 1",
  },
  qr: "L24:4821ABC",
};

async function posted(outgoing: OutgoingMessage): Promise<Record<string, unknown>> {
  let body = "";
  const gateway = await gatewayTo(async (request, response) => {
    expect(request.method).toBe("POST");
    expect(request.headers).toMatchObject({
      authorization: "Bearer secret",
      "content-type": "application/json",
      "idempotency-key": "m-17",
    });
    body = await text(request);
    response.end();
  });
  expect(await gateway.send(outgoing)).toEqual({ ok: true, value: undefined });
  return JSON.parse(body) as Record<string, unknown>;
}

describe("what is posted", () => {
  test("an e-mail has the grouped code, place and last day, and the QR as a picture", async () => {
    const body = await posted(message);
    expect(body).toMatchObject({
      id: "m-17",
      to: "an@voorbeeld.be",
      channel: "email",
      language: "nl",
      subject: "Je document ligt klaar: Rijbewijs",
      attachments: [
        {
          filename: "qr.png",
          contentType: "image/png",
          base64: Buffer.from("a pictureL24:4821ABC").toString("base64"),
        },
      ],
    });
    expect(body["text"]).toContain("4821 0123 4567");
    expect(body["text"]).toContain("14/12/2026");
    expect(body["text"]).toContain("Stadhuis Testdorp, Markt 1");
  });

  test("an SMS goes without a picture", async () => {
    const sms = { ...message, contact: { channel: "sms", to: "+32470000000" } } as const;
    const body = await posted(sms);
    expect(body).toMatchObject({ channel: "sms", attachments: [] });
    expect(body["text"]).toContain("4821 0123 4567");
  });

  test("a PIN of six digits is shown as two groups of three", async () => {
    const values = { ...message.values, pin: "012345" };
    expect((await posted({ ...message, values }))["text"]).toContain("4821 012 345");
  });
});

describe("what an answer means", () => {
  test.each([
    [200, "ok"],
    [202, "ok"],
    [302, "unreachable"],
    [400, "refused"],
    [401, "unreachable"],
    [403, "unreachable"],
    [408, "unreachable"],
    [422, "refused"],
    [429, "unreachable"],
    [500, "unreachable"],
    [503, "unreachable"],
  ])("status %i is %s", async (status, meaning) => {
    const gateway = await gatewayTo((_, response) => {
      response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/" } : {});
      response.end("an@voorbeeld.be is unknown");
    });
    const sent = await gateway.send(message);
    expect(sent.ok ? "ok" : sent.error.kind).toBe(meaning);
    expect(JSON.stringify(sent)).not.toContain("voorbeeld");
  });

  test("a gateway that never answers is unreachable", async () => {
    const gateway = await gatewayTo(() => undefined, 50);
    expect(await gateway.send(message)).toMatchObject({ error: { kind: "unreachable" } });
  });

  test("a gateway that never stops talking is not listened to", async () => {
    const gateway = await gatewayTo((_, response) => {
      response.writeHead(200);
      const talk = (): void => {
        while (response.write(Buffer.alloc(65_536))) if (response.destroyed) return;
      };
      response.on("drain", talk);
      talk();
    });
    expect((await gateway.send(message)).ok).toBe(true);
  });

  test("nobody at the address is unreachable, with the reason and without the contact", async () => {
    const gateway = createHttpGateway({
      url: "http://127.0.0.1:1/send",
      headers: {},
      drawQr: async () => picture,
    });
    const sent = await gateway.send(message);
    expect(sent).toMatchObject({ error: { kind: "unreachable" } });
    expect(JSON.stringify(sent)).not.toContain("voorbeeld");
  });

  test("a message without one of its values is refused by name of the value", async () => {
    const gateway = await gatewayTo((_, response) => response.end());
    const { until: _until, ...values } = message.values;
    expect(await gateway.send({ ...message, values })).toMatchObject({
      error: { kind: "refused", detail: expect.stringContaining('"until"') },
    });
  });
});

describe("the texts", () => {
  const all = Object.entries(messageTexts).flatMap(([language, texts]) =>
    Object.entries(texts).map(
      ([template, words]) => [language as Language, template as MessageTemplate, words] as const,
    ),
  );

  test.each(all)("%s %s keeps to twelve words a sentence", (_language, _template, words) => {
    const lines = [words.sms, ...words.long, words.withQr ?? ""];
    const sentences = lines.flatMap((line) => line.split(/(?<=[.?!])\s+/));
    const long = sentences.filter(
      (sentence) => sentence.split(/[^\p{L}\d{}'-]+/u).filter(Boolean).length > 12,
    );
    expect(long).toEqual([]);
  });

  test.each(all)("%s %s fits one SMS of plain characters", (language, template, words) => {
    const contact = { channel: "sms", to: "+32470000000" } as const;
    const rendered = renderMessage({ ...message, language, template, contact });
    if (!rendered.ok) throw new Error(rendered.error);
    expect(rendered.value.text.length).toBeLessThanOrEqual(160);
    const plain = words.sms.replaceAll(/[{}]/g, "");
    expect(toGsm7(plain)).toBe(plain);
  });

  test.each<[Language, string]>([
    ["nl", "Breng je oude document mee."],
    ["fr", "Apportez votre ancien document."],
    ["de", "Bringen Sie Ihr altes Dokument mit."],
    ["en", "Bring your old document with you."],
  ])(
    "say in %s what to bring, where the old document comes first, by every way",
    (language, line) => {
      const values = { ...message.values, bring: "old-document" };
      for (const contact of [message.contact, { channel: "sms", to: "+32470000000" } as const]) {
        const rendered = renderMessage({ ...message, language, contact, values });
        const without = renderMessage({ ...message, language, contact });
        expect(rendered.ok && rendered.value.text).toContain(line);
        expect(without.ok && without.value.text).not.toContain(line);
      }
    },
  );

  test("an SMS loses the accents that it cannot carry, never a letter", () => {
    expect(toGsm7("Prêt à être reçu: l’île")).toBe("Pret à etre recu: l'ile");
    expect(toGsm7("Ω")).toBe("?");
  });

  test("no text speaks of a compartment", () => {
    expect(JSON.stringify(messageTexts)).not.toMatch(/\bvak\b|compartment|casier|Fach\b/i);
  });
});
