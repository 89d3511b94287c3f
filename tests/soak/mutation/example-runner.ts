// Runs the examples of the domain for Stryker, which hands over one mutant after the other. Everything is loaded once: a Vitest
// of its own for every mutant takes seconds before its first test, all examples together take less.
import { globSync } from "node:fs";
import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { EXAMPLES, NO_EXAMPLES } from "../../support/domain-examples.ts";
import type { DescribedTest } from "./described-tests.ts";

/** Steps × inputs are a net for what throws; too slow for thousands of mutants, and each example says more of its own. */
const TABLE = "state-input-table.test.ts";

/** What Stryker writes into a mutated file reads and counts here. */
export type Switchboard = {
  activeMutant: string | undefined;
  currentTestId: string | undefined;
  hitCount: number | undefined;
  hitLimit: number | undefined;
  mutantCoverage?: unknown;
};

type MutantRun = {
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly mutantActivation: "runtime" | "static";
};

/** Stryker's own words for how a mutant ended. */
type Verdict =
  | { readonly status: "survived"; readonly nrOfTests: number }
  | { readonly status: "timeout"; readonly reason: string }
  | {
      readonly status: "killed";
      readonly killedBy: readonly string[];
      readonly failureMessage: string;
      readonly nrOfTests: number;
    };

type Example = DescribedTest & { readonly id: string };

const STAND_IN = new URL("described-tests.ts", import.meta.url).href;

/** All examples of the folder that Stryker put us in, in the order of their files. */
async function load(): Promise<Example[]> {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "vitest" && context.parentURL !== STAND_IN
        ? { url: STAND_IN, shortCircuit: true }
        : next(specifier, context),
  });
  const { takeDescribed } = await import("./described-tests.ts");
  const folder = resolve(EXAMPLES);
  const counted = globSync("*.test.ts", { cwd: folder })
    .filter((file) => file !== TABLE && !NO_EXAMPLES.includes(file))
    .toSorted();
  const examples: Example[] = [];
  for (const file of counted) {
    // One after the other: a test belongs to the file that was just read.
    // oxlint-disable-next-line no-await-in-loop
    await import(pathToFileURL(resolve(folder, file)).href);
    for (const each of takeDescribed()) examples.push({ ...each, id: `${file} > ${each.name}` });
  }
  return examples;
}

/** Why an example failed, or `undefined`. No example of the domain waits for anything. */
function failureOf({ body }: Example): string | undefined {
  try {
    body();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

export function createExampleRunner(switchboard: Switchboard) {
  let examples: Promise<Example[]> | undefined;
  const loaded = (): Promise<Example[]> => (examples ??= load());

  return {
    /** A mutant that acts while files are loaded gets a process of its own. */
    capabilities: () => ({ reloadEnvironment: false }),

    /** Without a mutant: all must pass, and Stryker learns which example walks through which mutant. */
    async dryRun() {
      const tests = (await loaded()).map((example) => {
        const startedAt = performance.now();
        switchboard.currentTestId = example.id;
        const failureMessage = failureOf(example);
        const timeSpentMs = performance.now() - startedAt;
        const status = failureMessage === undefined ? 0 : 1;
        return { id: example.id, name: example.id, timeSpentMs, status, failureMessage };
      });
      switchboard.currentTestId = undefined;
      return { status: "complete", tests, mutantCoverage: switchboard.mutantCoverage };
    },

    async mutantRun(run: MutantRun): Promise<Verdict> {
      const { id } = run.activeMutant;
      if (run.mutantActivation === "static") switchboard.activeMutant = id;
      try {
        const all = await loaded();
        switchboard.activeMutant = id;
        return judge(all, run, switchboard);
      } catch (error) {
        return { status: "killed", killedBy: [], failureMessage: String(error), nrOfTests: 0 };
      } finally {
        switchboard.activeMutant = undefined;
      }
    },
  };
}

/**
 * The first example that fails kills the mutant; one that runs in circles is stopped by Stryker's own count. Neighbours die by one
 * hand: who killed last is asked first next time.
 */
function judge(all: Example[], run: MutantRun, switchboard: Switchboard): Verdict {
  const wanted = new Set(run.testFilter ?? all.map(({ id }) => id));
  switchboard.hitCount = run.hitLimit === undefined ? undefined : 0;
  switchboard.hitLimit = run.hitLimit;
  let nrOfTests = 0;
  for (const example of all.filter(({ id }) => wanted.has(id))) {
    nrOfTests += 1;
    const failureMessage = failureOf(example);
    if ((switchboard.hitCount ?? 0) > (run.hitLimit ?? Infinity))
      return { status: "timeout", reason: "it runs in circles" };
    if (failureMessage === undefined) continue;
    all.unshift(...all.splice(all.indexOf(example), 1));
    return { status: "killed", killedBy: [example.id], failureMessage, nrOfTests };
  }
  return { status: "survived", nrOfTests };
}
