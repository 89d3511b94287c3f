// Reads one configuration file into text, never more than 1 MiB of it. Knows nothing of YAML.
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

/** A terminal with 500 doors needs about 60 KiB. */
const mostBytes = 1024 * 1024;

export type TextFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly sentence: string };

/** The file's text (UTF-8), or one sentence that says why there is none. */
export function readTextFile(file: string): TextFile {
  try {
    if (!statSync(file).isFile()) return refused("is not a file: name a YAML file");
    return decode(readBounded(file));
  } catch (error) {
    return refused(sentenceOf(error));
  }
}

/** Undefined when the file is too large. Reads what is there and not what `stat` promised. */
function readBounded(file: string): Uint8Array | undefined {
  const handle = openSync(file, "r");
  try {
    if (fstatSync(handle).size > mostBytes) return undefined;
    const buffer = new Uint8Array(mostBytes + 1);
    let length = 0;
    let count = -1;
    while (count !== 0 && length < buffer.length) {
      count = readSync(handle, buffer, length, buffer.length - length, null);
      length += count;
    }
    return length > mostBytes ? undefined : buffer.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}

function decode(bytes: Uint8Array | undefined): TextFile {
  if (bytes === undefined) {
    return refused("is larger than 1 MiB: this is no configuration file of a terminal");
  }
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    // The decoder has one reason only.
    return refused("is not UTF-8 text: save it again as UTF-8");
  }
}

const refused = (sentence: string): TextFile => ({ ok: false, sentence });

const sentences: Readonly<Record<string, string>> = {
  ENOENT: "does not exist: check the path",
  ENOTDIR: "does not exist: check the path",
  EACCES: "may not be read by this user: check its owner and mode",
};

function sentenceOf(error: unknown): string {
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string"
      ? error.code
      : "an unknown error";
  return sentences[code] ?? `cannot be read (${code}): check the path and the disk`;
}
