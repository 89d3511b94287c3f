// Makes a fresh checkout ready to run: npm packages with Node 24, Debian packages, the terminal page.
// Plain JavaScript for any Node from 20 on, since what it installs is not there yet. Downloads from npm and apt only.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { needDebianPackages } from "./bootstrap/debian-packages.mjs";
import { alone } from "./bootstrap/install-lock.mjs";
import { installPackages, nodeBinary, packagesAreInstalled } from "./bootstrap/npm-packages.mjs";
import { clipsAreRendered, renderClips } from "./bootstrap/spoken-clips.mjs";
import { buildPage, pageIsBuilt } from "./bootstrap/terminal-page.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node 24 that every other process of ours runs under. */
export const node24 = nodeBinary(root);

/** One of our programs, by its path in the checkout. @param {string} path */
export const program = (path) => join(root, path);

/**
 * Returns when everything is there; otherwise ends the process with one sentence and exit code 69.
 * @typedef {import("./bootstrap/debian-packages.mjs").DebianPackage} DebianPackage
 * @param {{ debian?: DebianPackage[], page?: boolean, voice?: boolean }} wanted
 */
export async function ready({ debian = [], page = false, voice = false }) {
  needDebianPackages(debian);
  const isReady = () =>
    packagesAreInstalled(root) &&
    (!page || pageIsBuilt(root)) &&
    (!voice || clipsAreRendered(root));
  if (isReady()) return;
  await alone(root, () => {
    if (!packagesAreInstalled(root)) installPackages(root);
    if (page && !pageIsBuilt(root)) buildPage(root);
    if (voice && !clipsAreRendered(root)) renderClips(root);
  });
}
