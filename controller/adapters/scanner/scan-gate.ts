// How often the controller hears of a code: a reader that sees the same code all the time, or a flood of codes, tires nobody.
import type { Clock } from "#runtime/ports.ts";

const SAME_AGAIN_MS = 2000;
const WINDOW_MS = 1000;
const PER_WINDOW_MAX = 3;

export type ScanVerdict = "pass" | "repeat" | "flood";

/** `repeat`: passed on less than 2 s ago. `flood`: three others were passed on within the second. */
export function createScanGate(clock: Clock): (text: string) => ScanVerdict {
  let passed: readonly { readonly text: string; readonly atMs: number }[] = [];
  return (text) => {
    const { monoMs } = clock.now();
    passed = passed.filter(({ atMs }) => monoMs - atMs < SAME_AGAIN_MS);
    if (passed.some((earlier) => earlier.text === text)) return "repeat";
    if (passed.filter(({ atMs }) => monoMs - atMs < WINDOW_MS).length >= PER_WINDOW_MAX) {
      return "flood";
    }
    passed = [...passed, { text, atMs: monoMs }];
    return "pass";
  };
}
