// The composition root's door: the only reader of argv, environment and signals. Every command is one file in commands/.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { configCommand } from "./commands/config-command.ts";
import { controllerCommand } from "./commands/controller-command.ts";
import { doctorCommand } from "./commands/doctor-command.ts";
import { type Exit, exitCode, exitWith } from "./commands/exit.ts";
import { backupCommand, exportCommand, verifyCommand } from "./commands/ledger-command.ts";
import { restoreCommand } from "./commands/restore-command.ts";
import { staffCommand } from "./commands/staff-command.ts";
import { supportCommand } from "./commands/support-command.ts";

const USAGE = `Usage:
  loket24 controller --config FILE --data DIR [--capture-bus FILE]
  loket24 ledger verify --data DIR
  loket24 ledger export --data DIR [--format csv|jsonl]
  loket24 ledger backup --data DIR [--to FOLDER] [--keep N] [--config FILE]
  loket24 ledger restore --config FILE --data DIR [--from BACKUP]
  loket24 config check FILE
  loket24 doctor [--config FILE] [--data DIR]
  loket24 support-bundle --data DIR [--config FILE]
  loket24 staff add --data DIR --id NAME [--role clerk|technician] [--json]
  loket24 staff list --data DIR
  loket24 staff remove --data DIR --id NAME`;

/** Where systemd puts the terminal secret, if it keeps it. */
const credentialsFolder = process.env["CREDENTIALS_DIRECTORY"];
const staticDir = join(import.meta.dirname, "../terminal-ui/dist");
const clipsDir = join(import.meta.dirname, "../terminal-ui/clips");
const print = (line: string): void => void process.stdout.write(`${line}\n`);

type Arguments = {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
};

function readArguments(): Arguments | string {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        config: text,
        data: text,
        "capture-bus": text,
        format: text,
        id: text,
        role: text,
        json: flag,
        from: text,
        to: text,
        keep: text,
        help: { ...flag, short: "h" },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function main(): Promise<Exit> {
  const args = readArguments();
  if (typeof args === "string") return usage(args);
  if (args.values["help"] === true) {
    print(USAGE);
    return { code: exitCode.ok };
  }
  return run(args);
}

const usage = (what: string): Exit => exitWith(exitCode.usage, `${what}\n${USAGE}`);

async function run({ positionals, values }: Arguments): Promise<Exit> {
  const [command, action, file] = positionals;
  const option = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const [configFile, folder] = [option("config"), option("data")];
  switch (command) {
    case "controller":
      if (configFile === undefined || folder === undefined)
        return usage("controller needs --config and --data.");
      return controllerCommand({
        configFile,
        dataFolder: folder,
        captureFile: option("capture-bus"),
        env: process.env,
        version: version(),
        staticDir,
        clipsDir,
        stopAsked: stopAsked(),
      });
    case "config":
      if (action !== "check" || file === undefined) return usage("config needs check FILE.");
      return configCommand(file, print);
    case "ledger":
      return folder === undefined
        ? usage("ledger needs --data.")
        : ledger(action, { folder, configFile, option });
    case "staff":
      if (folder === undefined || action === undefined)
        return usage("staff needs add, list or remove, and --data.");
      return staffCommand(
        action,
        { folder, id: option("id"), role: option("role"), json: values["json"] === true },
        print,
      );
    case "support-bundle":
      return folder === undefined
        ? usage("support-bundle needs --data.")
        : supportCommand({ folder, configFile, version: version() }, print);
    case "doctor":
      return doctorCommand({ configFile, folder, staticDir, clipsDir, credentialsFolder }, print);
    case undefined:
    default:
      return usage(command === undefined ? "say what to do." : `there is no command "${command}".`);
  }
}

type LedgerArguments = {
  readonly folder: string;
  readonly configFile: string | undefined;
  readonly option: (name: string) => string | undefined;
};

async function ledger(
  action: string | undefined,
  { folder, configFile, option }: LedgerArguments,
): Promise<Exit> {
  switch (action) {
    case "verify":
      return verifyCommand(folder, print);
    case "export": {
      const format = option("format") ?? "jsonl";
      return format === "csv" || format === "jsonl"
        ? exportCommand(folder, format, write)
        : usage(`--format is csv or jsonl, not "${format}".`);
    }
    case "backup": {
      const keep = option("keep");
      return keep === undefined || /^[1-9]\d{0,2}$/u.test(keep)
        ? backupCommand({ folder, configFile, to: option("to"), keep: numberOf(keep) }, print)
        : usage(`--keep is a number from 1 to 999, not "${keep}".`);
    }
    case "restore":
      return configFile === undefined
        ? usage("ledger restore needs --config.")
        : restoreCommand({ folder, configFile, from: option("from"), credentialsFolder, print });
    case undefined:
    default:
      return usage("ledger needs verify, export, backup or restore.");
  }
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** Waits for a slow reader: an export never piles up in memory. */
function write(text: string): Promise<void> {
  if (process.stdout.write(text)) return Promise.resolve();
  return new Promise((resolve) => process.stdout.once("drain", () => resolve()));
}

/** Says who speaks. A problem of the configuration stands as compilers write it: its place comes first, for editors. */
const signed = (sentence: string): string =>
  /^.+?:\d+:\d+ /u.test(sentence) ? sentence : `loket24: ${sentence}`;

function version(): string {
  const text = readFileSync(join(import.meta.dirname, "../package.json"), "utf8");
  const content: unknown = JSON.parse(text);
  const found =
    typeof content === "object" && content !== null && "version" in content
      ? content.version
      : undefined;
  return String(found);
}

const stopAsked = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => resolve());
    // Started by another program of ours that is gone: nobody is left to stop this one.
    process.once("disconnect", () => resolve());
  });

const exit = await main();
// A channel to who started us would keep a process alive that has nothing left to do.
if (process.connected) process.disconnect();
if (exit.sentence !== undefined) process.stderr.write(`${signed(exit.sentence)}\n`);
process.exitCode = exit.code;
