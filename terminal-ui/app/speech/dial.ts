// A digit chosen with two arrows, like the dial of an old telephone: once is 1, ten times is 0. It can be counted by the fingers,
// so that nothing needs to be said aloud. Pure.

/** One turn up or down from a digit, or from the rest that stands before 1. */
export function turned(digit: number | undefined, turn: "up" | "down"): number {
  if (digit === undefined) return turn === "up" ? 1 : 0;
  return (digit + (turn === "up" ? 1 : 9)) % 10;
}
