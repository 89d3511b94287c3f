// A recording over HTTP: what it holds, and the wall at any time or event of it. The page of the replay asks this and nothing else.
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { createPageServer } from "../own-page.ts";
import type { ReplayView } from "./replay-view.ts";

const FrameQuery = z.union([
  z.object({ tMs: z.coerce.number().min(0).max(Number.MAX_SAFE_INTEGER) }),
  z.object({ n: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
]);
const BAD_QUERY = "give either tMs, a time of the recording in ms, or n, the number of an event";

export async function createReplayApi(view: ReplayView): Promise<FastifyInstance> {
  const app = await createPageServer();
  app.get("/", (_request, reply) => reply.redirect("/replay/"));
  app.get("/api/replay", () => view.summary);
  app.get("/api/replay/frame", (request, reply) => {
    const query = FrameQuery.safeParse(request.query);
    if (!query.success) return reply.code(400).send({ error: BAD_QUERY });
    return "tMs" in query.data ? view.atTime(query.data.tMs) : view.atEvent(query.data.n);
  });
  return app;
}
