// One installer at a time in one checkout: a lock folder that holds its owner's process id.
// The folder appears and disappears by rename, so it is never seen without its owner; an owner that died is succeeded.
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { halt, say } from "./halt.mjs";

const LOCK = ".loket24-install";
const WAIT_MS = 300_000;
const RETRY_MS = 250;

/**
 * Runs `work` while no other start of this checkout does. Waits at most five minutes for another one, then ends the
 * process with a sentence.
 * @template T
 * @param {string} root the checkout
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(root, work) {
  const lock = join(root, LOCK);
  await take(root, lock);
  try {
    return await work();
  } finally {
    release(root, lock);
  }
}

/** @param {string} root @param {string} lock */
async function take(root, lock) {
  for (let waitedMs = 0; waitedMs <= WAIT_MS; waitedMs += RETRY_MS) {
    if (claim(root, lock) || succeed(lock)) return;
    if (waitedMs === 0)
      say(`another start (process ${owner(lock) ?? "unknown"}) is installing; waiting for it.`);
    await sleep(RETRY_MS);
  }
  halt(
    `${lock} says that process ${owner(lock) ?? "unknown"} has been installing for ${WAIT_MS / 60_000} minutes; ` +
      "if it is not, remove that folder and start again.",
  );
}

/** A rename onto a folder that holds anything fails: exactly one claimant wins. @param {string} root @param {string} lock */
function claim(root, lock) {
  const own = mkdtempSync(join(root, `${LOCK}-`));
  writeFileSync(join(own, "pid"), String(process.pid));
  try {
    renameSync(own, lock);
    return true;
  } catch (error) {
    rmSync(own, { recursive: true });
    if (codeOf(error) === "ENOTEMPTY" || codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Takes over from a dead owner. The inner folder lets one successor look again, and write, alone. @param {string} lock */
function succeed(lock) {
  if (!isDead(owner(lock))) return false;
  const turn = join(lock, "succession");
  try {
    mkdirSync(turn);
  } catch (error) {
    if (codeOf(error) === "EEXIST" || codeOf(error) === "ENOENT") return false;
    throw error;
  }
  const mine = isDead(owner(lock));
  if (mine) writeFileSync(join(lock, "pid"), String(process.pid));
  rmdirSync(turn);
  return mine;
}

/** @param {string} root @param {string} lock */
function release(root, lock) {
  const done = join(root, `${LOCK}-done-${process.pid}`);
  renameSync(lock, done);
  rmSync(done, { recursive: true });
}

/** @param {string} lock @returns {number | undefined} */
function owner(lock) {
  try {
    const pid = Number(readFileSync(join(lock, "pid"), "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** @param {number | undefined} pid */
function isDead(pid) {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
}

/** @param {unknown} error @returns {string | undefined} */
function codeOf(error) {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
