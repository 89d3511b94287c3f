// One YAML file, parsed, with the line and column of every field in it. The only place that talks to the YAML library
// and that catches what it throws. Knows nothing of what the fields mean.
import { type Document, LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";

import { type Finding, type Path, type Problem, type Refusal, fieldName } from "./problem.ts";
import { readTextFile } from "./text-file.ts";

export type YamlSource = {
  readonly ok: true;
  readonly file: string;
  /** What the file says, as plain data that nobody has checked. */
  readonly value: unknown;
  readonly locate: (finding: Finding) => Problem;
};

/** A file may repeat itself with aliases, but not explode. */
const maxAliasCount = 100;
/** After its first syntax error a parser guesses: more of them help nobody. */
const mostSyntaxErrors = 3;
/** Where the library's own words would not help who edits the file. */
const syntaxReasons: Readonly<Partial<Record<string, string>>> = {
  RESOURCE_EXHAUSTION: "it nests too deep",
  MULTIPLE_DOCS: "it holds more than one document, so take out the line ---",
  DUPLICATE_KEY: "this key stands here a second time",
  NON_STRING_KEY: "a key must be a word",
};

/** Reads and parses one file. Never throws: whatever the file holds, the answer is its data or its problems. */
export function readYamlFile(file: string): YamlSource | Refusal {
  const read = readTextFile(file);
  return read.ok ? parseYaml(file, read.text) : refused(file, read.sentence);
}

/** `text` as the content of `file`, which is only named in problems. */
export function parseYaml(file: string, text: string): YamlSource | Refusal {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: true,
      logLevel: "error",
    });
    if (document.errors.length > 0) return syntaxRefusal(file, document, lines);
    const value: unknown = document.toJS({ maxAliasCount });
    const locate = (finding: Finding): Problem => ({
      file,
      ...placeAt(lines, offsetOf(document, finding)),
      field: fieldName(finding.path),
      sentence: finding.sentence,
    });
    return { ok: true, file, value, locate };
  } catch (error) {
    return refused(file, `cannot be read as YAML: ${reasonOf(error)}`);
  }
}

function syntaxRefusal(file: string, document: Document, lines: LineCounter): Refusal {
  const problems = document.errors.slice(0, mostSyntaxErrors).map(({ code, message, pos }) => {
    const { line, column } = placeAt(lines, pos[0]);
    const reason = syntaxReasons[code] ?? message;
    return { file, line, column, field: "", sentence: `is not valid YAML: ${reason}` };
  });
  return { ok: false, problems };
}

function refused(file: string, sentence: string): Refusal {
  return { ok: false, problems: [{ file, line: 1, column: 1, field: "", sentence }] };
}

function reasonOf(error: unknown): string {
  if (error instanceof ReferenceError) return error.message;
  return error instanceof Error ? error.name : "an unknown error";
}

function placeAt(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** Where the field starts in the text; where it is missing, the start of the nearest thing that should hold it. */
function offsetOf(document: Document, finding: Finding): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of finding.path.entries()) {
    const found = childOf(document, node, step);
    if (found === undefined) return offset;
    const isLast = index === finding.path.length - 1;
    offset = startOf(isLast && finding.atKey ? found.key : found.node) ?? offset;
    node = found.node;
  }
  return offset;
}

function childOf(
  document: Document,
  parent: unknown,
  step: Path[number],
): { readonly key: unknown; readonly node: unknown } | undefined {
  const holder = isAlias(parent) ? parent.resolve(document) : parent;
  if (isSeq(holder)) {
    const node = typeof step === "number" ? holder.items[step] : undefined;
    return node === undefined ? undefined : { key: node, node };
  }
  if (!isMap(holder)) return undefined;
  const pair = holder.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair && { key: pair.key, node: pair.value ?? pair.key };
}

function startOf(node: unknown): number | undefined {
  return (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) && node.range
    ? node.range[0]
    : undefined;
}
