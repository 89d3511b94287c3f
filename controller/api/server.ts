// The HTTP server of one terminal: the screen's page and channel, the desk's routes, health. Loopback only.
// It holds no state of the terminal and decides nothing; all it knows comes through its options.
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastify, { type FastifyInstance } from "fastify";
import fastifyWebsocket from "@fastify/websocket";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Log } from "#runtime/ports.ts";
import type { Result } from "#domain/result.ts";
import { MIN_TOKEN_LENGTH } from "./bearer-token.ts";
import type { Desk } from "./desk-requests.ts";
import { deskRoutes } from "./desk-routes.ts";
import { describeRoutes, openRoutes } from "./open-routes.ts";
import { refuseForeigners } from "./own-origin.ts";
import { answerErrors } from "./refusals.ts";
import { MAX_CLIENT_MESSAGE_BYTES } from "./terminal-messages.ts";
import { addSafetyHeaders, serveClips, serveTerminalPage } from "./terminal-page.ts";
import { type TerminalSource, serveTerminalSocket } from "./terminal-socket.ts";
import type { HealthView } from "./views.ts";

export type ApiOptions = TerminalSource &
  Desk & {
    readonly health: () => HealthView;
    /** At least 32 characters. */
    readonly apiToken: string;
    /** The built page of the screen. */
    readonly staticDir: string;
    /** Folders of spoken clips; the first that has one gives it. */
    readonly clipFolders: readonly string[];
    /** The city's colours, as a style sheet. */
    readonly themeStyle: string;
    readonly log: Log;
    /** 2424 if not given; 0 takes a free one. */
    readonly port?: number;
  };

export type Api = { readonly port: number; readonly close: () => Promise<void> };

const HOST = "127.0.0.1";
const DEFAULT_PORT = 2424;
const BODY_LIMIT_BYTES = 64 * 1024;
const MAX_CONNECTIONS = 64;

/** Answers once it listens. The error is one sentence for the operator. */
export async function createApi(options: ApiOptions): Promise<Result<Api, string>> {
  const fault = faultOf(options);
  if (fault !== undefined) return { ok: false, error: fault };

  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 10_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
  });
  app.server.maxConnections = MAX_CONNECTIONS;
  await build(app, options);
  return listen(app, options.port ?? DEFAULT_PORT);
}

function faultOf({ apiToken, staticDir }: ApiOptions): string | undefined {
  if (apiToken.length < MIN_TOKEN_LENGTH) {
    return `The API token is shorter than ${MIN_TOKEN_LENGTH} characters: make a longer one.`;
  }
  if (!existsSync(join(staticDir, "index.html"))) {
    return `The screen's page is not in ${staticDir}: build it with "npm run ui".`;
  }
  return undefined;
}

async function build(app: FastifyInstance, options: ApiOptions): Promise<void> {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app, options.log);
  addSafetyHeaders(app);
  // First: an upgrade that a later hook refuses is hung up by the plugin, else its socket would stay.
  await app.register(fastifyWebsocket, { options: { maxPayload: MAX_CLIENT_MESSAGE_BYTES } });
  refuseForeigners(app);
  await describeRoutes(app);
  await serveTerminalPage(app, options.staticDir, options.themeStyle);
  await serveClips(app, options.clipFolders, options.log);
  serveTerminalSocket(app, options);
  await app.register(openRoutes(options.health));
  await app.register(deskRoutes(options, options.apiToken));
}

async function listen(app: FastifyInstance, port: number): Promise<Result<Api, string>> {
  try {
    await app.listen({ host: HOST, port });
  } catch (error) {
    await app.close();
    return { ok: false, error: whyNotListening(error, port) };
  }
  const address = app.server.address();
  const bound = typeof address === "object" ? address?.port : undefined;
  return { ok: true, value: { port: bound ?? port, close: () => app.close() } };
}

function whyNotListening(error: unknown, port: number): string {
  const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  return inUse
    ? `Port ${port} on ${HOST} is already in use: stop the other program or choose another port.`
    : `The API cannot listen on ${HOST}:${port}: ${String(error)}.`;
}
