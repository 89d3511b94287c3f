// The one key of the desk and of integrators: a bearer token, compared in constant time and never logged.
import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { refusal } from "./refusals.ts";

/** A shorter token could be guessed. */
export const MIN_TOKEN_LENGTH = 32;

/** Hashing first makes both sides equally long, so that the comparison tells nothing about the length either. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** A hook that lets only requests with this token pass. */
export function requireToken(token: string) {
  const expected = digest(`Bearer ${token}`);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const given = digest(request.headers.authorization ?? "");
    if (timingSafeEqual(given, expected)) return;
    return reply
      .code(401)
      .header("www-authenticate", "Bearer")
      .send(refusal("no-token", "This needs the API token: send it as Authorization: Bearer."));
  };
}
