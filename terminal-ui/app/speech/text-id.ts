// Where a text stands, as a name that a file can have. Pure.

/** Keys of the catalogues hold spaces and equal signs; names of files do not. */
export const textId = (...keys: readonly (string | number)[]): string =>
  keys.join(".").replaceAll(/[^a-z0-9.-]+/gi, ".");
