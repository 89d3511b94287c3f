// A lock board written from the text of firmware-protocol/PROTOCOL.md alone, as a firmware author would: nothing of ours is
// imported. One byte stream at a time over TCP, no key, no item sensors; its doors spring open and somebody shuts them.
import { randomBytes } from "node:crypto";
import { type Socket, createServer } from "node:net";

type Operation = { readonly ch: number; res: string };
type Fields = Readonly<Record<string, string>>;
export type IndependentBoard = {
  readonly port: number;
  /** Channels that had a pulse, oldest first. */
  readonly pulses: readonly number[];
  readonly stop: () => Promise<void>;
};

const CHANNELS = 24;
const SPRING_MS = 120;
const SHUT_AFTER_MS = 800;
const EVENTS_KEPT = 64;
const LINE_MAX = 200;

/** CRC-16/CCITT-FALSE, bit by bit. */
function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, "latin1")) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

type Request = { readonly seq: string; readonly verb: string; readonly fields: Fields };
const REQUEST =
  /^>01 ([0-9A-F]{4}) ([A-Z]{1,8})((?: [a-z0-9]{1,8}=[A-Za-z0-9._:+,-]{1,64})*)\*([0-9A-F]{4})$/;

/** A good frame to our address; anything else is answered with silence. */
function requestOf(line: string): Request | undefined {
  const [whole, seq = "", verb = "", rest = "", crc] = REQUEST.exec(line) ?? [];
  if (whole === undefined || crc !== crc16(line.slice(0, -5))) return undefined;
  const fields = Object.fromEntries(
    rest
      .trim()
      .split(" ")
      .map((pair) => pair.split("=")),
  );
  return { seq, verb, fields };
}

export async function startIndependentBoard(port: number): Promise<IndependentBoard> {
  const board = new Board();
  const server = createServer((socket) => listenTo(socket, board));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port,
    pulses: board.pulses,
    stop: () =>
      new Promise((resolve) => {
        board.line?.destroy();
        server.close(() => resolve());
      }),
  };
}

/** [LL-1.2]: whole lines of printable ASCII, one CR before the LF dropped; anything longer is dropped up to its LF. */
function listenTo(socket: Socket, board: Board): void {
  board.line = socket.setNoDelay(true);
  let [text, tooLong] = ["", false];
  socket.on("error", () => socket.destroy());
  socket.on("data", (bytes) => {
    for (const character of bytes.toString("latin1")) {
      if (character !== "\n") {
        tooLong ||= text.length >= LINE_MAX;
        if (!tooLong) text += character;
        continue;
      }
      const line = text.replace(/\r$/, "");
      const reply = !tooLong && /^[\x20-\x7e]+$/.test(line) ? board.hear(line) : undefined;
      if (reply !== undefined) socket.write(`${reply}\n`);
      [text, tooLong] = ["", false];
    }
  });
}

class Board {
  line: Socket | undefined;
  readonly pulses: number[] = [];
  readonly #boot = randomBytes(4).toString("hex").toUpperCase();
  readonly #startedAtMs = performance.now();
  readonly #events: { readonly n: number; readonly text: string }[] = [];
  readonly #operations = new Map<number, Operation>();
  readonly #open = new Set<number>();
  #newest = 0;
  #highestOp = 0;
  #session: { seq: number; line: string; reply: string } | undefined;

  constructor() {
    this.#report("k=boot r=power");
  }

