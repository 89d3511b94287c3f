// The disk of a restore, on which a test ends everything before the n-th change. What "end" is, the test says.
import { type SwapDisk, swapDisk } from "#adapters/backup/swap-disk.ts";

export type CutDisk = { readonly disk: SwapDisk; readonly changes: () => number };

export function cutBefore(change: number, end: () => void): CutDisk {
  let changes = 0;
  const counted =
    <A extends readonly unknown[], R>(act: (...args: A) => R) =>
    (...args: A): R => {
      changes += 1;
      if (changes === change) end();
      return act(...args);
    };
  return {
    disk: {
      ...swapDisk,
      makeFolder: counted(swapDisk.makeFolder),
      write: counted(swapDisk.write),
      move: counted(swapDisk.move),
      remove: counted(swapDisk.remove),
    },
    changes: () => changes,
  };
}
