// `loket24 soak [NAME…|all] [--minutes N] [--runs N] [--seed N]`: the long proofs, one after the other. Each leaves its last figures in
// docs/figures/<name>.json, from which docs/reliability.md speaks. To add a proof, write its file and add it to the table.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";

import { mutationSoak } from "./mutation-soak.ts";
import type { Soak, SoakOutcome } from "./soak.ts";
import { storageSoak } from "./storage-soak.ts";
import { terminalDiskSoak } from "./terminal-disk-soak.ts";
import { trialsSoak } from "./trials-soak.ts";

const soaks: readonly Soak[] = [storageSoak, terminalDiskSoak, trialsSoak, mutationSoak];

const exitCode = { ok: 0, failed: 1, usage: 2 } as const;
const FIGURES = join(import.meta.dirname, "../../docs/figures");

type SoakArguments = { readonly minutes: number; readonly seed: number; readonly runs?: number };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/u.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError("It must be a whole number above 0.");
}

/** The proofs that were asked for, or the first name that is none. */
function chosen(names: readonly string[]): readonly Soak[] | string {
  const wanted =
    names.length === 0 || names.includes("all") ? soaks.map(({ name }) => name) : names;
  const unknown = wanted.find((name) => !soaks.some((soak) => soak.name === name));
  return unknown ?? soaks.filter(({ name }) => wanted.includes(name));
}

async function runAll(names: readonly string[], args: SoakArguments): Promise<number> {
  const proofs = chosen(names);
  if (typeof proofs === "string") {
    process.stderr.write(`loket24: there is no soak "${proofs}". See: loket24 soak --help\n`);
    return exitCode.usage;
  }
  let failures = 0;
  for (const soak of proofs) {
    const outcome = await runOne(soak, args);
    if (!outcome.passed) failures += 1;
  }
  return failures === 0 ? exitCode.ok : exitCode.failed;
}

async function runOne(soak: Soak, args: SoakArguments): Promise<SoakOutcome> {
  say(`${soak.name}: ${soak.about}`);
  const outcome = await soak.run({ ...args, say: (line) => say(`${soak.name}: ${line}`) });
  mkdirSync(FIGURES, { recursive: true });
  const figures = { passed: outcome.passed, ...args, ...outcome.figures };
  writeFileSync(join(FIGURES, `${soak.name}.json`), `${JSON.stringify(figures, undefined, 2)}\n`);
  say(`${soak.name}: ${outcome.passed ? "passed" : "FAILED"}: ${outcome.sentence}`);
  return outcome;
}

async function main(): Promise<number> {
  let code: number = exitCode.ok;
  const about = soaks.map((soak) => `\n  ${soak.name}: ${soak.about}`).join("");
  const program = new Command("loket24 soak")
    .argument("[names...]", `which proofs, or all (default):${about}`)
    .option("--minutes <n>", "how long each may take, about", wholeNumber, 10)
    .option("--runs <n>", "of each trial, for those that are counted", wholeNumber)
    .option("--seed <n>", "of all chance", wholeNumber, 1)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/u, "loket24:")) })
    .action(async (names: string[], args: SoakArguments) => {
      code = await runAll(names, args);
    });
  try {
    // Started by `loket24` the first argument is the command's own name.
    const args = process.argv.slice(2);
    await program.parseAsync(args[0] === "soak" ? args.slice(1) : args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  }
  return code;
}

// Everything is written: a line or a timer that a proof left open keeps nobody waiting.
process.exit(await main());
