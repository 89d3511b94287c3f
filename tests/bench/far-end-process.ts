// A process of its own: boards or Modbus slaves behind a pseudo-terminal, answering at the pace of the line.
// Says the terminal's path when it is ready, and what it heard when it is asked. Dies with its parent.
import { spawn } from "@lydell/node-pty";
import { z } from "zod";
import type { Answering, FarEndOptions, Heard } from "./far-end.ts";
import { createBoards } from "./refusing-boards.ts";
import { createModbusSlaves } from "./modbus-slaves.ts";
import { createPacedLine } from "./paced-line.ts";

const Options = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("lockerline"), boards: z.int(), doors: z.int() }),
  z.object({ kind: z.literal("modbus"), boards: z.int(), doors: z.int(), silenceMs: z.number() }),
]);
const Master = z.object({ fd: z.int(), ptsName: z.string() });
const HEARD_MAX = 200_000;

const options: FarEndOptions = Options.parse(JSON.parse(process.argv[2] ?? ""));
const answering: Answering =
  options.kind === "lockerline" ? createBoards(options) : createModbusSlaves(options);

/** As in the simulator: a silent child keeps the slave side open between hosts, its mark says that the terminal is raw. */
const terminal = spawn("/bin/sh", ["-c", "stty raw -echo && printf R && exec sleep infinity"], {
  encoding: null,
});
const { fd, ptsName } = Master.parse({
  fd: Reflect.get(terminal, "fd"),
  ptsName: Reflect.get(terminal, "ptsName"),
});
const line = createPacedLine(fd, options.kind === "modbus" ? options.silenceMs : 0);
let heard: Heard[] = [];
let request: { readonly atMs: number; readonly bytes: number } | undefined;
let isRaw = false;

terminal.onData((data) => {
  // The typings know only text; with no encoding it is bytes.
  const bytes: unknown = data;
  if (!Buffer.isBuffer(bytes)) throw new TypeError("the terminal gives bytes");
  if (isRaw) hear(bytes);
  else process.send?.(ptsName);
  isRaw = true;
});
terminal.onExit(() => process.exit(1));
process.on("disconnect", () => process.exit(0));
process.on("message", () => {
  process.send?.(heard);
  heard = [];
});

function hear(bytes: Buffer): void {
  const { fromMs } = line.receive(bytes.length);
  request = { atMs: request?.atMs ?? fromMs, bytes: (request?.bytes ?? 0) + bytes.length };
  const answer = answering(bytes);
  if (answer === undefined) return;
  const { reply, ...what } = answer;
  const { endMs, lateMs } = line.reply(reply);
  const { atMs, bytes: requestBytes } = request;
  request = undefined;
  if (heard.length < HEARD_MAX)
    heard.push({ atMs, endMs, lateMs, requestBytes, replyBytes: reply.length, ...what });
}
