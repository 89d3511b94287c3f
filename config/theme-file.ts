// Finds, reads and checks the one theme that a site wears.
import { join } from "node:path";

import type { Loading } from "./problem.ts";
import { checkShape } from "./shape.ts";
import { findFile, nearPath } from "./shipped-files.ts";
import { type Theme, contrastFindings, themeSchema } from "./theme.ts";
import { type YamlSource, readYamlFile } from "./yaml-source.ts";

/** The themes that come with the program. */
const shippedThemes = nearPath(join(import.meta.dirname, "themes"));

export function loadTheme(file: string): Loading<Theme> {
  const source = readYamlFile(file);
  if (!source.ok) return source;
  const shaped = checkShape(themeSchema, source.value);
  const findings = shaped.ok ? contrastFindings(shaped.value.colours) : shaped.findings;
  return shaped.ok && findings.length === 0
    ? { ok: true, value: shaped.value, warnings: [] }
    : { ok: false, problems: findings.map(source.locate) };
}

/** The theme that a site file names. */
export function themeOf(siteSource: YamlSource, name: string): Loading<Theme> {
  const place = { siteFile: siteSource.file, folder: shippedThemes, what: "theme" };
  const found = findFile(name, place);
  if (found.ok) return loadTheme(found.file);
  const finding = { path: ["screen", "theme"], sentence: found.why };
  return { ok: false, problems: [siteSource.locate(finding)] };
}
