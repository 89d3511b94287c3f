// The terminal secret on disk: 32 random bytes as 64 hex digits, readable by its owner only. Every live code hangs on it, so
// it is made once, durably, and never written over. What is derived from it (codes, its key id) is not here.
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { type Result, failed, ok } from "#domain/result.ts";

const SECRET_BYTES = 32;
const SECRET_FORM = /^[0-9a-f]{64}\n?$/u;
/** No valid file is longer; whatever else stands at that path is not read into memory. */
const MOST_BYTES = 65;
const OTHERS_MAY = 0o077;
const CREDENTIAL_NAME = "terminal-secret";

export type SecretOptions = {
  /** Only while the ledger is empty: a new secret would make every code that is out there wrong. */
  readonly mayCreate: boolean;
  /** systemd's `$CREDENTIALS_DIRECTORY`: a credential `terminal-secret` in it goes before the file. */
  readonly credentialsFolder?: string | undefined;
};

/** 32 bytes, or one sentence for the technician. The only place where the file system's errors are caught. */
export function loadTerminalSecret(
  path: string,
  options: SecretOptions,
): Result<Uint8Array, string> {
  try {
    return readOrCreate(path, options);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return failed(
      error.code === "ELOOP"
        ? `The key file ${path} is a symbolic link: put the file itself there.`
        : `The key file ${path} fails (${error.message}): check its folder, its owner and the disk.`,
    );
  }
}

function readOrCreate(path: string, options: SecretOptions): Result<Uint8Array, string> {
  const { mayCreate, credentialsFolder } = options;
  const credential = credentialsFolder && join(credentialsFolder, CREDENTIAL_NAME);
  // systemd guards its folder, and shows the right it gave the service's user as a group's: that mode proves nothing.
  if (credential && exists(credential)) return readSecret(credential, { private: false });
  if (exists(path)) return readSecret(path, { private: true });
  if (mayCreate) return ok(createSecret(path));
  return failed(
    `The key file ${path} is missing and the ledger hangs on it: put the same file back, or restore the terminal with a new one.`,
  );
}

/** Whether systemd hands this service a terminal secret; `folder` is its `$CREDENTIALS_DIRECTORY`. */
export const hasCredential = (folder: string): boolean => exists(join(folder, CREDENTIAL_NAME));

/** A symbolic link that leads nowhere is there too: it must be refused, not replaced. */
const exists = (path: string): boolean =>
  fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;

function readSecret(path: string, demand: { private: boolean }): Result<Uint8Array, string> {
  return withFile(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW, (file) => {
    const { mode, size } = fs.fstatSync(file);
    if (demand.private && (mode & OTHERS_MAY) !== 0) {
      return failed(`The key file ${path} can be used by others: run "chmod 600 ${path}".`);
    }
    const text = size <= MOST_BYTES ? fs.readFileSync(file, "latin1") : "";
    return SECRET_FORM.test(text)
      ? ok(Uint8Array.from(Buffer.from(text.trim(), "hex")))
      : failed(`The key file ${path} does not hold 64 hex digits: put the right file back.`);
  });
}

/** Written aside, made durable, then linked into place: a power cut leaves the whole file or none, a link replaces nothing. */
function createSecret(path: string): Uint8Array {
  const secret = randomBytes(SECRET_BYTES);
  const aside = `${path}.new`;
  fs.rmSync(aside, { force: true });
  const { O_WRONLY, O_CREAT, O_EXCL } = fs.constants;
  withFile(aside, O_WRONLY | O_CREAT | O_EXCL, (file) => {
    fs.writeFileSync(file, `${secret.toString("hex")}\n`);
    fs.fsyncSync(file);
  });
  fs.linkSync(aside, path);
  fs.rmSync(aside);
  withFile(dirname(path), fs.constants.O_RDONLY, fs.fsyncSync);
  return Uint8Array.from(secret);
}

function withFile<T>(path: string, flags: number, use: (file: number) => T): T {
  const file = fs.openSync(path, flags, 0o600);
  try {
    return use(file);
  } finally {
    fs.closeSync(file);
  }
}
