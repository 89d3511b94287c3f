// Who may speak to this server at all: programs on this machine and our own page, by name.
// A page from elsewhere that points its own name at 127.0.0.1 (DNS rebinding) is turned away by its Host header.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refusal } from "./refusals.ts";

const OWN_NAMES = ["127.0.0.1", "localhost"] as const;

/** Turns away every request with a foreign Host or Origin. A browser always tells its Origin when it opens a WebSocket. */
export function refuseForeigners(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    const why = foreign(request);
    if (why !== undefined) return refuse(reply, why);
  });
}

/** For routes that only our own page may use: a request without an Origin is not from a page. */
export async function requireOrigin(request: FastifyRequest, reply: FastifyReply) {
  if (request.headers.origin === undefined) {
    return refuse(reply, "The screen's channel is only for the terminal's own page.");
  }
}

function foreign(request: FastifyRequest): string | undefined {
  const { host, origin } = request.headers;
  const port = request.socket.localPort;
  if (!OWN_NAMES.some((name) => host === `${name}:${port}`)) {
    return `This server answers only to 127.0.0.1:${port} and localhost:${port}.`;
  }
  return origin === undefined || origin === `http://${host}`
    ? undefined
    : "This server answers no page but its own.";
}

const refuse = (reply: FastifyReply, sentence: string) =>
  reply.code(403).send(refusal("foreign", sentence));
