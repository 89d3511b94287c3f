// Serves the screen's page, and tells browsers how little any answer of this server may do.
import { existsSync } from "node:fs";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import type { Log } from "#runtime/ports.ts";

const PAGE = "/terminal/";

/** `connect-src 'self'` covers our own WebSocket too (CSP 3, scheme matching of 'self'). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** On every answer, the API's too: none of them is ever a page in somebody else's frame. */
export function addSafetyHeaders(app: FastifyInstance): void {
  app.addHook("onSend", async (_request, reply) => {
    reply.headers({
      "content-security-policy": CONTENT_SECURITY_POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
}

/**
 * The clips that are spoken, below the page. Their names hold a hash of their text, so one that is cached is never stale.
 * @param folders in which they are looked for, in order: a human voice before the default one; a folder may be missing
 */
export async function serveClips(
  app: FastifyInstance,
  folders: readonly string[],
  log: Log,
): Promise<void> {
  const there = folders.filter((folder) => existsSync(folder));
  if (there.length === 0) {
    log.warn("the screen cannot speak: no spoken clips are there; npm run ui renders them", {
      folders: folders.join(", "),
    });
    return;
  }
  await app.register(fastifyStatic, {
    root: there,
    prefix: `${PAGE}clips/`,
    decorateReply: false,
    cacheControl: false,
    index: false,
    dotfiles: "ignore",
    setHeaders: (reply) => {
      reply.header("cache-control", "public, max-age=31536000, immutable");
    },
  });
}

/**
 * @param staticDir folder with the built page: `index.html` and `assets/` with a hash in every name.
 * @param themeStyle the city's colours, as the style sheet that the page asks for beside them.
 */
export async function serveTerminalPage(
  app: FastifyInstance,
  staticDir: string,
  themeStyle: string,
): Promise<void> {
  app.get(`${PAGE}theme.css`, { schema: { hide: true } }, (_request, reply) =>
    reply.type("text/css; charset=utf-8").send(themeStyle),
  );
  await app.register(fastifyStatic, {
    root: staticDir,
    prefix: PAGE,
    cacheControl: false,
    dotfiles: "ignore",
    setHeaders: (reply, path) => {
      if (path.includes("/assets/")) {
        reply.header("cache-control", "public, max-age=31536000, immutable");
      }
    },
  });
  for (const shorter of ["/", "/terminal"]) {
    app.get(shorter, { schema: { hide: true } }, (_request, reply) => reply.redirect(PAGE));
  }
}
