// A file that a site names: by its bare name if it comes with the program, or by its path beside the site file.
import { readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

import { nearestWord } from "./spelling.ts";

const ending = ".yaml";

export type FoundFile =
  | { readonly ok: true; readonly file: string }
  /** Goes on from the field's name. */
  | { readonly ok: false; readonly why: string };

/** @param what one of these files is, in the sentence that says it is not there. */
export function findFile(
  entry: string,
  place: { readonly siteFile: string; readonly folder: string; readonly what: string },
): FoundFile {
  const { siteFile, folder, what } = place;
  if (entry.endsWith(ending)) return { ok: true, file: join(dirname(siteFile), entry) };
  const names = shippedNames(folder);
  if (names.includes(entry)) return { ok: true, file: join(folder, `${entry}${ending}`) };
  const near = nearestWord(entry, names);
  const advice =
    near === undefined
      ? `write one of ${names.join(", ")}, or the path of a ${ending} file`
      : `did you mean "${near}"?`;
  return { ok: false, why: `is "${entry}", which is no ${what} in ${folder}: ${advice}` };
}

function shippedNames(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .map((file) => basename(file, ending))
      .toSorted();
  } catch {
    // No folder, no names: the caller then says that the file is not there.
    return [];
  }
}

/** As a person in the current folder would name it. */
export function nearPath(folder: string): string {
  const near = relative("", folder);
  return near.startsWith("..") ? folder : near;
}
