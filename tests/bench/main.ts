// `bin/loket24 bench [--quick]`: measures, prints a table, and writes docs/benchmarks.md unless it was quick.
/* oxlint-disable no-console */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { formatMarkdown, formatTerminal } from "./report.ts";
import { runBenches } from "./run-benches.ts";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const documentPath = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

// `bench` itself is passed on by the command line.
const { values } = parseArgs({ options: { quick: { type: "boolean" } }, allowPositionals: true });
const isQuick = values.quick === true;
const run = await runBenches(isQuick ? "quick" : "full", checkout, (line) => console.error(line));
console.log(formatTerminal(run));
if (!isQuick) {
  writeFileSync(documentPath, formatMarkdown(run));
  console.log(`\nWritten to ${documentPath}.`);
}
