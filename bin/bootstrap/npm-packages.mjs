// The npm packages of this checkout, Node 24 among them, exactly as package-lock.json has them (ADR 0003).
// Never changes the lockfile, never runs a package's install script except that of `node`.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { halt, say } from "./halt.mjs";

const QUIET = ["--loglevel=error"];

/** @param {string} root */
export const nodeBinary = (root) => join(root, "node_modules/node/bin/node");

/** The stamp says which lockfile node_modules was made from. @param {string} root */
const stampFile = (root) => join(root, "node_modules/.loket24-lock");

/** @param {string} root */
export function packagesAreInstalled(root) {
  const stamp = stampFile(root);
  return (
    existsSync(nodeBinary(root)) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === lockHash(root)
  );
}

/** Installs, or ends the process with a sentence. The stamp is written last: a cut install is done again. @param {string} root */
export function installPackages(root) {
  const wanted = lockHash(root);
  say("installing the npm packages (about half a minute, once) …");
  rmSync(stampFile(root), { force: true });
  if (!npm(root, ["ci", "--ignore-scripts"], "quiet")) {
    // npm ci refuses where the registry lacks a build for some other platform (ADR 0003); npm install does not.
    npmOrHalt(root, ["install", "--no-save", "--ignore-scripts"]);
  }
  npmOrHalt(root, ["rebuild", "node"]);
  if (lockHash(root) !== wanted) {
    halt(
      `npm changed ${join(root, "package-lock.json")}; put it back with git checkout and start again.`,
    );
  }
  checkNode(root);
  writeFileSync(stampFile(root), wanted);
}

/** @param {string} root */
function checkNode(root) {
  const { stdout } = spawnSync(nodeBinary(root), ["--version"], { encoding: "utf8" });
  if (stdout?.startsWith("v24.")) return;
  halt(
    `${nodeBinary(root)} answered "${(stdout ?? "").trim()}" instead of a v24 version; ` +
      "remove node_modules and start again.",
  );
}

/** @param {string} root */
function lockHash(root) {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

/** @param {string} root @param {string[]} args */
function npmOrHalt(root, args) {
  if (npm(root, args, "loud")) return;
  halt(`"npm ${args.join(" ")}" failed in ${root}; see its lines above, then start again.`);
}

/** @param {string} root @param {string[]} args @param {"quiet" | "loud"} voice @returns {boolean} */
function npm(root, args, voice) {
  const { status, error } = spawnSync("npm", [...args, ...QUIET], {
    cwd: root,
    stdio: ["ignore", voice === "loud" ? 2 : "ignore", voice === "loud" ? 2 : "ignore"],
  });
  if (error) halt(`npm could not be started (${error.message}); install it with Node 20 or newer.`);
  return status === 0;
}
