// A crew of child processes that live and die together: each in a process group of its own, so that nobody stays behind.
// If this process is killed outright, the children see their channel close; our own programs end then by themselves.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export type Member = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Takes what it prints. */
  readonly logFile: string;
};

/** A member that ended without being asked to. */
export type Lost = { readonly member: Member; readonly how: string };

export type Crew = {
  readonly start: (member: Member) => void;
  /** As a power cut does: SIGKILL to the group of the newest member of that name. It may be started again. */
  readonly cut: (name: string) => Promise<void>;
  /** Fires when the first member is lost or the crew is being stopped. */
  readonly signal: AbortSignal;
  readonly lost: Promise<Lost>;
  /** Ends all, the last started first. Returns when no process of any group is left. */
  readonly stop: () => Promise<void>;
};

const GRACE_MS = 5000;
const REAP_MS = 20;
const REAP_MAX_MS = 5000;

/** @param graceMs how long a member may take to end after SIGTERM */
export function createCrew(graceMs = GRACE_MS): Crew {
  const running: ChildProcess[] = [];
  const names = new Map<ChildProcess, string>();
  const cutDown = new WeakSet<ChildProcess>();
  const ending = new AbortController();
  const { promise: lost, resolve: lose } = Promise.withResolvers<Lost>();

  function start(member: Member): void {
    if (ending.signal.aborted) return;
    const child = spawnMember(member);
    running.push(child);
    names.set(child, member.name);
    const onEnd = (how: string): void => {
      if (ending.signal.aborted || cutDown.has(child)) return;
      ending.abort();
      lose({ member, how });
    };
    child.once("error", (error) => onEnd(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) =>
      onEnd(signal ? `was ended by ${signal}` : `ended with code ${code}`),
    );
  }

  async function cut(name: string): Promise<void> {
    const child = running.findLast((one) => names.get(one) === name);
    if (child?.pid === undefined) return;
    cutDown.add(child);
    running.splice(running.indexOf(child), 1);
    await killAll(child.pid);
  }

  async function stop(): Promise<void> {
    ending.abort();
    for (let child = running.pop(); child; child = running.pop()) await stopGroup(child, graceMs);
  }

  return { start, cut, signal: ending.signal, lost, stop };
}

function spawnMember({ command, args, logFile }: Member): ChildProcess {
  const log = openSync(logFile, "a", 0o600);
  try {
    return spawn(command, args, { detached: true, stdio: ["ignore", log, log, "ipc"] });
  } finally {
    closeSync(log);
  }
}

/** SIGTERM to its leader, which knows the order of things, then SIGKILL to whatever is left of the group. */
async function stopGroup(child: ChildProcess, graceMs: number): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await Promise.race([ended, sleep(graceMs, undefined, { ref: false })]);
  }
  await killAll(pid);
}

async function killAll(leader: number): Promise<void> {
  for (let waitedMs = 0; killGroup(leader) && waitedMs < REAP_MAX_MS; waitedMs += REAP_MS) {
    await sleep(REAP_MS);
  }
}

/** False when nobody of the group is left. */
function killGroup(leader: number): boolean {
  try {
    process.kill(-leader, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}
