// What the documents must keep: links that lead somewhere, paths that exist, decisions and the map short enough to read. Pure.
import { posix } from "node:path";

import type { RepositoryFile } from "./repository-files.ts";

const ADR_LINES_MAX = 40;
const ARCHITECTURE_LINES_MAX = 300;
const ADR_PARTS = ["## Context", "## Decision", "## Consequences"];

/** Every `[text](target)` leads to a file or folder of this checkout, and its `#part` to a heading there. */
export function checkLinks(
  file: RepositoryFile,
  paths: readonly string[],
  headings: (path: string) => readonly string[],
): readonly string[] {
  const prose = withoutCode(file.text);
  return [...prose.matchAll(/\]\(([^)\s]+)\)/gu)].flatMap(([, link = ""]) => {
    if (/^(?:https?|mailto):/u.test(link)) return [];
    const [target = "", part] = link.split("#");
    const path = target === "" ? file.path : posix.join(posix.dirname(file.path), target);
    if (!exists(path, paths)) return [`${file.path} links to ${link}, which is not there`];
    if (part === undefined || headings(path).includes(part)) return [];
    return [`${file.path} links to ${link}, but ${path} has no such heading`];
  });
}

/** A path in backticks that starts with one of our folders exists; patterns and names in <…> are left alone. */
export function checkPaths(file: RepositoryFile, paths: readonly string[]): readonly string[] {
  const folders = new Set(
    paths.filter((path) => path.includes("/")).map((path) => path.split("/")[0]),
  );
  return [...file.text.matchAll(/`([\w.-]+\/[\w./-]*)`/gu)].flatMap(([, path = ""]) =>
    folders.has(path.split("/")[0]) && !exists(path, paths)
      ? [`${file.path} speaks of ${path}, which is not there`]
      : [],
  );
}

const exists = (path: string, paths: readonly string[]): boolean => {
  const folder = path.endsWith("/") ? path : `${path}/`;
  return path === "." || paths.some((each) => each === path || each.startsWith(folder));
};

/** Headings as the anchors that links use: lower case, dashes for spaces, no punctuation. */
export const anchorsOf = (text: string): readonly string[] =>
  [...withoutCode(text).matchAll(/^#+ +(.+)$/gmu)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );

const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gmu, "");

const lineCount = (text: string): number => text.trimEnd().split("\n").length;

export function checkDecision(file: RepositoryFile): readonly string[] {
  const missing = ADR_PARTS.filter((part) => !file.text.includes(`\n${part}\n`));
  return [
    ...(lineCount(file.text) > ADR_LINES_MAX
      ? [`${file.path} is longer than ${ADR_LINES_MAX} lines`]
      : []),
    ...missing.map((part) => `${file.path} lacks its part "${part}"`),
  ];
}

export const checkArchitectureLength = (file: RepositoryFile): readonly string[] =>
  lineCount(file.text) > ARCHITECTURE_LINES_MAX
    ? [`${file.path} is longer than ${ARCHITECTURE_LINES_MAX} lines`]
    : [];
