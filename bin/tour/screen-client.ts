// A pair of hands and eyes at the terminal's screen: reads what it shows, presses what it offers. Speaks the page's own WebSocket.
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

/** As much of a screen as a person reads. */
export type Seen = {
  readonly name: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly door?: { readonly compartment: number };
  readonly choices: readonly { readonly choice: string }[];
};

export type ScreenClient = {
  readonly seen: () => Seen | undefined;
  /** The screen with this name, or a sentence with what stood there instead. */
  readonly waitFor: (name: string, timeoutMs?: number) => Promise<Seen | string>;
  readonly press: (key: string) => Promise<void>;
  readonly type: (digits: string) => Promise<void>;
  readonly choose: (choice: string, number?: number) => Promise<void>;
  readonly close: () => void;
};

const WAIT_MS = 20_000;
const LOOK_MS = 20;
/** The terminal hears 20 touches a second, for longer than a burst: what comes faster is dropped, and no hand is that quick. */
const TOUCH_MS = 60;
const RECONNECT_MS = 200;

export function openScreen(url: string): ScreenClient {
  const address = `${url.replace("http", "ws")}/api/terminal`;
  let last: Seen | undefined;
  let socket: WebSocket | undefined;
  const left = new AbortController();

  function connect(): void {
    if (left.signal.aborted) return;
    socket = new WebSocket(address, { origin: url });
    socket.on("message", (data: Buffer) => (last = readSeen(data.toString("utf8")) ?? last));
    // A controller that is down is looked for again, as the page does.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      last = undefined;
      setTimeout(connect, RECONNECT_MS).unref();
    });
  }
  connect();

  async function send(message: object): Promise<void> {
    for (
      let waited = 0;
      !left.signal.aborted && socket?.readyState !== WebSocket.OPEN && waited < WAIT_MS;
      waited += LOOK_MS
    )
      await sleep(LOOK_MS);
    socket?.send(JSON.stringify(message));
    await sleep(TOUCH_MS);
  }

  async function waitFor(name: string, timeoutMs = WAIT_MS): Promise<Seen | string> {
    for (let waited = 0; !left.signal.aborted && waited < timeoutMs; waited += LOOK_MS) {
      if (last?.name === name) return last;
      await sleep(LOOK_MS);
    }
    return `the screen shows "${last?.name ?? "nothing"}" instead of "${name}"`;
  }

  const press = (key: string): Promise<void> => send({ kind: "key", key });
  return {
    seen: () => last,
    waitFor,
    press,
    async type(digits) {
      for (const digit of digits) await press(digit);
      await press("enter");
    },
    choose: (choice, number) =>
      send(number === undefined ? { kind: "choice", choice } : { kind: "choice", choice, number }),
    close() {
      left.abort();
      socket?.terminate();
    },
  };
}

function readSeen(text: string): Seen | undefined {
  const message: unknown = JSON.parse(text);
  if (typeof message !== "object" || message === null || !("screen" in message)) return undefined;
  // Checked by what the tour then finds in it: a wrong shape fails its expectation.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return message.screen as Seen;
}
