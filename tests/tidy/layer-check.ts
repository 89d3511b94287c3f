// Checks imports against the layer table. Pure: files in, findings out, so that planted violations can be shown to it.
import { posix } from "node:path";

import type { Layer } from "./layer-table.ts";
import { COMPUTED, type FoundImport, parseSource } from "./parsed-source.ts";
import type { RepositoryFile } from "./repository-files.ts";

/** `package.json#imports`, for example `"#domain/*": "./controller/domain/*"`. */
export type Aliases = Readonly<Record<string, string>>;

/** One sentence for each file without a row and each import that no row allows. */
export function checkLayers(
  files: readonly RepositoryFile[],
  layers: readonly Layer[],
  aliases: Aliases,
): readonly string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path, layers);
    if (!layer)
      return [`${file.path} belongs to no layer: give its folder a row in the layer table`];
    return parseSource(file).imports.flatMap((found) => {
      const target = targetOf(file.path, found.specifier, aliases);
      return isAllowed(layer, target, found, layers)
        ? []
        : [`${file.path}:${found.line} ${layer.path} may not import ${describe(found, target)}`];
    });
  });
}

const within = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`);

const layerOf = (path: string, layers: readonly Layer[]): Layer | undefined =>
  layers
    .filter((layer) => within(path, layer.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0];

/** Our own files as paths from the root; npm packages by their name; Node's as `node:…`. */
function targetOf(file: string, specifier: string, aliases: Aliases): string {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(file), specifier);
  if (specifier.startsWith("node:") || specifier === COMPUTED) return specifier;
  const alias = Object.keys(aliases).find((key) => specifier.startsWith(key.replace("*", "")));
  if (alias) {
    const rest = specifier.slice(alias.length - 1);
    return posix.normalize((aliases[alias] ?? "").replace("*", rest));
  }
  const depth = specifier.startsWith("@") ? 2 : 1;
  return specifier.split("/").slice(0, depth).join("/");
}

function isAllowed(
  layer: Layer,
  target: string,
  found: FoundImport,
  layers: readonly Layer[],
): boolean {
  if (layer.may.includes("*")) return true;
  if (target === COMPUTED) return false;
  if (layerOf(target, layers) === layer) return true;
  return layer.may.some((entry) => {
    if (entry === "node:") return target.startsWith("node:");
    if (entry.startsWith("type ")) return found.typeOnly && within(target, entry.slice(5));
    return within(target, entry);
  });
}

const describe = (found: FoundImport, target: string): string =>
  found.typeOnly || target === COMPUTED ? target : `${target} as a value`;
