// `doctor [--config F] [--data D]`: looks at what a terminal needs and says in one line each what is right and what is not.
// It starts nothing, opens nothing for writing and can run beside the controller.
import { existsSync, lstatSync, statSync } from "node:fs";
import { loadTerminalSecret } from "#adapters/key-file/terminal-secret-file.ts";
import { listStaff } from "#adapters/staff/staff-roll.ts";
import { isClockTrusted } from "#adapters/clock/system-clock.ts";
import type { LoadedConfig } from "#config/load-config.ts";
import { readConfig } from "./config-command.ts";
import { type Exit, done, exitCode, exitWith } from "./exit.ts";
import { inData, secretFile, staffFile } from "./data-folder.ts";
import { verifyCommand } from "./ledger-command.ts";

type Finding = { readonly right: boolean; readonly sentence: string };
const right = (sentence: string): Finding => ({ right: true, sentence });
const wrong = (sentence: string): Finding => ({ right: false, sentence });

export type DoctorArguments = {
  readonly configFile: string | undefined;
  readonly folder: string | undefined;
  readonly staticDir: string;
  /** systemd's, where the terminal secret may be. */
  readonly credentialsFolder: string | undefined;
};

export function doctorCommand(args: DoctorArguments, print: (line: string) => void): Exit {
  const findings = [...machineFindings(args.staticDir), ...terminalFindings(args)];
  for (const finding of findings) print(`${finding.right ? "ok   " : "WRONG"} ${finding.sentence}`);
  const bad = findings.filter((finding) => !finding.right).length;
  return bad === 0 ? done : exitWith(exitCode.failed, `${bad} of ${findings.length} are wrong.`);
}

const machineFindings = (staticDir: string): readonly Finding[] => [
  nodeFinding(),
  existsSync(`${staticDir}/index.html`)
    ? right("The screen's page is built.")
    : wrong('The screen\'s page is missing: run "npm run ui".'),
  isClockTrusted()
    ? right("The clock is trusted.")
    : wrong("The clock was not set since the start: deadlines wait until it is."),
];

function terminalFindings({
  configFile,
  folder,
  credentialsFolder,
}: DoctorArguments): readonly Finding[] {
  const config = configFile === undefined ? undefined : readConfig(configFile);
  return [
    ...(config === undefined ? [] : [configFinding(config, configFile ?? "")]),
    ...(folder === undefined ? [] : dataFindings(folder, credentialsFolder)),
    ...(config?.ok === true && folder !== undefined ? lineFindings(config.value, folder) : []),
  ];
}

function nodeFinding(): Finding {
  const { node } = process.versions;
  return node.startsWith("24.")
    ? right(`Node ${node}.`)
    : wrong(`Node ${node} runs this, not 24: start it with bin/loket24.`);
}

const configFinding = (config: ReturnType<typeof readConfig>, file: string): Finding =>
  config.ok ? right(`The configuration ${file} is right.`) : wrong(config.exit.sentence ?? "");

function dataFindings(folder: string, credentialsFolder: string | undefined): readonly Finding[] {
  if (!existsSync(folder))
    return [
      wrong(
        `The data folder ${folder} does not exist: start the controller once, or name another.`,
      ),
    ];
  let said = "";
  const verified = verifyCommand(folder, (line) => {
    said = line;
  });
  const secret = loadTerminalSecret(secretFile(folder), { mayCreate: false, credentialsFolder });
  const staff = listStaff(staffFile(folder));
  return [
    (statSync(folder).mode & 0o077) === 0
      ? right("The data folder is its owner's only.")
      : wrong(`The data folder ${folder} is open to others: run "chmod 700 ${folder}".`),
    verified.code === exitCode.ok ? right(said) : wrong(verified.sentence ?? ""),
    secret.ok ? right("The terminal secret is there, for its owner only.") : wrong(secret.error),
    staff.ok ? staffFinding(staff.value.length) : wrong(staff.error),
  ];
}

const staffFinding = (count: number): Finding =>
  count > 0
    ? right(`${count} of the staff can sign in.`)
    : wrong('Nobody can sign in: run "loket24 staff add".');

/** Only what a look at the file system tells: whether a device is there, not whether anybody answers on it. */
function lineFindings(config: LoadedConfig, folder: string): readonly Finding[] {
  const lines = [
    ...config.buses.map((bus) => ({ name: `bus ${bus.id}`, line: bus })),
    { name: "the scanner", line: config.scanner },
  ];
  return lines.flatMap(({ name, line }) => {
    if (line.kind !== "serial") return [];
    const path = inData(folder, line.path);
    const there = lstatSync(path, { throwIfNoEntry: false }) !== undefined && existsSync(path);
    return [
      there
        ? right(`The device ${path} of ${name} is there.`)
        : wrong(`The device ${path} of ${name} is missing: plug it in or correct the path.`),
    ];
  });
}
