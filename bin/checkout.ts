// Where the programs of this checkout lie. Everything that is started from here runs under our own Node 24.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);

/** Absolute path of a file of this checkout. */
export const inCheckout = (path: string): string => fileURLToPath(new URL(path, root));

/** The Node that runs this: commands.ts is only ever started under Node 24. */
export const node24 = process.execPath;

export function versionOfCheckout(): string {
  const file: unknown = JSON.parse(readFileSync(inCheckout("package.json"), "utf8"));
  return typeof file === "object" && file !== null && "version" in file
    ? String(file.version)
    : "unknown";
}
