// Lets one press of a key through and holds the trembling after it. Pure: the caller brings the time.

const HOLD_MS = 150;

/** Answers whether this press counts. Keys do not hold each other: two fingers may type at once. */
export function createTouchGate(): (key: string, nowMs: number) => boolean {
  let recent: readonly { readonly key: string; readonly atMs: number }[] = [];
  return (key, nowMs) => {
    recent = recent.filter(({ atMs }) => nowMs - atMs < HOLD_MS);
    if (recent.some((press) => press.key === key)) return false;
    recent = [...recent, { key, atMs: nowMs }];
    return true;
  };
}
