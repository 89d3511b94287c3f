// The disk that power cuts are played on, on traces written by hand: what was synced stays, what was not may be anything, names too.
import { describe, expect, test } from "vitest";
import { createChance } from "./chance.ts";
import {
  type Arrival,
  type Disk,
  applyEvent,
  emptyDisk,
  filesAfterCut,
  isSettled,
} from "./disk-model.ts";
import { type FileEvent, parseTrace } from "./syscall-trace.ts";

const FOLDER = "/d";
const FILE = "/d/f";
const hex = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
const fd = (path: string): string => `7<${hex(path)}>`;

function after(events: readonly FileEvent[], lying = false): Disk {
  const disk = emptyDisk();
  for (const event of events) applyEvent(disk, event, FOLDER, lying);
  return disk;
}

const found = (disk: Disk, arrival: Arrival, seed = 1): string | undefined =>
  filesAfterCut(disk, arrival, createChance(seed)).get(FILE)?.toString("latin1");

const wrote = (at: number, text: string): FileEvent => ({
  kind: "wrote",
  path: FILE,
  at,
  bytes: Buffer.from(text),
});
const created: FileEvent = { kind: "created", path: FILE };
const synced = (path: string): FileEvent => ({ kind: "synced", path });

describe("a trace as strace writes it", () => {
  test("becomes events; calls that failed by themselves are none, calls that were made to fail are told", () => {
    const text = [
      `openat(AT_FDCWD</>, "${hex(FILE)}", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = ${fd(FILE)}`,
      `pwrite64(${fd(FILE)}, "${hex("abc")}", 3, 512) = 2`,
      `ftruncate(${fd(FILE)}, 9) = 0`,
      `fsync(${fd(FILE)})                       = 0`,
      `fsync(${fd(FILE)}) = -1 EIO (Input/output error) (INJECTED)`,
      `unlink("${hex(FILE)}") = -1 ENOENT (No such file or directory)`,
      `unlink("${hex(FILE)}") = 0`,
      `write(${fd("/told")}, "${hex("ACK 1\n")}", 6) = 6`,
      "+++ exited with 0 +++",
    ];
    expect(parseTrace(text.join("\n"))).toEqual([
      created,
      wrote(512, "ab"),
      { kind: "truncated", path: FILE, size: 9 },
      synced(FILE),
      { kind: "failed", call: "fsync", path: FILE },
      { kind: "unlinked", path: FILE },
      { kind: "said", line: "ACK 1" },
    ]);
  });
});

describe("after a cut", () => {
  test("what was synced is there, whatever arrived of the rest", () => {
    const disk = after([created, wrote(0, "old"), synced(FILE), synced(FOLDER)]);
    expect(isSettled(disk)).toBe(true);
    applyEvent(disk, wrote(1, "NEW"), FOLDER);
    expect(isSettled(disk)).toBe(false);
    expect(found(disk, "nothing")).toBe("old");
    expect(found(disk, "everything")).toBe("oNEW");
  });

  test("a name whose folder was not synced may be gone, and a removed one may be back", () => {
    const fresh = after([created, wrote(0, "x"), synced(FILE)]);
    expect(found(fresh, "nothing")).toBeUndefined();
    const removed = after([created, wrote(0, "x"), synced(FILE), synced(FOLDER)]);
    applyEvent(removed, { kind: "unlinked", path: FILE }, FOLDER);
    expect(found(removed, "nothing")).toBe("x");
    expect(found(removed, "everything")).toBeUndefined();
  });

  test("any part may have arrived, in any order, torn at sectors and never inside of one", () => {
    const disk = after([created, synced(FOLDER), wrote(0, "a"), wrote(0, "b")]);
    const seen = new Set(Array.from({ length: 40 }, (_, seed) => found(disk, "some", seed)));
    expect(seen).toEqual(new Set(["", "a", "b"]));
    const long = after([created, synced(FOLDER), wrote(0, "x".repeat(1024))]);
    const halves = Array.from({ length: 40 }, (_, seed) => found(long, "torn", seed));
    const [none, first, second] = ["", "x".repeat(512), "\0".repeat(512) + "x".repeat(512)];
    expect(new Set(halves)).toEqual(new Set([none, first, second, "x".repeat(1024)]));
  });

  test("what was cut off reads as zeros when the file grows again", () => {
    const cut: FileEvent = { kind: "truncated", path: FILE, size: 1 };
    const disk = after([created, synced(FOLDER), wrote(0, "abc"), cut, wrote(2, "z")]);
    expect(found(disk, "everything")).toBe("a\0z");
  });

  test("of a disk that lies nothing is sure", () => {
    const disk = after([created, wrote(0, "x"), synced(FILE), synced(FOLDER)], true);
    expect(found(disk, "nothing")).toBeUndefined();
  });
});
