// A disk as a power cut finds it: what was synced is there; of what was not, any part may be, in any order, torn inside of a
// write at 512 bytes; and a file's name is only sure once its folder was synced. No promise of a file system is taken on trust.
import type { Chance } from "./chance.ts";
import type { FileEvent } from "./syscall-trace.ts";

type Change =
  | { readonly kind: "wrote"; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: "truncated"; readonly size: number };

type Content = { durable: Buffer; pending: Change[] };

export type Disk = {
  /** By path, as the running system sees them. */
  readonly names: Map<string, Content>;
  /** By path, as the folder was when it was last synced. */
  durableNames: Map<string, Content>;
};

export type Files = ReadonlyMap<string, Buffer>;

/** How much of what was not synced arrived. */
export type Arrival = "nothing" | "everything" | "some" | "torn";

const SECTOR_BYTES = 512;

export const emptyDisk = (): Disk => ({ names: new Map(), durableNames: new Map() });

/** `lying`: a disk that says it has written and has not. */
export function applyEvent(disk: Disk, event: FileEvent, folder: string, lying = false): void {
  switch (event.kind) {
    case "created":
      if (!disk.names.has(event.path))
        disk.names.set(event.path, { durable: Buffer.alloc(0), pending: [] });
      return;
    case "unlinked":
      disk.names.delete(event.path);
      return;
    case "wrote":
    case "truncated":
      contentOf(disk, event.path).pending.push(event);
      return;
    case "synced":
      if (lying) return;
      if (event.path === folder) disk.durableNames = new Map(disk.names);
      else settle(contentOf(disk, event.path));
      return;
    case "said":
    case "failed":
      return;
  }
}

/** Whether a cut at this moment could leave more than one thing. */
export const isSettled = ({ names, durableNames }: Disk): boolean =>
  names.size === durableNames.size &&
  [...names].every(([path, content]) => durableNames.get(path) === content) &&
  [...names.values()].every(({ pending }) => pending.length === 0);

export function filesAfterCut(disk: Disk, arrival: Arrival, chance: Chance): Files {
  const contents = namesAfterCut(disk, arrival, chance);
  return new Map(
    [...contents].map(([path, content]) => [path, bytesAfterCut(content, arrival, chance)]),
  );
}

function contentOf({ names }: Disk, path: string): Content {
  const content = names.get(path);
  if (content === undefined) throw new Error(`the trace writes to ${path}, which nobody created`);
  return content;
}

function settle(content: Content): void {
  content.durable = withChanges(content.durable, content.pending);
  content.pending = [];
}

function namesAfterCut(
  { names, durableNames }: Disk,
  arrival: Arrival,
  chance: Chance,
): ReadonlyMap<string, Content> {
  if (arrival === "nothing") return durableNames;
  if (arrival === "everything") return names;
  const paths = [...new Set([...names.keys(), ...durableNames.keys()])];
  return new Map(
    paths.flatMap((path) => {
      const content = (chance.below(2) === 0 ? names : durableNames).get(path);
      return content === undefined ? [] : [[path, content] as const];
    }),
  );
}

function bytesAfterCut({ durable, pending }: Content, arrival: Arrival, chance: Chance): Buffer {
  switch (arrival) {
    case "nothing":
      return durable;
    case "everything":
      return withChanges(durable, pending);
    case "some":
      return withChanges(durable, chance.someOf(pending));
    case "torn":
      return withChanges(durable, chance.someOf(pending.flatMap(sectorsOf)));
  }
}

function sectorsOf(change: Change): readonly Change[] {
  if (change.kind === "truncated") return [change];
  const { at, bytes } = change;
  const sectors: Change[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + SECTOR_BYTES - ((at + from) % SECTOR_BYTES));
    sectors.push({ kind: "wrote", at: at + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return sectors;
}

function withChanges(durable: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return durable;
  const room = changes.reduce(
    (size, change) =>
      Math.max(size, change.kind === "wrote" ? change.at + change.bytes.length : change.size),
    durable.length,
  );
  const bytes = Buffer.alloc(room);
  durable.copy(bytes);
  let { length } = durable;
  for (const change of changes) {
    if (change.kind === "wrote") {
      change.bytes.copy(bytes, change.at);
      length = Math.max(length, change.at + change.bytes.length);
    } else {
      // What is cut off reads as zeros if the file grows again.
      bytes.fill(0, change.size);
      length = change.size;
    }
  }
  return bytes.subarray(0, length);
}
