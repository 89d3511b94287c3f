// `bin/loket24 bench [--quick] [--only TITLE]`: measures, prints a table, and writes docs/benchmarks.md if it was all and not quick.
/* oxlint-disable no-console */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { formatMarkdown, formatTerminal } from "./report.ts";
import { runBenches } from "./run-benches.ts";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const documentPath = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

// `bench` itself is passed on by the command line.
const { values } = parseArgs({
  options: { quick: { type: "boolean" }, only: { type: "string" } },
  allowPositionals: true,
});
const isQuick = values.quick === true;
const say = (line: string): void => console.error(line);
const run = await runBenches(isQuick ? "quick" : "full", checkout, say, values.only);
console.log(formatTerminal(run));
if (!isQuick && values.only === undefined) {
  writeFileSync(documentPath, formatMarkdown(run));
  console.log(`\nWritten to ${documentPath}.`);
}
