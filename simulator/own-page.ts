// A page of the simulator over HTTP, on this machine only, that asks nobody but its own server. What it serves is added by others.
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import fastify, { type FastifyInstance } from "fastify";

const HOST = "127.0.0.1";
const bodyLimitBytes = 2_000_000;
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join("; ");

/** With every file of simulator/page; the wall's page is `/`, the replay's `/replay/`. */
export async function createPageServer(): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: bodyLimitBytes });
  app.addHook("onSend", async (_request, reply) => {
    reply.header("content-security-policy", contentSecurityPolicy);
    reply.header("cache-control", "no-store");
  });
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({ error: error.message }),
  );
  await app.register(fastifyStatic, { root: fileURLToPath(new URL("page", import.meta.url)) });
  return app;
}

/** `port` 0: any free one. Gives the sentence of what is wrong. */
export async function listen(app: FastifyInstance, port: number): Promise<string | undefined> {
  return app.listen({ host: HOST, port }).then(
    () => undefined,
    (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE"
        ? `Port ${port} on ${HOST} is in use by another program: stop it or give another --port.`
        : `Cannot listen on port ${port} of ${HOST} (${error.code ?? error.message}).`,
  );
}
