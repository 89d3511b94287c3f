// The simulated disk: after a power cut there is what was synced, and of the rest whole groups from the front or nothing.
import { describe, expect, test } from "vitest";
import { createChance } from "#simulator/world/chance.ts";
import { type CutPoint, createDisk, type Disk, PowerCut } from "#simulator/world/disk.ts";

const diskOf = (cut: () => void = () => undefined, seed = "disk"): Disk<number> =>
  createDisk<number>(createChance(seed), cut);

const saved = (disk: Disk<number>, ...group: number[]): unknown => disk.write(group) ?? disk.sync();

describe("a disk", () => {
  test("shows what was written at once, and keeps it once it is synced", () => {
    const disk = diskOf();
    disk.write([1, 2]);
    expect([disk.read(), disk.kept()]).toEqual([[1, 2], []]);
    disk.sync();
    disk.losePower();
    expect(disk.kept()).toEqual([1, 2]);
  });

  test("keeps at a power cut some of the groups that were not synced, in their order and whole", () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 60; seed += 1) {
      const disk = diskOf(undefined, `disk ${seed}`);
      saved(disk, 1);
      disk.write([2, 3]);
      disk.write([4]);
      disk.losePower();
      seen.add(disk.kept().join(" "));
      expect(disk.read()).toEqual(disk.kept());
    }
    expect([...seen].toSorted()).toEqual(["1", "1 2 3", "1 2 3 4"]);
  });

  test.each<[CutPoint, readonly number[], readonly number[]]>([
    ["before-write", [1], [1]],
    ["after-write", [1], [1, 2]],
    ["after-sync", [1, 2], [1, 2]],
  ])("loses its power in the second write from now, %s", (point, kept, read) => {
    let cuts = 0;
    const disk = diskOf(() => (cuts += 1));
    disk.cutAt(2, point);
    expect(saved(disk, 1)).toBeUndefined();
    expect(() => saved(disk, 2)).toThrow(PowerCut);
    expect([cuts, disk.kept(), disk.read()]).toEqual([1, kept, read]);
    expect(saved(disk, 3)).toBeUndefined();
    expect(cuts).toBe(1);
  });

  test.each(["io", "full"] as const)(
    "answers %s after so many calls, until it is mended",
    (fault) => {
      const disk = diskOf();
      disk.fail(fault, 2);
      expect(saved(disk, 1)).toBeUndefined();
      expect(saved(disk, 2)).toBe(fault);
      expect(saved(disk, 3)).toBe(fault);
      disk.mend();
      expect(saved(disk, 4)).toBeUndefined();
      expect(disk.kept()).toEqual([1, 4]);
    },
  );

  test("is another one after its image was replaced", () => {
    const disk = diskOf();
    saved(disk, 1);
    disk.write([2]);
    disk.replace([7]);
    expect([disk.read(), disk.kept()]).toEqual([[7], [7]]);
  });
});
