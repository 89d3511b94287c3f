// "Did you mean": the nearest known word to a mistyped one. Pure.

/** The candidate with the fewest slips (letter more, less, other, or two swapped), if it is near enough to be meant. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const mostSlips = word.length < 6 ? 1 : 2;
  let nearest: string | undefined;
  let fewest = mostSlips + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > mostSlips) continue;
    const slips = countSlips(word.toLowerCase(), candidate.toLowerCase());
    if (slips < fewest) [nearest, fewest] = [candidate, slips];
  }
  return nearest;
}

/** Optimal string alignment distance. Callers compare words of nearly one length only, so the cost stays small. */
function countSlips(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, to.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
