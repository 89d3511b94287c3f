// What anybody on this machine may read without a token: is it serving, and what can the API do.
import fastifySwagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import {
  type FastifyPluginCallbackZod,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
} from "fastify-type-provider-zod";
import { type HealthView, healthViewSchema } from "./views.ts";

/** Register before the routes that it has to describe. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Loket24 terminal",
        description: "The desk's and integrators' side of one pickup terminal.",
        version: "1",
      },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

export const openRoutes =
  (health: () => HealthView): FastifyPluginCallbackZod =>
  (app, _options, ready) => {
    app.get(
      "/api/health",
      {
        schema: {
          summary: "Is it serving, and if not, why. Always 200: the body says it.",
          response: { 200: healthViewSchema },
        },
      },
      () => health(),
    );
    app.get("/api/openapi.json", { schema: { hide: true } }, () => app.swagger());
    ready();
  };
