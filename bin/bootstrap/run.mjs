// Runs one child with our own terminal and passes on what happens to either: signals down, the exit code up.
// The channel tells a child of ours that this process is gone, even when it was killed outright.
import { spawn } from "node:child_process";
import { constants } from "node:os";

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stop?: AbortSignal }} [options]
 * `stop` ends the child when it fires.
 * @returns {Promise<number>} its exit code; 128 + the signal's number if one ended it
 */
export function run(command, args, options = {}) {
  const { stop, ...where } = options;
  const child = spawn(command, args, {
    ...where,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  stop?.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  const handlers = SIGNALS.map((signal) => {
    const pass = () => child.kill(signal);
    process.on(signal, pass);
    return () => process.off(signal, pass);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const off of handlers) off();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
