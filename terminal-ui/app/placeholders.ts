// Fills `{name}` in a text. No plurals, no formats: the texts are written so that none are needed.

export type Values = Readonly<Record<string, string | number>>;

const PLACEHOLDER = /\{([a-zA-Z]+)\}/g;

export const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? "");

export const fillable = (text: string, values: Values): boolean =>
  placeholdersOf(text).every((name) => values[name] !== undefined);

/** A placeholder without a value stays as it is. A value never breaks over two lines: a phone number is one thing, a list is several. */
export const fill = (text: string, values: Values): string =>
  text.replaceAll(PLACEHOLDER, (hole, name: string) =>
    String(values[name] ?? hole).replaceAll(/(?<!,) /g, "\u00a0"),
  );
