// The state diagrams in the documents are what the core does. `UPDATE=1` draws them again.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { observedMoves } from "../support/domain-observation.ts";
import { stateDiagrams } from "../support/state-diagrams.ts";

const document = new URL("../../docs/state-diagrams.md", import.meta.url);

test("the documents show every move that was observed, and no other", () => {
  const drawn = stateDiagrams([...observedMoves().values()]);
  if (process.env["UPDATE"] === "1") writeFileSync(document, drawn);
  expect(readFileSync(document, "utf8")).toBe(drawn);
});
