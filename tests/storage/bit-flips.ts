// Bits that turn over in a ledger at rest: in its file, its write-ahead log or its note of the head, 1 to 1000 at once, anywhere
// or close together. Each such folder must be found out, or read exactly as it was written.
import type { Chance } from "./chance.ts";
import { type Disk, type Files, applyEvent, emptyDisk, filesAfterCut } from "./disk-model.ts";
import { parseAcknowledgement } from "./acknowledgement.ts";
import type { FileEvent } from "./syscall-trace.ts";

/** A folder and how many rows it acknowledged. */
export type RestingFolder = { readonly files: Files; readonly acknowledged: number };

const MOST_BITS = 1000;
/** What one bad block of a disk takes with it. */
const BLOCK_BYTES = 4096;

/** The folder as a killed process left it at each moment it had just acknowledged, and as it was closed at the end. */
export function restingFolders(
  events: readonly FileEvent[],
  folder: string,
  chance: Chance,
): readonly RestingFolder[] {
  const disk = emptyDisk();
  const resting: RestingFolder[] = [];
  let acknowledged = 0;
  for (const event of events) {
    applyEvent(disk, event, folder);
    if (event.kind !== "said") continue;
    acknowledged = parseAcknowledgement(event.line)?.seq ?? acknowledged;
    resting.push({ files: everything(disk, chance), acknowledged });
  }
  return [...resting, { files: everything(disk, chance), acknowledged }];
}

const everything = (disk: Disk, chance: Chance): Files => filesAfterCut(disk, "everything", chance);

/** The same folder with some bits of one of its files turned over. */
export function flipBits(
  files: Files,
  chance: Chance,
): { readonly files: Files; readonly what: string } {
  const candidates = [...files].filter(([, bytes]) => bytes.length > 0);
  const chosen = candidates[chance.below(candidates.length)];
  if (chosen === undefined) throw new Error("the folder has no bits to turn over");
  const [path, bytes] = chosen;
  const flipped = Buffer.from(bytes);
  // As many folders with few bits as with many.
  const count = Math.ceil(MOST_BITS ** (chance.below(1001) / 1000));
  const together = chance.below(2) === 0;
  const from = together ? chance.below(Math.max(1, bytes.length - BLOCK_BYTES)) : 0;
  const reach = together ? Math.min(BLOCK_BYTES, bytes.length) : bytes.length;
  for (let done = 0; done < count; done += 1) {
    const at = from + chance.below(reach);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8));
  }
  const what = `${count} bits of ${path}${together ? ` near ${from}` : ""}`;
  return { files: new Map([...files, [path, flipped]]), what };
}
