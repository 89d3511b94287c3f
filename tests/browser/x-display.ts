// A screen without glass: an X server in memory, with a keyboard and a mouse whose events reach Chromium as those of real ones do.
// (What a debugging protocol types never reaches the browser's own shortcuts.)
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import type { Glass } from "./glasses.ts";

export type XDisplay = {
  /** Value of DISPLAY. */
  readonly name: string;
  /** Arguments of xdotool: `key ctrl+n`, `mousemove 10 10 click 3`. */
  readonly act: (...words: readonly string[]) => Promise<void>;
  /** Numbers of the windows that can be seen. */
  readonly windows: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

const run = promisify(execFile);

export async function openDisplay({ width, height }: Glass): Promise<XDisplay> {
  const screen = ["-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"];
  const server = spawn("/usr/bin/Xvfb", ["-displayfd", "3", ...screen], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = await once(server.stdio[3] as Readable, "data");
  const name = `:${String(number).trim()}`;
  return {
    name,
    async act(...words) {
      await run("/usr/bin/xdotool", words, { env: { DISPLAY: name } });
    },
    async windows() {
      const found = await run("/usr/bin/xdotool", ["search", "--onlyvisible", "--name", ""], {
        env: { DISPLAY: name },
      });
      return found.stdout.trim().split("\n").toSorted();
    },
    async close() {
      const ended = once(server, "exit");
      server.kill();
      await ended;
    },
  };
}
