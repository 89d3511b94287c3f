// A process of its own that holds one pseudo-terminal and passes bytes: stdin → terminal → stdout. Started by pty-line.ts.
// Its death closes the master side for certain, which is the only hang-up a host process is sure to see; it dies with its parent.
import { write } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { spawn } from "@lydell/node-pty";
import { z } from "zod";

const retryMs = 2;
const writeSome = promisify(write);

/** The typings leave out what the Unix terminal has: the master's descriptor and the slave's path. */
const Master = z.object({ fd: z.int(), ptsName: z.string() });

/**
 * A silent child keeps the slave side open between hosts and reads nothing; its mark says that the terminal is raw.
 * Without a child the master would fail as soon as a host closes, and an open slave stream would steal the host's bytes.
 */
const mark = "R";
const silentChild = `stty raw -echo && printf ${mark} && exec sleep infinity`;

const terminal = spawn("/bin/sh", ["-c", silentChild], { encoding: null });
const { fd, ptsName } = Master.parse({
  fd: Reflect.get(terminal, "fd"),
  ptsName: Reflect.get(terminal, "ptsName"),
});

let raw = false;
terminal.onData((bytes) => {
  if (raw) process.stdout.write(bytes);
  else process.send?.(ptsName);
  raw = true;
});
terminal.onExit(() => process.exit(1));

for await (const bytes of process.stdin) await writeAll(bytes);
process.exit(0);

/** A full terminal says EAGAIN until the host reads on. */
async function writeAll(bytes: Buffer): Promise<void> {
  for (let rest = bytes; rest.length > 0;) {
    const written = await writeSome(fd, rest).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EAGAIN") process.exit(1);
      return { bytesWritten: 0 };
    });
    if (written.bytesWritten === 0) await sleep(retryMs);
    rest = rest.subarray(written.bytesWritten);
  }
}
