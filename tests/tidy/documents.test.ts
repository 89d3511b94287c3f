// The documents of this checkout, and planted documents that must be found.
import { describe, expect, test } from "vitest";

import {
  anchorsOf,
  checkArchitectureLength,
  checkDecision,
  checkLinks,
  checkPaths,
} from "./document-check.ts";
import { repositoryFile, repositoryFiles, repositoryPaths } from "./repository-files.ts";

const documents = repositoryFiles(/\.md$/);
const anchors = (path: string): readonly string[] => anchorsOf(repositoryFile(path).text);

const headings = (): readonly string[] => anchorsOf("# B\n\n## Words & deeds, all\n");

describe("the documents of this checkout", () => {
  test("link only to what is there", () => {
    expect(documents.flatMap((file) => checkLinks(file, repositoryPaths, anchors))).toEqual([]);
  });
  test("speak only of paths that are there", () => {
    expect(documents.flatMap((file) => checkPaths(file, repositoryPaths))).toEqual([]);
  });
  test("keep each decision on one page, in its three parts", () => {
    const decisions = documents.filter((file) => file.path.startsWith("docs/adr/"));
    expect(decisions.length).toBeGreaterThan(0);
    expect(decisions.flatMap(checkDecision)).toEqual([]);
  });
  test("keep the architecture short enough to be read", () => {
    expect(checkArchitectureLength(repositoryFile("docs/architecture.md"))).toEqual([]);
  });
});

describe("a planted violation is found", () => {
  const paths = ["docs/a.md", "docs/b.md", "controller/main.ts"];
  const links = (text: string): readonly string[] =>
    checkLinks({ path: "docs/a.md", text }, paths, headings);

  test.each([
    "[x](c.md)",
    "[x](../README.md)",
    "[x](b.md#no-such)",
    "![x](screens/x.png)",
    "[x](#nowhere)",
  ])("link: %s", (text) => {
    expect(links(text)).toHaveLength(1);
  });
  test.each([
    "[x](b.md)",
    "[x](../controller/)",
    "[x](b.md#words--deeds-all)",
    "[x](https://a.be/x)",
  ])("a good link is left alone: %s", (text) => {
    expect(links(text)).toEqual([]);
  });

  test("path in the text", () => {
    const text = "See `controller/gone.ts`, `controller/main.ts`, `docs/` and `other/thing.ts`.";
    expect(checkPaths({ path: "docs/a.md", text }, paths)).toEqual([
      "docs/a.md speaks of controller/gone.ts, which is not there",
    ]);
  });

  test("decision too long, or without its parts", () => {
    const parts = "# 1\n\n## Context\nx\n\n## Decision\nx\n\n## Consequences\nx\n";
    expect(checkDecision({ path: "docs/adr/1.md", text: parts })).toEqual([]);
    expect(checkDecision({ path: "docs/adr/1.md", text: parts + "x\n".repeat(40) })).toHaveLength(
      1,
    );
    expect(checkDecision({ path: "docs/adr/1.md", text: "# 1\n\n## Context\nx\n" })).toHaveLength(
      2,
    );
  });

  test("architecture too long", () => {
    expect(checkArchitectureLength({ path: "a.md", text: "x\n".repeat(301) })).toHaveLength(1);
  });
});
