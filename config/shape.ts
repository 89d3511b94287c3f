// Checks plain data against a schema and says every mismatch as a finding. In our schemas a type's error text is not a
// sentence but its end: what to write there ("a port, …"), and for unknown keys the known ones. Never looks at meaning.
import type { z } from "zod";

import { type Finding, type Path, fieldName } from "./problem.ts";
import { nearestWord } from "./spelling.ts";

export type Shaped<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly findings: readonly Finding[] };

export function checkShape<T>(schema: z.ZodType<T>, value: unknown): Shaped<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const typos = parsed.error.issues.flatMap(unknownKeys);
  const mismatches = parsed.error.issues
    .filter((issue) => issue.code !== "unrecognized_keys")
    .map((issue) => mismatch(issue, value))
    // A key that was mistyped is not also "missing".
    .filter(({ path }) => !typos.some(({ meant }) => meant === fieldName(path)));
  return { ok: false, findings: [...typos.map(({ finding }) => finding), ...mismatches] };
}

type Issue = z.core.$ZodIssue;
type Typo = { readonly finding: Finding; readonly meant: string | undefined };

function unknownKeys(issue: Issue): Typo[] {
  if (issue.code !== "unrecognized_keys") return [];
  const known = issue.message.split(", ");
  const parent = pathOf(issue);
  return issue.keys.map((key) => {
    const near = nearestWord(key, known);
    const advice = near === undefined ? `write one of ${issue.message}` : `did you mean "${near}"?`;
    return {
      finding: {
        path: [...parent, key],
        sentence: `is not a key that is known here: ${advice}`,
        atKey: true,
      },
      meant: near === undefined ? undefined : fieldName([...parent, near]),
    };
  });
}

function mismatch(issue: Issue, root: unknown): Finding {
  const path = pathOf(issue);
  const found = valueAt(root, path);
  const isMissing = found === undefined;
  const state = isMissing ? "is missing" : `is ${isSecret(path) ? "not usable" : shown(found)}`;
  const atKey = issue.code === "invalid_key" ? ({ atKey: true } as const) : {};
  return { path, sentence: `${state}: write ${issue.message}`, ...atKey };
}

/** Schemas of configuration files have no symbols for keys; a path that had one would be named by its text. */
const pathOf = (issue: Issue): Path =>
  issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

/** A header or a URL may hold a password that somebody put in the wrong place: it is not printed. */
const isSecret = (path: Path): boolean => path.includes("headers") || path.at(-1) === "url";

const longestShown = 40;

function shown(value: unknown): string {
  if (value === null || value === "") return "empty";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "boolean") return `${value}`;
  if (typeof value !== "string") return "a set of keys";
  return `"${value.slice(0, longestShown)}${value.length > longestShown ? "…" : ""}"`;
}
