// The command line of Loket24: reads arguments, starts processes, gives their exit codes. Decides and knows nothing else.
import { existsSync } from "node:fs";

import { Command, CommanderError, InvalidArgumentError, Option } from "commander";

import { run } from "./bootstrap/run.mjs";
import { inCheckout, node24, versionOfCheckout } from "./checkout.ts";
import { demoCommand } from "./demo-command.ts";
import { type BusKind, busKinds } from "./demo-config.ts";
import { addKioskCommand } from "./kiosk/kiosk-arguments.ts";
import { exitCode } from "./outcome.ts";
import { tourCommand } from "./tour/tour-command.ts";

const TERMINAL_PORT = 2424;
const WALL_PORT = 2425;

/** Commands of other programs: their arguments are theirs to read, `--help` too. */
const passedOn = [
  ["controller", "controller/main.ts", "run a terminal: --config FILE --data DIR"],
  [
    "ledger",
    "controller/main.ts",
    "verify | export [--format csv|jsonl] | backup [--to FOLDER] | restore --config FILE, --data DIR",
  ],
  ["config", "controller/main.ts", "check FILE"],
  [
    "support-bundle",
    "controller/main.ts",
    "pack what helps from afar, about nobody: --data DIR [--config FILE]",
  ],
  ["doctor", "controller/main.ts", "say what is wrong: [--config FILE] [--data DIR]"],
  ["staff", "controller/main.ts", "add | list | remove --data DIR"],
  ["wall", "simulator/main.ts", "all hardware of a terminal, simulated: --config FILE --data DIR"],
  [
    "board",
    "simulator/main.ts",
    "one lock board, simulated: --address 01 --channels N (--pty | --tcp HOST:PORT)",
  ],
  ["replay", "simulator/main.ts", "show a night again on the wall page: FILE [--port N]"],
  [
    "sim",
    "tests/simulation/main.ts",
    "a terminal's years in minutes: --seed N --years N [--trace]",
  ],
  ["soak", "tests/soak/main.ts", "the long proofs: storage, mutation, trials; alone or all"],
  ["bench", "tests/bench/main.ts", "measure speed against floors and write docs/benchmarks.md"],
] as const;

const exitCodesHelp = `
Exit codes: 0 ok · 1 a check failed · 2 wrong use · 69 something needed is missing or in use
74 a disk or line failed · 78 the configuration is wrong. All in docs/exit-codes.md.`;

const busOption = (): Option =>
  new Option("--bus <kind>", "the line to the lock boards").choices(busKinds).default("pty");

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/u.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("It must be a number from 0 (any free one) to 65535.");
}

type DemoArguments = {
  readonly bus: BusKind;
  readonly port: number;
  readonly wallPort: number;
  readonly data?: string;
  readonly tour?: boolean;
};

function createProgram(exit: (code: number) => void): Command {
  const program = new Command("loket24")
    .description("Pickup lockers of a town hall: controller, simulator and tools.")
    .version(versionOfCheckout())
    .enablePositionalOptions()
    .exitOverride()
    .showSuggestionAfterError(false)
    .showHelpAfterError("See: loket24 --help")
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/u, "loket24:")) })
    .addHelpText("after", exitCodesHelp);
  program
    .command("demo")
    .description("a whole terminal on this machine, to try out")
    .addOption(busOption())
    .option("--port <n>", "of the terminal's page, 0 for any", portNumber, TERMINAL_PORT)
    .option("--wall-port <n>", "of the wall's page, 0 for any", portNumber, WALL_PORT)
    .option(
      "--data <dir>",
      "keep everything in this folder (default: a fresh one, removed at the end)",
    )
    .option("--tour", "play the tour instead, and end")
    .action(async ({ data, tour = false, ...rest }: DemoArguments) =>
      exit(await (tour ? onFreePorts(rest.bus, data) : demoCommand({ ...rest, data }))),
    );
  program
    .command("tour")
    .description("five documents in and out with faults in between, checked step by step")
    .addOption(busOption())
    .option("--data <dir>", "keep everything in this folder")
    .action(async ({ bus, data }: { bus: BusKind; data?: string }) =>
      exit(await onFreePorts(bus, data)),
    );
  addKioskCommand(program, exit);
  for (const [name, path, description] of passedOn) {
    program
      .command(name)
      .description(description)
      .helpOption(false)
      .allowUnknownOption()
      .passThroughOptions()
      .argument("[arguments...]")
      .action(async () => exit(await startProgram(path, process.argv.slice(2))));
  }
  return program;
}

/** The tour never meets a demo that runs beside it. */
const onFreePorts = (bus: BusKind, data: string | undefined): Promise<number> =>
  tourCommand({ bus, data, port: 0, wallPort: 0 });

async function startProgram(path: string, args: readonly string[]): Promise<number> {
  if (existsSync(inCheckout(path))) return run(node24, [inCheckout(path), ...args]);
  console.error(`loket24: ${path} is missing from this checkout; restore it with git.`);
  return exitCode.unavailable;
}

/** Commander throws on wrong use and after help; its code 0 is the only one that is not wrong use. */
async function main(): Promise<number> {
  let code: number = exitCode.ok;
  try {
    await createProgram((given) => (code = given)).parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  }
  return code;
}

process.exitCode = await main();
