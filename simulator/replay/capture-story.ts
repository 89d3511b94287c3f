// A bus capture as a story: who asked what, who answered, who fell silent. It only listens: keys are not known, so no mac is checked.
// What an answer says of a board is in capture-reply.ts and what that uses.
import { hexOf, parseLine } from "#protocol/line.ts";
import { decodeReply } from "#protocol/reply-codec.ts";
import { type AddressedRequest, decodeRequest } from "#protocol/request-codec.ts";
import { doorAt, type HeardBoard, newBoard, unread } from "./capture-board.ts";
import type { CaptureLine } from "./capture-line.ts";
import { replyTold } from "./capture-reply.ts";
import type { Told } from "./happening.ts";
import { spanText } from "./telling.ts";

/** As long as a host waits until it calls a board lost [LL-3.4]. */
const LOST_MS = 8000;
const CLOCK_STEP_MS = 60_000;
/** Noise comes in storms: told once in so long. */
const NOISE_EVERY_MS = 10_000;
export const CAPTURE_STARTED = "capture started";

type InFlight = AddressedRequest & { readonly line: string; answered: boolean };
type HeardBus = { inFlight: InFlight | undefined; noiseMs: number; echoTold: boolean };
type Heard = {
  readonly boards: Map<string, HeardBoard>;
  readonly buses: Map<string, HeardBus>;
  /** The wall clock before the monotonic one. */
  clockAheadMs: number | undefined;
};
/** A line with its place on the axis of the replay. */
type Placed = CaptureLine & { readonly axisMs: number };

/** For the lines of one capture, in their order; `axisMs` never goes back. */
export function createCaptureStory(): (line: CaptureLine, axisMs: number) => readonly Told[] {
  const heard: Heard = { boards: new Map(), buses: new Map(), clockAheadMs: undefined };
  return (line, axisMs) => {
    const placed = { ...line, axisMs };
    if (isStart(line)) heard.clockAheadMs = undefined;
    const before = isStart(line) ? [] : silenceTold(heard, axisMs);
    return [...before, ...clockTold(heard, line), ...lineTold(heard, placed)];
  };
}

const isStart = ({ dir, line }: CaptureLine): boolean => dir === "port" && line === CAPTURE_STARTED;

function lineTold(heard: Heard, line: Placed): readonly Told[] {
  switch (line.dir) {
    case "port":
      return portTold(heard, line);
    case ">":
      return askedTold(heard, line);
    case "<":
      return line.line.startsWith(">") ? foreignTold(heard, line) : answeredTold(heard, line);
  }
}

function busOf({ buses }: Heard, id: string): HeardBus {
  const known = buses.get(id);
  if (known !== undefined) return known;
  const bus = { inFlight: undefined, noiseMs: Number.NEGATIVE_INFINITY, echoTold: false };
  buses.set(id, bus);
  return bus;
}

function boardOf({ boards }: Heard, { bus, axisMs }: Placed, addr: number): HeardBoard {
  const name = `${bus}:${hexOf(addr, 2)}`;
  const board = boards.get(name) ?? newBoard(name, axisMs);
  boards.set(name, board);
  return board;
}

/** A clock that drifts is followed; one that is set is told. */
function clockTold(heard: Heard, { wallMs, tMs }: CaptureLine): readonly Told[] {
  const aheadMs = wallMs - tMs;
  const stepMs = aheadMs - (heard.clockAheadMs ?? aheadMs);
  heard.clockAheadMs = aheadMs;
  if (Math.abs(stepMs) <= CLOCK_STEP_MS) return [];
  const which = stepMs < 0 ? "back" : "forward";
  return [{ text: `The clock was set ${which} by ${spanText(stepMs)}`, tone: "warning" }];
}

function silenceTold({ boards }: Heard, axisMs: number): readonly Told[] {
  return [...boards.values()]
    .filter(({ lost, boot, heardMs }) => !lost && boot !== undefined && axisMs - heardMs > LOST_MS)
    .map((board): Told => {
      board.lost = true;
      return {
        text: `Board ${board.name} has not answered for ${LOST_MS / 1000} s`,
        tone: "alarm",
        board: board.name,
        changes: unread(board, "its board does not answer"),
      };
    });
}

function portTold({ boards }: Heard, { bus, line, axisMs }: Placed): readonly Told[] {
  const own = [...boards.values()].filter(({ name }) => bus === "" || name.startsWith(`${bus}:`));
  const why = bus === "" ? "the capture has a gap here" : "its line was not open";
  // Nobody was asked while nothing could be sent: silence counts from here.
  for (const board of own) board.heardMs = axisMs;
  return [
    {
      text: bus === "" ? `Of the capture itself: ${line}` : `The port of bus ${bus}: ${line}`,
      tone: /^(?:opened|closed|capture started)$/.test(line) ? "plain" : "warning",
      changes: own.flatMap((board) => unread(board, why)),
    },
  ];
}

function askedTold(heard: Heard, placed: Placed): readonly Told[] {
  const { bus, line } = placed;
  const request = decodeRequest(line);
  if (!request.ok) return [];
  const again = busOf(heard, bus).inFlight?.line === line ? " again" : "";
  busOf(heard, bus).inFlight = { ...request.value, line, answered: false };
  const asked = request.value.request;
  if (asked.kind !== "open" && asked.kind !== "vend") return [];
  const door = doorAt(boardOf(heard, placed, request.value.addr), asked.channel);
  return [{ text: `Door ${door} is ordered to open${again} (operation ${asked.op})`, door }];
}

/** Nobody but the controller may send a `>` line [LL-2.4]. */
function foreignTold(heard: Heard, { bus, line }: Placed): readonly Told[] {
  const own = busOf(heard, bus);
  if (own.inFlight?.line !== line)
    return [{ text: `Somebody else sends on bus ${bus}: ${line}`, tone: "alarm" }];
  if (own.echoTold) return [];
  own.echoTold = true;
  return [{ text: `Bus ${bus} hears its own lines: its adapter echoes`, tone: "warning" }];
}

function answeredTold(heard: Heard, placed: Placed): readonly Told[] {
  const { inFlight } = busOf(heard, placed.bus);
  if (inFlight === undefined || inFlight.answered) return strayTold(heard, placed);
  const { addr, seq, request } = inFlight;
  const answer = decodeReply(placed.line, { addr, seq, asked: request.kind });
  if (!answer.ok) return strayTold(heard, placed);
  inFlight.answered = true;
  const board = boardOf(heard, placed, addr);
  const back = backTold(board, placed.axisMs);
  return [...back, ...replyTold(board, answer.value.reply, request, placed.axisMs)];
}

/** A late or doubled answer is no news; what is no line at all is. */
function strayTold(heard: Heard, { bus, line, axisMs }: Placed): readonly Told[] {
  const own = busOf(heard, bus);
  if (parseLine(line).ok || axisMs - own.noiseMs < NOISE_EVERY_MS) return [];
  own.noiseMs = axisMs;
  return [{ text: `Noise on bus ${bus}: ${line.slice(0, 60)}`, tone: "warning" }];
}

function backTold(board: HeardBoard, axisMs: number): readonly Told[] {
  const silentMs = axisMs - board.heardMs;
  board.heardMs = axisMs;
  if (!board.lost) return [];
  board.lost = false;
  return [
    { text: `Board ${board.name} answers again after ${spanText(silentMs)}`, board: board.name },
  ];
}
