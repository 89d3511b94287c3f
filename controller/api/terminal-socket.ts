// The screen's channel: tells every connected page what to show and brings its touches to the controller.
// A page decides nothing; one that misbehaves is cut off and connects again.
import { performance } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import type { WebSocket } from "@fastify/websocket";
import type { Screen } from "#domain/screen.ts";
import type { ScreenInput } from "#domain/inputs.ts";
import { createMessageBudget } from "./message-budget.ts";
import { requireOrigin } from "./own-origin.ts";
import { type ServerMessage, type Surroundings, readClientMessage } from "./terminal-messages.ts";
import type { WallView } from "./views.ts";

export type TerminalSource = Surroundings & {
  readonly currentScreen: () => Screen;
  /** Calls `listener` after every change; answers how to stop that. */
  readonly onScreenChange: (listener: () => void) => () => void;
  readonly sendScreenInput: (input: ScreenInput) => void;
  readonly wall: () => WallView;
};

const MAX_SOCKETS = 8;
/** The page takes three of these missing for a dead controller. */
const REPEAT_MS = 5_000;
/** A page that does not read is cut off before it fills the memory. */
const MAX_UNSENT_BYTES = 256 * 1024;
/** Two quick hands press about 15 keys a second. */
const TOUCHES = { burst: 40, perSecond: 20 } as const;

const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

export function serveTerminalSocket(app: FastifyInstance, terminal: TerminalSource): void {
  const sockets = new Set<WebSocket>();
  app.get("/api/terminal", { websocket: true, preValidation: requireOrigin }, (socket) => {
    if (sockets.size >= MAX_SOCKETS) {
      socket.close(TRY_AGAIN_LATER, `This terminal already has ${MAX_SOCKETS} screens.`);
      return;
    }
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    showScreens(socket, terminal);
    takeTouches(socket, terminal);
  });
}

function showScreens(socket: WebSocket, terminal: TerminalSource): void {
  const show = () => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) return socket.terminate();
    socket.send(JSON.stringify(screenMessage(terminal)));
  };
  const stopListening = terminal.onScreenChange(show);
  const repeat = setInterval(show, REPEAT_MS);
  socket.on("close", () => {
    clearInterval(repeat);
    stopListening();
  });
  show();
}

function takeTouches(socket: WebSocket, terminal: TerminalSource): void {
  const budget = createMessageBudget(TOUCHES);
  socket.on("message", (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    if (!budget.spend(performance.now())) {
      return socket.close(POLICY_VIOLATION, "Too many messages a second.");
    }
    const input = readClientMessage(isBinary || !Buffer.isBuffer(data) ? "" : data.toString());
    if (input.ok) terminal.sendScreenInput(input.value);
    else socket.close(POLICY_VIOLATION, input.error);
  });
}

function screenMessage(terminal: TerminalSource): ServerMessage {
  const screen = terminal.currentScreen();
  const { languages, phone, house, glass, keypad, deskHours } = terminal;
  return {
    kind: "screen",
    screen,
    languages,
    phone,
    keypad,
    house,
    glass,
    ...(deskHours === undefined ? {} : { deskHours }),
    ...(screen.door === undefined ? {} : { wall: terminal.wall() }),
  };
}
