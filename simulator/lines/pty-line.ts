// A serial line as a pseudo-terminal: raw, without echo, paced at the baud rate, found by a stable symlink.
// The terminal lives in a child process (pty-holder.ts), because only its death is a hang-up every host sees.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { lstat, mkdir, readlink, rename, rm, symlink, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Line, type Receiver, stalledMs, unreadBytesMax } from "./line.ts";
import { createPacer } from "./pacer.ts";

export type PtyLineConfig = {
  /** Absolute path of the symlink a host opens; undefined: only the terminal's own `/dev/pts/N`. */
  readonly path?: string;
  readonly baud: number;
};

const holderPath = fileURLToPath(new URL("pty-holder.ts", import.meta.url));

export function createPtyLine(config: PtyLineConfig, connect: () => Receiver): Line {
  let holder: ChildProcess | undefined;
  let receive = connect();
  let device = "";
  let opening: Promise<string | undefined> | undefined;
  const outgoing = createPacer(config.baud, transmit);
  const incoming = createPacer(config.baud, (bytes) => receive(bytes));

  function transmit(bytes: Buffer): void {
    const stdin = holder?.stdin;
    if (stdin && stdin.writableLength < unreadBytesMax) stdin.write(bytes);
  }

  async function open(): Promise<string | undefined> {
    if (holder) return undefined;
    const child = startHolder();
    const started = await Promise.race([once(child, "message"), once(child, "exit")]);
    if (typeof started[0] !== "string") return "no pseudo-terminal could be opened on this machine";
    [device] = started;
    const objection = config.path === undefined ? undefined : await point(config.path, device);
    if (objection !== undefined) {
      child.kill("SIGKILL");
      return objection;
    }
    receive = connect();
    child.stdout?.on("data", (bytes: Buffer) => incoming.push(bytes));
    holder = child;
    child.once("exit", () => {
      if (holder === child) holder = undefined;
    });
    return undefined;
  }

  async function unplug(): Promise<void> {
    const child = holder;
    holder = undefined;
    outgoing.clear();
    incoming.clear();
    if (!child) return;
    const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : [];
    child.kill("SIGKILL");
    await ended;
    if (config.path !== undefined) await removeOwn(config.path, device);
  }

  return {
    where: () => config.path ?? device,
    // Two hands at one plug are one plug: a second terminal would have nobody to close it.
    plug: () =>
      (opening ??= open().finally(() => {
        opening = undefined;
      })),
    unplug,
    send: (bytes) => outgoing.push(bytes),
    flood: async (bytes) => holder !== undefined && pour(holder, bytes),
  };
}

/** In a process group of its own a Ctrl-C at the console reaches only the parent, which then stops it in order. */
function startHolder(): ChildProcess {
  const child = fork(holderPath, [], {
    detached: true,
    execArgv: [],
    stdio: ["pipe", "pipe", "inherit", "ipc"],
  });
  child.stdin?.on("error", () => undefined);
  return child;
}

async function pour(holder: ChildProcess, bytes: Buffer): Promise<boolean> {
  const { stdin } = holder;
  if (!stdin || stdin.destroyed) return false;
  if (stdin.write(bytes)) return true;
  const drained = once(stdin, "drain", { signal: AbortSignal.timeout(stalledMs) });
  return drained.then(
    () => true,
    () => false,
  );
}

/** Moves the symlink to the new terminal in one step. Anything else at that path is left alone. */
async function point(path: string, device: string): Promise<string | undefined> {
  const present = await lstat(path).catch(() => undefined);
  if (present && !present.isSymbolicLink()) {
    return `${path} exists and is no link to a terminal: remove it or configure another path`;
  }
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  await symlink(device, fresh);
  await rename(fresh, path);
  return undefined;
}

async function removeOwn(path: string, device: string): Promise<void> {
  const target = await readlink(path).catch(() => undefined);
  if (target === device) await unlink(path);
}
