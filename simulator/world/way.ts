// One direction of a simulated line: bytes that take their time, what befalls them, and the lines that come out at the end.
import { emptySplitter, splitBytes } from "#protocol/splitter.ts";
import type { Passage, Troubles } from "./cable-troubles.ts";
import type { Queue } from "./queue.ts";

export type Way = {
  readonly carry: (passage: Passage) => void;
  /** How many passages are in it; what is held for longer is not among them, but a happening of its own. */
  readonly onTheWay: () => number;
  /** Half a line that came before is dropped, as by a port that closes [LL-1.2]. */
  readonly forgetHalf: () => void;
};

/** What a gateway or a broker holds for longer than this has left the line, and comes again out of the blue. */
const HELD_MS = 5000;

/** `isWhole`: the wire still leads to the other end when the bytes arrive there. */
export function createWay(
  queue: Queue,
  troubles: Troubles,
  hears: (line: string, passage: Passage) => void,
  isWhole: () => boolean,
): Way {
  let splitter = emptySplitter;
  let onTheWay = 0;
  const arrive = (passage: Passage): void => {
    if (!isWhole()) return;
    const split = splitBytes(splitter, passage.bytes);
    splitter = split.splitter;
    for (const line of split.lines) hears(line, passage);
  };
  return {
    onTheWay: () => onTheWay,
    forgetHalf() {
      splitter = emptySplitter;
    },
    carry(passage) {
      for (const arriving of troubles.befall(passage)) {
        if (arriving.afterMs > HELD_MS) {
          queue.after(arriving.afterMs, () => arrive(arriving), "world");
          continue;
        }
        onTheWay += 1;
        const arrives = (): void => {
          onTheWay -= 1;
          arrive(arriving);
        };
        queue.after(arriving.afterMs, arrives, "wire");
      }
    },
  };
}
