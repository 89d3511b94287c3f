// Every way in which the API says no: one shape, a code for programs and one sentence for people.
import { z } from "zod";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Log } from "#runtime/ports.ts";

export const refusalSchema = z
  .object({ error: z.object({ code: z.string(), sentence: z.string() }) })
  .meta({ id: "Refusal" });
export type Refusal = z.infer<typeof refusalSchema>;

export const refusal = (code: string, sentence: string): Refusal => ({ error: { code, sentence } });

/** Errors of Fastify itself that have a plain cause, by its own code. */
const knownErrors: Readonly<Record<string, { status: number; code: string; sentence: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: "too-large",
    sentence: "The body is larger than 64 KiB: send less.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: "not-json",
    sentence: "The body is not JSON: send it with content-type application/json.",
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 400,
    code: "not-json",
    sentence: "The body is empty, but its content-type says JSON: send JSON or no content-type.",
  },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    status: 400,
    code: "not-json",
    sentence: "The body is not valid JSON: correct it and send it again.",
  },
};

/** Gives every error of the server its sentence. What nobody foresaw goes to the log, never to the caller. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(refusal("not-found", `There is no ${request.method} ${pathOf(request)} in this API.`)),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => answer(error, request, reply, log));
}

function answer(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: Log) {
  if (hasZodFastifySchemaValidationErrors(error)) {
    return reply.code(400).send(refusal("does-not-fit", misfit(error)));
  }
  const known = knownErrors[error.code];
  if (known !== undefined) {
    return reply.code(known.status).send(refusal(known.code, known.sentence));
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reply.code(error.statusCode).send(refusal("bad-request", "The request is malformed."));
  }
  log.alarm("the API failed on a request", {
    route: `${request.method} ${request.routeOptions.url ?? "?"}`,
    detail: error.message,
  });
  return reply
    .code(500)
    .send(refusal("failed", "The controller failed on this request; its log says why."));
}

/** The first thing that does not fit: where it stands and what is wrong with it. The value itself is not repeated. */
function misfit(error: {
  readonly validationContext?: string | undefined;
  readonly validation: readonly { readonly instancePath: string; readonly message?: string }[];
}): string {
  const first = error.validation[0];
  const where = `${error.validationContext ?? "request"}${first?.instancePath ?? ""}`;
  return `The request does not fit at ${where}: ${first?.message ?? "unknown"}.`;
}

const pathOf = (request: FastifyRequest): string => (request.url.split("?")[0] ?? "").slice(0, 100);