  /** The exchange, in the order of the text: silence, the stored reply again, or a new answer. */
  hear(line: string): string | undefined {
    const request = requestOf(line);
    if (request === undefined) return undefined;
    if (line === this.#session?.line) return this.#session.reply;
    const { seq, verb, fields } = request;
    const answer = (text: string): string => `<01 ${seq} ${text}*${crc16(`<01 ${seq} ${text}`)}`;
    if (verb !== "HELLO" && this.#session === undefined)
      return answer(`ERR code=BOOT boot=${this.#boot}`);
    const number = Number.parseInt(seq, 16);
    const wanted = verb === "HELLO" ? 0 : ((this.#session?.seq ?? 0) + 1) % 0x10000;
    if (number !== wanted) return answer("ERR code=SEQ");
    const reply = answer(this.#do(verb, fields));
    this.#session = { seq: number, line, reply };
    return reply;
  }

  #do(verb: string, fields: Fields): string {
    switch (verb) {
      case "HELLO":
        return `HELLO v=1 boot=${this.#boot} t=${this.#nowMs()} ch=${CHANNELS} caps=door ev=${this.#newest} op=${this.#highestOp} fw=0.1`;
      case "STAT": {
        const doors = [...this.#open].reduce((mask, ch) => mask | (1 << (ch - 1)), 0);
        const hex = doors.toString(16).toUpperCase().padStart(6, "0");
        return `STAT t=${this.#nowMs()} doors=${hex} unk=000000 items=000000 iunk=FFFFFF faults=000000 ev=${this.#newest}`;
      }
      case "POLL":
        return this.#poll(Number(fields["ack"]));
      case "OPEN":
        return this.#pulse(fields);
      case "RESULT": {
        const { ch, res } = this.#operations.get(Number(fields["op"])) ?? { ch: 0, res: "none" };
        return `RESULT op=${fields["op"]} ch=${ch} res=${res}`;
      }
      case "LED":
      case "IDENT":
        return "OK";
      default:
        return "ERR code=VERB";
    }
  }

  #poll(ack: number): string {
    if (!(ack <= this.#newest)) return "ERR code=ARGS";
    while (this.#events[0] !== undefined && this.#events[0].n <= ack) this.#events.shift();
    const [oldest, next] = this.#events;
    return oldest === undefined ? "IDLE" : `EV n=${oldest.n} ${oldest.text} more=${next ? 1 : 0}`;
  }

  /** The checks in the order of the text; only then is the operation remembered, and only then the coil driven. */
  #pulse(fields: Fields): string {
    const [ch, op, by] = [Number(fields["ch"]), Number(fields["op"]), Number(fields["by"])];
    if (![ch, op, by, Number(fields["ms"])].every(Number.isSafeInteger)) return "ERR code=ARGS";
    if (ch < 1 || ch > CHANNELS) return "ERR code=CHAN";
    if (fields["boot"] !== this.#boot) return `ERR code=BOOT boot=${this.#boot}`;
    const known = this.#operations.get(op);
    if (known?.ch === ch) return `DUP op=${op} ch=${ch} res=${known.res}`;
    if (known !== undefined || op <= this.#highestOp) return "ERR code=STALE";
    if (((this.#nowMs() - by) | 0) > 0) return "ERR code=STALE";
    this.#highestOp = op;
    const operation: Operation = { ch, res: "accepted" };
    this.#operations.set(op, operation);
    this.pulses.push(ch);
    this.#report(`k=drive ch=${ch} s=ok op=${op}`);
    setTimeout(() => this.#move(operation, op), SPRING_MS);
    return `ACC op=${op}`;
  }

  #move(operation: Operation, op: number): void {
    const { ch } = operation;
    this.#open.add(ch);
    operation.res = "opened";
    this.#report(`k=door ch=${ch} s=open op=${op}`);
    setTimeout(() => {
      this.#open.delete(ch);
      operation.res = "closed";
      this.#report(`k=door ch=${ch} s=closed`);
    }, SHUT_AFTER_MS);
  }

  #report(what: string): void {
    this.#newest += 1;
    this.#events.push({ n: this.#newest, text: `t=${this.#nowMs()} ${what}` });
    if (this.#events.length > EVENTS_KEPT) this.#events.shift();
  }

  #nowMs(): number {
    return Math.floor(performance.now() - this.#startedAtMs) >>> 0;
  }
}
