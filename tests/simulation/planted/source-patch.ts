// Changes source files as they are loaded: the text of a patched file is another one before Node strips its types. Works in a
// process that has not loaded them yet, and leaves the files on the disk alone.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Patch } from "./planted-bug.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** Throws where a patch does not fit its file any more: then the bug must be planted anew. */
export function patched(text: string, patches: readonly Patch[]): string {
  return patches.reduce((current, { file, find, replace }) => {
    const pieces = current.split(find);
    if (pieces.length === 2) return pieces.join(replace);
    throw new Error(
      `${file} holds ${pieces.length - 1} times what a planted bug changes there, and not once: write its "find" anew. It is: ${find}`,
    );
  }, text);
}

/** The text of each patched file, by its path. */
export function patchedFiles(patches: readonly Patch[]): ReadonlyMap<string, string> {
  const files = new Set(patches.map(({ file }) => file));
  return new Map(
    [...files].map((file) => {
      const path = join(ROOT, file);
      const own = patches.filter((patch) => patch.file === file);
      return [path, patched(readFileSync(path, "utf8"), own)];
    }),
  );
}

/** From here on this process loads the changed files. */
export function loadPatched(patches: readonly Patch[]): void {
  const texts = patchedFiles(patches);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const source = url.startsWith("file:") ? texts.get(fileURLToPath(url)) : undefined;
      return source === undefined ? loaded : { ...loaded, source };
    },
  });
}
