// The wall over HTTP, on this machine only: JSON for tests and scripts, the page for people.
// Each route checks its body, calls one action and tells a refusal in one sentence; nothing is decided here.
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { doorActions } from "../board/physics.ts";
import { createPageServer } from "../own-page.ts";
import { faultKinds } from "../wire-faults.ts";
import { GatewayMessage } from "./phone.ts";
import { lookIntoPocket } from "./pocket.ts";
import type { Wall } from "./wall.ts";
import {
  actOnBoard,
  actOnBus,
  actOnDoor,
  boardActions,
  floodWithNoise,
  planWireFault,
  replayOnBus,
  sayOnWire,
  scan,
  scanMessage,
  type Done,
  type Refusal,
} from "./wall-actions.ts";
import { viewWall } from "./wall-view.ts";

const noiseBytesMax = 64 * 2 ** 20;

const DoorBody = z.object({ action: z.enum(doorActions) });
const BoardBody = z.object({
  action: z.enum(boardActions),
  reason: z.enum(["power", "brownout", "watchdog", "soft"]).optional(),
});
const BusBody = z.object({ action: z.enum(["unplug", "replug"]) });
const ScanBody = z.union(
  [
    z.object({ text: z.string().min(1).max(8000) }),
    z.object({ messageId: z.string().min(1).max(200) }),
  ],
  { error: "give a text of 1 to 8000 characters, or the messageId of a message on the phone" },
);
const FaultBody = z.object({
  bus: z.string(),
  fault: z.object({
    kind: z.enum(faultKinds),
    verb: z.string().max(8).optional(),
    delayMs: z.int().min(0).max(60_000).optional(),
    bytes: z.int().min(1).max(65_536).optional(),
  }),
  count: z.int().min(1).max(100_000).default(1),
});
const ReplayBody = z.object({ bus: z.string(), nth: z.int().default(-1) });
const NoiseBody = z.union(
  [
    z.object({ bus: z.string(), bytes: z.int().min(1).max(noiseBytesMax) }),
    z.object({ bus: z.string(), text: z.string().min(1).max(8000) }),
  ],
  {
    error: `give a bus and either bytes (1 to ${noiseBytesMax}) or a text of 1 to 8000 characters`,
  },
);

export async function createWallApi(wall: Wall): Promise<FastifyInstance> {
  const app = await createPageServer();
  addViews(app, wall);
  addHands(app, wall);
  addWire(app, wall);
  return app;
}

function addViews(app: FastifyInstance, wall: Wall): void {
  app.get("/api/wall", () => viewWall(wall));
  app.get("/api/phone", () => wall.phone.messages());
  app.get("/api/pocket", () => lookIntoPocket(wall.data, Date.now()));
  app.get("/api/pulses", () => ({ total: wall.pulses.total(), pulses: wall.pulses.latest() }));
  app.post("/gateway/messages", (request, reply) =>
    withBody(GatewayMessage, request.body, reply, (message) => {
      wall.phone.receive(message, new Date());
      return reply.code(202).send({ accepted: true });
    }),
  );
}

function addHands(app: FastifyInstance, wall: Wall): void {
  app.post<{ Params: { number: string } }>("/api/doors/:number", (request, reply) =>
    withBody(DoorBody, request.body, reply, ({ action }) =>
      answer(reply, actOnDoor(wall, Number(request.params.number), action)),
    ),
  );
  app.post<{ Params: { name: string } }>("/api/boards/:name", (request, reply) =>
    withBody(BoardBody, request.body, reply, (body) =>
      answer(reply, actOnBoard(wall, request.params.name, body)),
    ),
  );
  app.post<{ Params: { id: string } }>("/api/buses/:id", (request, reply) =>
    withBody(BusBody, request.body, reply, async ({ action }) =>
      answer(reply, await actOnBus(wall, request.params.id, action)),
    ),
  );
  app.post("/api/scanner", (request, reply) =>
    withBody(ScanBody, request.body, reply, (body) =>
      answer(reply, "text" in body ? scan(wall, body.text) : scanMessage(wall, body.messageId)),
    ),
  );
}

function addWire(app: FastifyInstance, wall: Wall): void {
  app.post("/api/wire/fault", (request, reply) =>
    withBody(FaultBody, request.body, reply, ({ bus, fault, count }) =>
      answer(reply, planWireFault(wall, bus, fault, count)),
    ),
  );
  app.post("/api/wire/replay", (request, reply) =>
    withBody(ReplayBody, request.body, reply, ({ bus, nth }) => {
      const replay = replayOnBus(wall, bus, nth);
      return "error" in replay ? refuse(reply, replay) : reply.send(replay);
    }),
  );
  app.post("/api/wire/noise", (request, reply) =>
    withBody(NoiseBody, request.body, reply, async (body) =>
      answer(
        reply,
        "bytes" in body
          ? await floodWithNoise(wall, body.bus, body.bytes)
          : await sayOnWire(wall, body.bus, body.text),
      ),
    ),
  );
}

/** A body that does not fit is refused with where and why. */
function withBody<T>(
  schema: z.ZodType<T>,
  body: unknown,
  reply: FastifyReply,
  use: (value: T) => FastifyReply | Promise<FastifyReply>,
): FastifyReply | Promise<FastifyReply> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return use(parsed.data);
  const [issue] = parsed.error.issues;
  const why = [...(issue?.path ?? []), issue?.message].join(": ");
  return refuse(reply, { status: 400, error: `The request body does not fit: ${why}` });
}

const answer = (reply: FastifyReply, refusal: Done): FastifyReply =>
  refusal ? refuse(reply, refusal) : reply.send({ done: true });

const refuse = (reply: FastifyReply, { status, error }: Refusal): FastifyReply =>
  reply.code(status).send({ error });
