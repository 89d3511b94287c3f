// The few programs that are not npm packages: installed with apt-get as root, else the one command to run is printed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

import { halt, say } from "./halt.mjs";

/** Which file shows that a package is there. */
const PROOF = {
  chromium: "/usr/bin/chromium",
  "espeak-ng": "/usr/bin/espeak-ng",
  mosquitto: "/usr/sbin/mosquitto",
  "opus-tools": "/usr/bin/opusenc",
  strace: "/usr/bin/strace",
  xdotool: "/usr/bin/xdotool",
  xvfb: "/usr/bin/Xvfb",
};

/** @typedef {keyof typeof PROOF} DebianPackage */

/** @param {DebianPackage[]} wanted */
const missingOf = (wanted) => wanted.filter((name) => !existsSync(PROOF[name]));

/** Installs what is missing where that is possible, and answers whether everything is there. @param {DebianPackage[]} wanted */
export function haveDebianPackages(wanted) {
  const missing = missingOf(wanted);
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get"))
    install(missing);
  return missingOf(wanted).length === 0;
}

/** Returns when every package is there; otherwise ends the process with a sentence. @param {DebianPackage[]} wanted */
export function needDebianPackages(wanted) {
  const missing = missingOf(wanted);
  if (missing.length === 0) return;
  const names = missing.join(" ");
  if (!existsSync("/usr/bin/apt-get")) {
    halt(
      `${names} must be installed, and this is no Debian: use your own package manager, then start again.`,
    );
  }
  if (process.getuid?.() !== 0) {
    halt(
      `${names} must be installed; run this, then start again: sudo apt-get install -y ${names}`,
    );
  }
  if (install(missing)) return;
  halt(`apt-get could not install ${names}; see its lines above, then start again.`);
}

/** @param {DebianPackage[]} missing @returns {boolean} */
function install(missing) {
  say(`installing the Debian packages ${missing.join(" ")} …`);
  return (
    apt(["update", "-q"]) && apt(["install", "-q", "-y", "--no-install-recommends", ...missing])
  );
}

/** @param {string[]} args @returns {boolean} */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("/usr/bin/apt-get", args, { stdio: ["ignore", 2, 2], env }).status === 0;
}
