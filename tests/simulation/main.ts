// `loket24 sim`: years of simulated terminals on several threads, one life line by line, or a kept script. It prints and writes
// what comes of them; what a life is stands in life.ts.
import { CommanderError } from "commander";
import { liveOrCrash } from "./life-job.ts";
import { drawPlan } from "./plan.ts";
import { runScript } from "./script-run.ts";
import { type SimArguments, simCommand } from "./sim-arguments.ts";
import { lifeLines } from "./sim-report.ts";
import { liveYears } from "./year-run.ts";

const exitCode = { ok: 0, failed: 1, usage: 2 } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function simulate(args: SimArguments): Promise<number> {
  if (args.script !== undefined) return runScript(args.script, args, say);
  if (args.life !== undefined || args.trace) return liveOne(args.life ?? `${args.seed}/1`, args);
  return liveYears(args, say);
}

async function liveOne(seed: string, args: SimArguments): Promise<number> {
  const trace = args.trace ? say : undefined;
  const report = await liveOrCrash(drawPlan(seed, args), args.jump, trace);
  for (const line of lifeLines(report)) say(line);
  return report.violation === undefined ? exitCode.ok : exitCode.failed;
}

async function main(): Promise<number> {
  let code: number = exitCode.ok;
  try {
    // Started by `loket24` the first argument is the command's own name.
    const args = process.argv.slice(2);
    const program = simCommand(async (given) => {
      code = await simulate(given);
    });
    await program.parseAsync(args[0] === "sim" ? args.slice(1) : args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  }
  return code;
}

process.exitCode = await main();
