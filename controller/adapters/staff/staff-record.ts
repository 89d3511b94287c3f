// The staff file's form, how it is read and how it is written so that a power cut leaves the old file or the new one.
// Who may do what with it is the caller's; secrets in it never go to a log or a sentence.
import { createHash } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { parseStaffId } from "#domain/ids.ts";
import { type Result, failed, ok } from "#domain/result.ts";

const staffRecord = z.strictObject({
  id: z.string().refine((id) => parseStaffId(id).ok, "not a staff id"),
  role: z.enum(["clerk", "technician"]),
  /** SHA-256 of the badge's text: 128 random bits, so nothing slower is needed. */
  badgeSha256: z.string().regex(/^[0-9a-f]{64}$/, "64 hex digits"),
  totpSecret: z.string().regex(/^[A-Z2-7]{32,64}$/, "32 base32 digits"),
});
const staffFile = z.strictObject({ staff: z.array(staffRecord).max(1000) });

export type StaffRecord = Readonly<z.infer<typeof staffRecord>>;

/** A file that is not there holds nobody. The error is one sentence for the technician. */
export function readStaffFile(path: string): Result<readonly StaffRecord[], string> {
  try {
    if ((statSync(path).mode & 0o077) !== 0) {
      return failed(`The staff file ${path} can be read by others: run "chmod 600 ${path}".`);
    }
    const parsed = staffFile.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (parsed.success) return ok(parsed.data.staff);
    const [issue] = parsed.error.issues;
    return failed(
      `The staff file ${path} is wrong at ${issue?.path.join(".") ?? "?"} (${issue?.message ?? "?"}): put a backup of it back.`,
    );
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return ok([]);
    const why = error instanceof SyntaxError ? "it is not JSON" : String(error);
    return failed(`The staff file ${path} cannot be read (${why}): put a backup of it back.`);
  }
}

/** Written beside, made durable, then moved over the old one. */
export function writeStaffFile(path: string, staff: readonly StaffRecord[]): Result<void, string> {
  const fresh = `${path}.new`;
  try {
    const file = openSync(fresh, "w", 0o600);
    // A leftover of a cut-short write keeps its own mode otherwise.
    fchmodSync(file, 0o600);
    writeFileSync(file, `${JSON.stringify({ staff }, null, 2)}\n`);
    fsyncSync(file);
    closeSync(file);
    renameSync(fresh, path);
    const folder = openSync(dirname(path), "r");
    fsyncSync(folder);
    closeSync(folder);
    return ok(undefined);
  } catch (error) {
    return failed(`The staff file ${path} cannot be written (${String(error)}): check its folder.`);
  }
}

export const badgeDigest = (badge: string): Buffer => createHash("sha256").update(badge).digest();
