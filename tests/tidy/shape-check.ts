// What a single source file must look like: size, opening comment, name, words, no test switched off. Pure.
import { parseSource } from "./parsed-source.ts";
import type { RepositoryFile } from "./repository-files.ts";

const CODE_LINES_MAX = 300;
const TEST_CODE_LINES_MAX = 500;
const OPENING_LINES_MAX = 6;

/** Names that say nothing about what is inside. */
const emptyNames = new Set([
  "utils",
  "util",
  "helpers",
  "helper",
  "manager",
  "service",
  "common",
  "index",
  "misc",
]);

/**
 * One letter in brackets, so that this file passes its own check. A text's placeholders are a word of the trade;
 * code that *is* one, or stands *for* something, is not.
 */
const promises =
  /\b(?:TO[D]O|FIX[M]E|for [n]ow|in a [r]eal|(?:is|as|just|only) a place[h]older|place[h]older (?:for|until|implementation))\b/u;

const switchedOff =
  /\b(?:x(?:it|test|describe)|(?:it|test|describe|suite)\.(?:[a-z]+\.)*(?:skip|skipIf|runIf|todo|only|fails))\b/u;

const isTest = (path: string): boolean => path.startsWith("tests/");

/** Checks that need the syntax tree, so TypeScript and JavaScript only. */
export function checkSize(file: RepositoryFile): readonly string[] {
  const max = isTest(file.path) ? TEST_CODE_LINES_MAX : CODE_LINES_MAX;
  const { codeLines } = parseSource(file);
  return codeLines > max
    ? [`${file.path} has ${codeLines} lines of code, more than ${max}: split it`]
    : [];
}

/** One to six lines of comment before anything else, save a `#!` line. */
export function checkOpening(file: RepositoryFile): readonly string[] {
  const lines = file.text.replace(/^#!.*\n/u, "").split("\n");
  const opening =
    file.path.endsWith(".css") || lines[0]?.startsWith("/*")
      ? blockLength(lines)
      : lines.findIndex((line) => !/^(?:\/\/|#)/u.test(line));
  return opening >= 1 && opening <= OPENING_LINES_MAX
    ? []
    : [
        `${file.path} must open with 1 to ${OPENING_LINES_MAX} lines of comment: what lives in it, what never does`,
      ];
}

const blockLength = (lines: readonly string[]): number =>
  lines[0]?.startsWith("/*") ? lines.findIndex((line) => line.includes("*/")) + 1 : 0;

/** Every folder and the file itself; an `index.html` is a name that browsers gave. */
export function checkName(path: string): readonly string[] {
  if (path.endsWith(".html")) return [];
  const names = path.split("/").map((part) => part.split(".")[0] ?? "");
  const empty = names.filter((name) => emptyNames.has(name));
  return empty.map((name) => `${path} uses the name "${name}", which says nothing: name the noun`);
}

export const checkWords = (file: RepositoryFile): readonly string[] =>
  matchingLines(file, promises, "promises something instead of doing it");

export const checkNothingSwitchedOff = (file: RepositoryFile): readonly string[] =>
  isTest(file.path) ? matchingLines(file, switchedOff, "switches a test off") : [];

const matchingLines = (file: RepositoryFile, pattern: RegExp, what: string): readonly string[] =>
  file.text.split("\n").flatMap((line, at) => {
    const found = pattern.exec(line);
    return found ? [`${file.path}:${at + 1} ${what}: "${found[0]}"`] : [];
  });
