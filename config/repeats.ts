// Finds the second of two equal things, so that rules can name the first. Pure.

export type Repeat<T> = { readonly item: T; readonly index: number; readonly first: number };

/** Every item whose key an earlier item has already. Items without a key repeat nothing. */
export function repeats<T>(
  items: readonly T[],
  keyOf: (item: T) => string | number | undefined,
): Repeat<T>[] {
  const firsts = new Map<string | number, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (key === undefined) return [];
    const first = firsts.get(key);
    if (first !== undefined) return [{ item, index, first }];
    firsts.set(key, index);
    return [];
  });
}
