// The line to the controller: one WebSocket to where the page came from, opened again for ever when it breaks.
import type { ClientMessage, ServerMessage } from "#api/terminal-messages.ts";
import { SILENCE_MS, reconnectDelayMs } from "./reconnect.ts";
import { readServerMessage } from "./server-message.ts";

type Listener = {
  readonly heard: (message: ServerMessage) => void;
  /** The line broke, or the controller has been silent for too long. */
  readonly lost: () => void;
};

export type Connection = { readonly send: (message: ClientMessage) => void };

export function connect(listener: Listener): Connection {
  let socket: WebSocket;
  let attempt = 0;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let heardAtMs = 0;

  const open = () => {
    const line = new WebSocket(`ws://${location.host}/api/terminal`);
    socket = line;
    line.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      const message = typeof data === "string" ? readServerMessage(data) : undefined;
      if (message === undefined) return line.close();
      attempt = 0;
      heardAtMs = performance.now();
      listener.heard(message);
    });
    line.addEventListener("close", () => {
      clearTimeout(silence);
      listener.lost();
      setTimeout(open, reconnectDelayMs(attempt));
      attempt += 1;
    });
    heardAtMs = performance.now();
    waitForNext(line);
  };

  /** One timer for many messages: each of them is on somebody's way to a digit. */
  const waitForNext = (line: WebSocket) => {
    clearTimeout(silence);
    silence = setTimeout(
      () => {
        if (performance.now() - heardAtMs < SILENCE_MS) return waitForNext(line);
        listener.lost();
        line.close();
      },
      SILENCE_MS - (performance.now() - heardAtMs),
    );
  };

  open();
  return {
    send: (message) => {
      // A touch that cannot be heard now must not be heard later.
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
  };
}
