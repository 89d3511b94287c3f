// The few words of Vitest that the tests of the domain are written with, for a process without Vitest's workers: they only collect.
// What is expected is decided by Vitest's own `expect`. Nothing here runs a test; that is in-process-runner.ts.
export { expect } from "vitest";

type Body = () => unknown;
type EachBody = (...row: unknown[]) => unknown;

export type DescribedTest = { readonly name: string; readonly body: Body };

const collected: DescribedTest[] = [];
const path: string[] = [];

/** All tests that were described since the last call. */
export const takeDescribed = (): readonly DescribedTest[] => collected.splice(0);

function describeOnce(name: string, body: Body): void {
  path.push(name);
  body();
  path.pop();
}

function testOnce(name: string, body: Body): void {
  collected.push({ name: [...path, name].join(" > "), body });
}

/** Rows are told apart by their number: their titles need no filling in. */
const eachOf =
  (once: (name: string, body: Body) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, body: EachBody): void => {
    for (const [index, row] of rows.entries())
      once(`${name} [${index}]`, () => body(...(Array.isArray(row) ? row : [row])));
  };

export const describe = Object.assign(describeOnce, { each: eachOf(describeOnce) });
export const test = Object.assign(testOnce, { each: eachOf(testOnce) });
