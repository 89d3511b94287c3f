// What is wrong in a configuration file, and where. Rules make findings (a path and a sentence); only a YAML source
// can turn a finding into a problem with a line. Nothing here reads a file.

/** Where a field sits in a file: `["buses", 0, "baud"]`. */
export type Path = readonly (string | number)[];

/** One broken rule. `sentence` goes on from the field's name: "is 5: write …". */
export type Finding = {
  readonly path: Path;
  readonly sentence: string;
  /** Points at the key itself, where the key is what is wrong. */
  readonly atKey?: true;
};

/** A finding with its place. Lines and columns count from 1. `field` is empty where the whole file is meant. */
export type Problem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly field: string;
  readonly sentence: string;
};

export type Refusal = { readonly ok: false; readonly problems: readonly Problem[] };
export type Loading<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Problem[] }
  | Refusal;

const longestKey = 40;

/** `["buses", 0, "baud"]` → `buses[0].baud`. */
export function fieldName(path: Path): string {
  let name = "";
  for (const step of path) {
    if (typeof step === "number") name += `[${step}]`;
    else name += `${name === "" ? "" : "."}${step.slice(0, longestKey)}`;
  }
  return name;
}

/** File by file, each from top to bottom: whoever mends them walks each file once. */
export function inTextOrder(problems: readonly Problem[]): Problem[] {
  const files = Object.values(Object.groupBy(problems, ({ file }) => file));
  return files.flatMap((ofFile = []) =>
    ofFile.toSorted((a, b) => a.line - b.line || a.column - b.column),
  );
}
