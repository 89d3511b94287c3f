// The routes of the desk and of integrators, all behind the token. They translate; whether it may happen the desk decides.
import type { FastifyReply } from "fastify";
import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Result } from "#domain/result.ts";
import { requireToken } from "./bearer-token.ts";
import {
  type Desk,
  announcedSchema,
  boardParams,
  compartmentParams,
  dossierSchema,
  extensionSchema,
  pickupParams,
  reasonSchema,
  reissueSchema,
} from "./desk-requests.ts";
import { refusal, refusalSchema } from "./refusals.ts";
import { compartmentViewSchema, pickupViewSchema } from "./views.ts";

const refusals = {
  400: refusalSchema.describe("The request does not fit."),
  401: refusalSchema.describe("The token is missing or wrong."),
  409: refusalSchema.describe("The terminal refuses; the sentence says why."),
};
const done = { ...refusals, 204: z.null().describe("Done, and in the ledger.") };
const security = [{ token: [] }];
const ofPickup = (summary: string) =>
  ({ security, summary, params: pickupParams, response: done }) as const;
const ofCompartment = (summary: string) =>
  ({ security, summary, params: compartmentParams, response: done }) as const;

export const deskRoutes =
  (desk: Desk, token: string): FastifyPluginCallbackZod =>
  (app, _options, ready) => {
    app.addHook("onRequest", requireToken(token));
    void app.register(dossierRoutes(desk));
    void app.register(pickupRoutes(desk));
    void app.register(hardwareRoutes(desk));
    ready();
  };

const dossierRoutes =
  (desk: Desk): FastifyPluginCallbackZod =>
  (app, _options, ready) => {
    app.post(
      "/api/dossiers",
      {
        schema: {
          security,
          summary: "Announce a document that a clerk will put in.",
          body: dossierSchema,
          response: { ...refusals, 201: announcedSchema.describe("Announced.") },
        },
      },
      async (request, reply) => {
        const answer = await desk.announce(request.body);
        return answer.ok
          ? reply.code(201).send(answer.value)
          : reply.code(409).send(refusal("refused", answer.error));
      },
    );
    app.get(
      "/api/pickups",
      {
        schema: {
          security,
          summary: "All pickups that the terminal remembers.",
          response: { 200: z.array(pickupViewSchema), 401: refusals[401] },
        },
      },
      () => [...desk.pickups()],
    );
    ready();
  };

const pickupRoutes =
  (desk: Desk): FastifyPluginCallbackZod =>
  (app, _options, ready) => {
    app.post(
      "/api/pickups/:id/withdraw",
      { schema: { ...ofPickup("Its codes die at once."), body: reasonSchema } },
      async ({ params, body }, reply) =>
        answerOrder(reply, await desk.withdraw(params.id, body.reason)),
    );
    app.post(
      "/api/pickups/:id/extend",
      { schema: { ...ofPickup("It may be collected until later."), body: extensionSchema } },
      async ({ params, body }, reply) =>
        answerOrder(reply, await desk.extend(params.id, body.untilMs)),
    );
    app.post(
      "/api/pickups/:id/release",
      { schema: ofPickup("Staff let it go, where its policy or its failures ask for that.") },
      async ({ params }, reply) => answerOrder(reply, await desk.release(params.id)),
    );
    app.post(
      "/api/pickups/:id/resend",
      { schema: ofPickup("The current codes once more, by the same ways.") },
      async ({ params }, reply) => answerOrder(reply, await desk.resend(params.id)),
    );
    app.post(
      "/api/pickups/:id/reissue",
      { schema: { ...ofPickup("A new code; the old one dies at once."), body: reissueSchema } },
      async ({ params, body }, reply) =>
        answerOrder(reply, await desk.reissue(params.id, body.which)),
    );
    ready();
  };

const hardwareRoutes =
  (desk: Desk): FastifyPluginCallbackZod =>
  (app, _options, ready) => {
    app.post(
      "/api/boards/:id/resume",
      {
        schema: {
          security,
          summary: "A bank that was stopped may open doors again.",
          params: boardParams,
          response: done,
        },
      },
      async ({ params }, reply) => answerOrder(reply, await desk.resumeBank(params.id)),
    );
    app.post(
      "/api/compartments/:number/disable",
      { schema: { ...ofCompartment("Out of service until enabled."), body: reasonSchema } },
      async ({ params, body }, reply) =>
        answerOrder(reply, await desk.disable(params.number, body.reason)),
    );
    app.post(
      "/api/compartments/:number/enable",
      { schema: ofCompartment("In service again.") },
      async ({ params }, reply) => answerOrder(reply, await desk.enable(params.number)),
    );
    app.get(
      "/api/compartments",
      {
        schema: {
          security,
          summary: "All compartments, as the ledger and the sensors have them.",
          response: { 200: z.array(compartmentViewSchema), 401: refusals[401] },
        },
      },
      () => [...desk.compartments()],
    );
    ready();
  };

const answerOrder = (reply: FastifyReply, answer: Result<void, string>) =>
  answer.ok ? reply.code(204).send() : reply.code(409).send(refusal("refused", answer.error));
