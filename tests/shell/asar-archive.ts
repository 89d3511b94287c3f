// Reads what lies in an asar archive: a header of JSON, then the files one behind the other (github.com/electron/asar, "Format").
import { readFileSync } from "node:fs";

type Entry = {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly offset?: string;
  readonly size?: number;
};

const HEADER_AT = 16;

/** Every file by its path, in the archive's own order. */
export function readAsar(path: string): ReadonlyMap<string, string> {
  const bytes = readFileSync(path);
  const header = bytes.toString("utf8", HEADER_AT, HEADER_AT + bytes.readUInt32LE(12));
  const bodyAt = 8 + bytes.readUInt32LE(4);
  const found = new Map<string, string>();
  const walk = (entry: Entry, at: string): void => {
    for (const [name, inner] of Object.entries(entry.files ?? {})) walk(inner, at + "/" + name);
    if (entry.files !== undefined) return;
    const from = bodyAt + Number(entry.offset);
    found.set(at.slice(1), bytes.toString("utf8", from, from + (entry.size ?? 0)));
  };
  walk(JSON.parse(header), "");
  return found;
}
