// The key file of the terminal: 32 random bytes as 64 hex digits, readable by its owner only.
// Everything a citizen types or scans hangs on it. It is made once, and never written over: all live codes would die.
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { type Result, failed, ok } from "#domain/result.ts";
import type { Random } from "#runtime/ports.ts";

const SECRET_BYTES = 32;
const FORM = /^[0-9a-f]{64}\n?$/;

/** `undefined`: there is no such file yet. The error is a sentence for the technician. */
export function readTerminalSecret(path: string): Result<Uint8Array | undefined, string> {
  try {
    const text = readFileSync(path, "latin1");
    if ((statSync(path).mode & 0o077) !== 0) {
      return failed(`The key file ${path} can be read by others: run "chmod 600 ${path}".`);
    }
    if (!FORM.test(text)) {
      return failed(`The key file ${path} does not hold 64 hex digits: put the right file back.`);
    }
    return ok(Buffer.from(text.trim(), "hex"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return ok(undefined);
    return failed(`The key file ${path} cannot be read (${String(error)}): check its owner.`);
  }
}

/** Makes the file, durably, before the first code can hang on it. An existing file is never replaced. */
export function createTerminalSecret(path: string, random: Random): Result<Uint8Array, string> {
  const secret = random.bytes(SECRET_BYTES);
  try {
    const file = openSync(path, "wx", 0o600);
    writeSync(file, `${Buffer.from(secret).toString("hex")}\n`);
    fsyncSync(file);
    closeSync(file);
    const folder = openSync(dirname(path), "r");
    fsyncSync(folder);
    closeSync(folder);
    return ok(secret);
  } catch (error) {
    return failed(`The key file ${path} cannot be made (${String(error)}): check its folder.`);
  }
}
