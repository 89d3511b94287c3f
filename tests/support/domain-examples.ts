// Which tests of the domain count when its branches are covered and its mutants are killed: those that are written as examples.
// Random lives and simulated attackers run through every line and expect little of most of them.
export const EXAMPLES = "tests/domain";
export const NO_EXAMPLES: readonly string[] = [
  "guessing.test.ts",
  "random-life.test.ts",
  "state-diagrams.test.ts",
];
