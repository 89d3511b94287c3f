// What strace wrote (`-y -xx`: paths behind descriptors, every byte in hex) as a list of what happened to files, in order.
// What each of these leaves on a disk is for disk-model.ts.

export type FileEvent =
  | { readonly kind: "wrote"; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: "truncated"; readonly path: string; readonly size: number }
  /** A file's content, or a folder's names. */
  | { readonly kind: "synced"; readonly path: string }
  | { readonly kind: "created"; readonly path: string }
  | { readonly kind: "unlinked"; readonly path: string }
  /** One line that the process wrote to a stream or file without a position. */
  | { readonly kind: "said"; readonly line: string }
  /** strace let this call fail. */
  | { readonly kind: "failed"; readonly call: string; readonly path: string };

const CALL = /^(?<name>\w+)\((?<given>.*)\) += (?<result>-?\d+)(?<rest>.*)$/u;
const DESCRIPTOR = /^\d+<(?<path>(?:\\x[0-9a-f]{2})*)>(?<deleted>\(deleted\))?/u;
const HEX_TEXT = /"(?<hex>(?:\\x[0-9a-f]{2})*)"/u;

type Call = {
  readonly name: string;
  readonly given: string;
  readonly result: number;
  readonly path: string;
};

export function parseTrace(text: string): readonly FileEvent[] {
  return text.split("\n").flatMap((line) => {
    const { name = "", given = "", result, rest = "" } = CALL.exec(line)?.groups ?? {};
    if (result === undefined) return [];
    const path = pathOf(given);
    if (path === undefined) return [];
    if (rest.includes("INJECTED")) return [{ kind: "failed", call: name, path }];
    if (Number(result) < 0) return [];
    return eventsOf({ name, given, result: Number(result), path });
  });
}

function eventsOf({ name, given, result, path }: Call): readonly FileEvent[] {
  switch (name) {
    case "pwrite64": {
      const at = Number(given.slice(given.lastIndexOf(",") + 1));
      return [{ kind: "wrote", path, at, bytes: bytesIn(given).subarray(0, result) }];
    }
    case "write":
      return bytesIn(given)
        .toString("latin1")
        .trimEnd()
        .split("\n")
        .map((line) => ({ kind: "said", line }));
    case "fsync":
    case "fdatasync":
      return [{ kind: "synced", path }];
    case "ftruncate":
      return [{ kind: "truncated", path, size: Number(given.slice(given.lastIndexOf(",") + 1)) }];
    case "unlink":
      return [{ kind: "unlinked", path }];
    case "openat":
      return given.includes("O_CREAT") ? [{ kind: "created", path }] : [];
    // Changes nothing; it is in a trace where it was made to fail.
    case "pread64":
      return [];
    default:
      throw new Error(`the trace holds a call that the disk model does not know: ${name}`);
  }
}

/** Of the descriptor, or else of the first text: `openat` and `unlink` name the file. */
function pathOf(given: string): string | undefined {
  const descriptor = DESCRIPTOR.exec(given)?.groups;
  if (descriptor !== undefined)
    return descriptor["deleted"] === undefined ? fromHex(descriptor["path"] ?? "") : undefined;
  const hex = HEX_TEXT.exec(given)?.groups?.["hex"];
  return hex === undefined ? undefined : fromHex(hex);
}

const bytesIn = (given: string): Buffer =>
  Buffer.from((HEX_TEXT.exec(given)?.groups?.["hex"] ?? "").replaceAll("\\x", ""), "hex");

const fromHex = (hex: string): string =>
  Buffer.from(hex.replaceAll("\\x", ""), "hex").toString("utf8");
