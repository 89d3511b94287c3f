// One simulated board on the bench with a host that asks by hand, on a time that the test moves.
// Boots and nonces count up, so that every run is the same.
import { createHmac } from "node:crypto";
import type { Boot, Reply, Request, BoardEvent } from "#protocol/messages.ts";
import { deriveSessionKey, signerOf } from "#protocol/session.ts";
import { decodeReply } from "#protocol/reply-codec.ts";
import { encodeRequest } from "#protocol/request-codec.ts";
import type { Hmac } from "#protocol/host-link-types.ts";
import { createBoard, receiveLine, touchDoor, type Board } from "#simulator/board/board.ts";
import type { DoorAction } from "#simulator/board/physics.ts";
import type { BoardConfig, FittingConfig, Pulse } from "#simulator/board/state.ts";

const hmac: Hmac = (key, text) => createHmac("sha256", key).update(text).digest();

export const lock: FittingConfig & { kind: "lock" } = {
  kind: "lock",
  doorSensor: true,
  itemSensor: true,
  springMs: 150,
};

export type Bench = {
  readonly board: Board;
  readonly pulses: Pulse[];
  nowMs: number;
  readonly pass: (ms: number) => void;
  readonly ask: (request: Request) => Reply;
  readonly open: (channel: number, op: number, more?: Partial<OpenRequest>) => Reply;
  readonly hello: () => Reply;
  /** Acknowledges and returns everything that waits. */
  readonly events: () => readonly BoardEvent[];
  readonly result: (op: number) => string;
  readonly touch: (channel: number, action: DoorAction) => string | undefined;
  readonly say: (line: string) => string | undefined;
};
type OpenRequest = Extract<Request, { kind: "open" }>;

export function boardNeeds(pulses: Pulse[]) {
  let drawn = 0;
  const draw = (digits: number): string => {
    drawn += 1;
    return drawn.toString(16).toUpperCase().padStart(digits, "0");
  };
  return {
    drawBoot: () => draw(8),
    drawNonce: () => draw(16),
    hmac,
    notePulse: (pulse: Pulse) => void pulses.push(pulse),
  };
}

/** A board at address 01 with four locks unless told otherwise, greeted at time 0 unless `greet` is false. */
export function createBench(config: Partial<BoardConfig> = {}, greet = true): Bench {
  const pulses: Pulse[] = [];
  const whole = { address: 1, fittings: [lock, lock, lock, lock], ...config };
  const board = createBoard(whole, boardNeeds(pulses), 0);
  const host = createHost(whole.key);
  const bench: Bench = {
    board,
    pulses,
    nowMs: 0,
    pass(ms) {
      bench.nowMs += ms;
    },
    say: (line) => receiveLine(board, line, bench.nowMs),
    ask: (request) => host.ask(board.address, request, bench.say),
    hello: () => bench.ask({ kind: "hello" }),
    open: (channel, op, more = {}) =>
      bench.ask({
        kind: "open",
        channel,
        op,
        pulseMs: 400,
        boot: bootOf(board),
        byMs: (bench.nowMs + 1000) % 2 ** 32,
        ...more,
      }),
    events: () => drain(bench),
    result(op) {
      const reply = bench.ask({ kind: "result", op });
      return reply.kind === "result-reply" ? reply.result : reply.kind;
    },
    touch: (channel, action) => touchDoor(board, channel, action, bench.nowMs),
  };
  if (greet) bench.hello();
  return bench;
}

export const bootOf = (board: Board): Boot => board.life?.memory.boot ?? "00000000";

/** What a host keeps of one board: the sequence and, with a key, the session. */
function createHost(key: Uint8Array | undefined) {
  let seq = 0;
  let sign: ((text: string) => string) | undefined;
  const hostNonce = "6B1F09D2C4E7A835";
  return {
    ask(addr: number, request: Request, say: Bench["say"]): Reply {
      const isHello = request.kind === "hello";
      seq = isHello ? 0 : seq + 1;
      const asked = isHello && key ? { ...request, nonce: hostNonce } : request;
      const line = encodeRequest({ addr, seq, request: asked }, isHello ? undefined : sign);
      const answered = say(line);
      if (answered === undefined) throw new Error(`no reply to ${line}`);
      const decoded = decodeReply(answered, { addr, seq, asked: request.kind });
      if (!decoded.ok) throw new Error(`${answered}: ${decoded.error.kind}`);
      const { reply } = decoded.value;
      if (key && reply.kind === "hello-reply") {
        const { boot, nonce: boardNonce = "" } = reply;
        sign = signerOf(hmac, deriveSessionKey(hmac, key, { addr, hostNonce, boardNonce, boot }));
      }
      return reply;
    },
  };
}

function drain(bench: Bench): readonly BoardEvent[] {
  const events: BoardEvent[] = [];
  for (let ack = 0; ;) {
    const reply = bench.ask({ kind: "poll", ack });
    if (reply.kind !== "event") return events;
    events.push(reply.event);
    ack = reply.event.n;
  }
}
