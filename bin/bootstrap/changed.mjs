// When something in the checkout changed last: what is built from it is older, or not.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Newest change of a file, or of anything in a folder; 0 when it is not there. @param {string} path @returns {number} */
export function changedMs(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedMs(join(path, name))));
}
