// The demo's clerk: made by the controller's own command, so that the demo knows nothing of how staff are stored.
import { execFile } from "node:child_process";

import { inCheckout, node24 } from "./checkout.ts";
import { type Outcome, exitCode } from "./outcome.ts";

export type DemoClerk = {
  readonly name: string;
  readonly badge: string;
  readonly totpSecret: string;
};

const TIMEOUT_MS = 20_000;

export async function addClerk(data: string): Promise<Outcome<DemoClerk>> {
  const args = ["staff", "add", "--data", data, "--id", "anna", "--role", "clerk", "--json"];
  const said = await runController(args);
  if ("objection" in said) return said;
  const { badge, totpSecret } = readRecord(said.value);
  return typeof badge === "string" && typeof totpSecret === "string"
    ? { value: { name: "Anna", badge, totpSecret } }
    : failed(`it answered without badge and totpSecret`);
}

const failed = (why: string): { readonly objection: string; readonly exitCode: number } => ({
  objection: `"controller/main.ts staff add" made no clerk: ${why}`,
  exitCode: exitCode.failed,
});

async function runController(args: readonly string[]): Promise<Outcome<string>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<string>>();
  const options = { timeout: TIMEOUT_MS, encoding: "utf8" } as const;
  execFile(
    node24,
    [inCheckout("controller/main.ts"), ...args],
    options,
    (error, stdout, stderr) => {
      resolve(error ? failed(stderr.trim() || error.message) : { value: stdout });
    },
  );
  return promise;
}

function readRecord(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
