// The last steps of a restore: what is ready in `restoring/new` takes the place of what is there, which is kept aside.
// `restoring/ready.json` decides: before it is written nothing has changed, after it every step can be repeated until all are done,
// and a start in between is refused. What is put there is not decided here.
import { join } from "node:path";
import { type SwapDisk, swapDisk } from "#adapters/backup/swap-disk.ts";
import { type Result, ok } from "#domain/result.ts";
import { type Exit, exitCode, exitWith } from "./exit.ts";

/** File names inside the data folder. */
export type Swap = {
  /** Where the old files go: a folder in the data folder. */
  readonly aside: string;
  /** Ready in the stage; each takes the place of one of that name, if there is one. */
  readonly files: readonly string[];
  /** Only put aside: logs of the old files, which must never be found beside the new ones. */
  readonly leftovers: readonly string[];
};

const stageOf = (folder: string): string => join(folder, "restoring");
const newIn = (folder: string): string => join(stageOf(folder), "new");
const readyIn = (folder: string): string => join(stageOf(folder), "ready.json");

/** Why nothing may start here, while a restore is half done. */
export const interruptedRestore = (folder: string): Exit | undefined =>
  swapDisk.has(readyIn(folder))
    ? exitWith(
        exitCode.inputOutput,
        `A restore of ${folder} was interrupted: run "loket24 ledger restore" again, it goes on where it was.`,
      )
    : undefined;

/** An empty folder to make the new files in; what an earlier try left there is gone. */
export function beginSwap(folder: string, disk: SwapDisk): Result<string, string> {
  const made = inOrder(
    () => disk.remove(stageOf(folder)),
    () => disk.makeFolder(stageOf(folder)),
    () => disk.makeFolder(newIn(folder)),
  );
  return made.ok ? ok(newIn(folder)) : made;
}

/** The files in the stage must be durable. From here on there is no way back, only on. */
export const commitSwap = (folder: string, swap: Swap, disk: SwapDisk): Result<void, string> =>
  inOrder(
    () => disk.write(readyIn(folder), JSON.stringify(swap)),
    () => finishSwap(folder, disk),
  );

/** Does what is not done yet. Nothing to do is well done. */
export function finishSwap(folder: string, disk: SwapDisk): Result<void, string> {
  const ready = disk.read(readyIn(folder));
  if (!ready.ok) return ready;
  if (ready.value === undefined) return ok(undefined);
  // Written whole by commitSwap and by nobody else.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const swap = JSON.parse(ready.value) as Swap;
  const aside = join(folder, swap.aside);
  const putAside = (name: string): Result<void, string> =>
    disk.has(join(folder, name)) ? disk.move(join(folder, name), join(aside, name)) : ok(undefined);
  const putInPlace = (name: string): Result<void, string> => {
    const made = join(newIn(folder), name);
    // No longer in the stage: it was put in place before, and what stands there now is the new one.
    if (!disk.has(made)) return ok(undefined);
    return inOrder(
      () => putAside(name),
      () => disk.move(made, join(folder, name)),
    );
  };
  return inOrder(
    () => disk.makeFolder(aside),
    () => forEach(swap.leftovers, putAside),
    () => forEach(swap.files, putInPlace),
    () => disk.remove(readyIn(folder)),
    () => disk.remove(stageOf(folder)),
  );
}

const forEach = (
  names: readonly string[],
  act: (name: string) => Result<void, string>,
): Result<void, string> => inOrder(...names.map((name) => () => act(name)));

/** Stops at the first that fails. */
function inOrder(...steps: readonly (() => Result<void, string>)[]): Result<void, string> {
  for (const step of steps) {
    const done = step();
    if (!done.ok) return done;
  }
  return ok(undefined);
}
