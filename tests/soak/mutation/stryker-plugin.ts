// What Stryker loads from us, in each of its processes: the runner of the domain's examples, and what is not worth a mutant.
import { type Switchboard, createExampleRunner } from "./example-runner.ts";

/** The one name of Stryker's that mutated files know. */
const SWITCHBOARD = "__stryker__";

type SourcePath = {
  readonly isStringLiteral: () => boolean;
  readonly isTemplateLiteral: () => boolean;
  readonly parent?: { readonly type: string; readonly callee?: { readonly name?: string } };
};

/** What a crash says is for whoever reads it; that it crashes is what an example sees. */
const isAssertMessage = (path: SourcePath): boolean =>
  (path.isStringLiteral() || path.isTemplateLiteral()) &&
  path.parent?.type === "CallExpression" &&
  path.parent.callee?.name === "assert";

function createRunner() {
  const switchboard: Switchboard = {
    activeMutant: undefined,
    currentTestId: undefined,
    hitCount: undefined,
    hitLimit: undefined,
  };
  Object.assign(globalThis, { [SWITCHBOARD]: switchboard });
  return createExampleRunner(switchboard);
}

export const strykerPlugins = [
  { kind: "TestRunner", name: "domain-examples", factory: createRunner },
  {
    kind: "Ignore",
    name: "assert-messages",
    value: {
      shouldIgnore: (path: SourcePath) =>
        isAssertMessage(path) ? "the message of an assert()" : undefined,
    },
  },
];
