// A source file as its syntax tree gives it: what it imports and where its comments lie. A real parser, no patterns.
import { parseSync } from "vite";

import type { RepositoryFile } from "./repository-files.ts";

export type FoundImport = {
  readonly specifier: string;
  /** The whole statement is erased: `import type`, `export type … from`, `typeof import("…")`. */
  readonly typeOnly: boolean;
  readonly line: number;
};

export type ParsedSource = {
  readonly imports: readonly FoundImport[];
  /** Lines that hold more than comment and white space. */
  readonly codeLines: number;
};

/** Shape of every node that matters here; the rest of the tree is only walked through. */
type Node = {
  readonly type: string;
  readonly start: number;
  readonly source?: Node | null;
  readonly value?: unknown;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly callee?: Node & { readonly name?: string };
  readonly arguments?: readonly Node[];
  readonly moduleReference?: Node & { readonly expression?: Node };
};

/** Import specifiers that are computed cannot be checked, so they are reported under this name. */
export const COMPUTED = "(computed)";

/** @throws when the file does not parse: `tsc` says where */
export function parseSource(file: RepositoryFile): ParsedSource {
  const { program, comments, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path} does not parse`);
  const imports: FoundImport[] = [];
  walk(program, (node) => {
    const found = importOf(node);
    if (found) imports.push({ ...found, line: lineAt(file.text, node.start) });
  });
  return { imports, codeLines: countCodeLines(file.text, comments) };
}

function importOf(node: Node): Omit<FoundImport, "line"> | undefined {
  switch (node.type) {
    case "ImportDeclaration":
      return { specifier: literal(node.source), typeOnly: node.importKind === "type" };
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      if (!node.source) return undefined;
      return { specifier: literal(node.source), typeOnly: node.exportKind === "type" };
    case "ImportExpression":
      return { specifier: literal(node.source), typeOnly: false };
    case "TSImportType":
      return { specifier: literal(node.source), typeOnly: true };
    case "TSExternalModuleReference":
      return { specifier: literal((node as { expression?: Node }).expression), typeOnly: false };
    case "CallExpression":
      if (node.callee?.name !== "require") return undefined;
      return { specifier: literal(node.arguments?.[0]), typeOnly: false };
    default:
      return undefined;
  }
}

const literal = (node: Node | null | undefined): string =>
  typeof node?.value === "string" ? node.value : COMPUTED;

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const each of value) walk(each, visit);
  } else if (typeof value === "object" && value !== null) {
    if ("type" in value && typeof value.type === "string") visit(value as Node);
    for (const child of Object.values(value)) walk(child, visit);
  }
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

function countCodeLines(
  text: string,
  comments: readonly { readonly start: number; readonly end: number }[],
): number {
  let code = "";
  let from = 0;
  for (const { start, end } of comments) {
    code += text.slice(from, start) + text.slice(start, end).replaceAll(/[^\n]/g, "");
    from = end;
  }
  return (code + text.slice(from)).split("\n").filter((line) => line.trim() !== "").length;
}
