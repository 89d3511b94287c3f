// Turning pages of a list that fits no screen.

/** From the last page to the first. */
export const nextPage = (page: number, count: number, size: number): number =>
  (page + 1) % Math.max(1, Math.ceil(count / size));
