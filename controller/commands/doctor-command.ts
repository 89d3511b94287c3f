// `doctor [--config F] [--data D]`: asks what a start asks, in its order, and says in one line each what is right and what is not;
// then which of it refuses the start and what to run next. It starts nothing, changes nothing and can run beside the controller.
import { existsSync, lstatSync } from "node:fs";
import { createServer } from "node:net";
import { isClockTrusted, systemClock } from "#adapters/clock/system-clock.ts";
import { writerLockHolder } from "#adapters/ledger/writer-lock.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { listStaff } from "#adapters/staff/staff-roll.ts";
import type { LoadedConfig } from "#config/load-config.ts";
import type { Durable } from "#domain/state.ts";
import type { Log } from "#runtime/ports.ts";
import { asideFindings, backupFindings } from "./backup-findings.ts";
import { readConfig } from "./config-command.ts";
import { backupPlan, inData, lockFile, staffFile } from "./data-folder.ts";
import { type Exit, done, exitCode, exitWith } from "./exit.ts";
import { type Finding, note, refuses, right, wrong } from "./finding.ts";
import { tooFewForFourEyes } from "./four-eyes-finding.ts";
import { buildBuses, headersOf } from "./hardware.ts";
import { interruptedRestore } from "./restore-swap.ts";
import { siteOf } from "./site-of.ts";
import {
  behindFindings,
  folderFindings,
  ledgerFindings,
  secretFindings,
  vaultFinding,
  waitingFindings,
} from "./start-checks.ts";

export type DoctorArguments = {
  readonly configFile: string | undefined;
  readonly folder: string | undefined;
  readonly staticDir: string;
  /** The default set of spoken clips. */
  readonly clipsDir: string;
  /** systemd's, where the terminal secret may be. */
  readonly credentialsFolder: string | undefined;
};

const MARK = { right: "ok   ", note: "note ", wrong: "WRONG", refuses: "WRONG" } as const;

export async function doctorCommand(
  args: DoctorArguments,
  print: (line: string) => void,
): Promise<Exit> {
  const findings = [...machineFindings(args), ...(await terminalFindings(args))];
  for (const { verdict, sentence } of findings) print(`${MARK[verdict]} ${sentence}`);
  const first = findings.find(({ verdict }) => verdict === "refuses");
  if (first !== undefined) {
    print(`The start is refused, or nobody is served: ${first.sentence}`);
    print(`Next: ${first.next ?? ""}`);
  }
  const bad = findings.filter(({ verdict }) => verdict === "wrong" || verdict === "refuses").length;
  return bad === 0 ? done : exitWith(exitCode.failed, `${bad} of ${findings.length} are wrong.`);
}

const machineFindings = ({ staticDir, clipsDir }: DoctorArguments): readonly Finding[] => [
  nodeFinding(),
  existsSync(`${staticDir}/index.html`)
    ? right("The screen's page is built.")
    : wrong('The screen\'s page is missing: run "npm run ui".'),
  existsSync(`${clipsDir}/clips.json`)
    ? right("The screen's voice is rendered.")
    : wrong(
        'The screen cannot speak to whoever does not see it: install espeak-ng and opus-tools, then run "npm run ui".',
      ),
  isClockTrusted()
    ? right("The clock is trusted.")
    : wrong("The clock was not set since the start: deadlines wait until it is."),
];

function nodeFinding(): Finding {
  const { node } = process.versions;
  return node.startsWith("24.")
    ? right(`Node ${node}.`)
    : wrong(`Node ${node} runs this, not 24: start it with bin/loket24.`);
}

async function terminalFindings(args: DoctorArguments): Promise<readonly Finding[]> {
  const { configFile, folder } = args;
  const read = configFile === undefined ? undefined : readConfig(configFile);
  const config = read?.ok === true ? read.value : undefined;
  return [
    ...(read === undefined ? [] : [configFinding(read, configFile ?? "")]),
    ...(folder === undefined ? [] : await folderAnd(folder, config, args)),
  ];
}

const configFinding = (config: ReturnType<typeof readConfig>, file: string): Finding =>
  config.ok
    ? right(`The configuration ${file} is right.`)
    : refuses(config.exit.sentence ?? "", `correct the file, then: loket24 config check ${file}`);

async function folderAnd(
  folder: string,
  config: LoadedConfig | undefined,
  { configFile = "FILE", credentialsFolder }: DoctorArguments,
): Promise<readonly Finding[]> {
  if (!existsSync(folder))
    return [
      wrong(
        `The data folder ${folder} does not exist: start the controller once, or name another.`,
      ),
    ];
  const restore = `loket24 ledger restore --config ${configFile} --data ${folder}`;
  const holder = writerLockHolder(lockFile(folder));
  const half = interruptedRestore(folder)?.sentence;
  const { findings, durable } = ledgerFindings(folder, restore);
  const site = config === undefined ? undefined : siteOf(config);
  const nowMs = systemClock.now().wallMs;
  const isRunning = holder !== undefined;
  return [
    ...folderFindings(folder),
    ...(holder === undefined ? [] : [runningNote(folder, holder)]),
    ...(half === undefined ? [] : [refuses(half, restore)]),
    ...findings,
    ...secretFindings(folder, { credentialsFolder, site, durable, restore }),
    vaultFinding(folder, durable, restore),
    ...(config === undefined ? [] : await wiringFindings(config, folder, isRunning)),
    ...behindFindings(durable, restore),
    ...staffFindings(folder, config),
    ...waitingFindings(durable),
    ...recoveryFindings(folder, config, { durable, isRunning, nowMs }),
  ];
}

const runningNote = (folder: string, pid: number): Finding =>
  note(
    `A controller (process ${pid}) runs on ${folder}; a second one is refused until it is stopped: kill ${pid}.`,
  );

type About = {
  readonly durable: Durable | undefined;
  readonly isRunning: boolean;
  readonly nowMs: number;
};

const recoveryFindings = (
  folder: string,
  config: LoadedConfig | undefined,
  about: About,
): readonly Finding[] => [
  ...backupFindings(backupPlan(folder, config?.backup).folder, about),
  ...asideFindings(folder, about.nowMs),
];

function staffFindings(folder: string, config: LoadedConfig | undefined): readonly Finding[] {
  const staff = listStaff(staffFile(folder));
  if (!staff.ok) return [wrong(staff.error)];
  const tooFew = config === undefined ? undefined : tooFewForFourEyes(config, folder);
  return [
    staff.value.length > 0
      ? right(`${staff.value.length} of the staff can sign in.`)
      : wrong('Nobody can sign in: run "loket24 staff add".'),
    ...(tooFew === undefined ? [] : [wrong(tooFew)]),
  ];
}

const silent: Log = { step: () => undefined, warn: () => undefined, alarm: () => undefined };

/** The same functions as a start uses, whose buses are never started here. */
async function wiringFindings(
  config: LoadedConfig,
  folder: string,
  isRunning: boolean,
): Promise<readonly Finding[]> {
  const world = {
    clock: systemClock,
    random: systemRandom,
    log: silent,
    listener: () => undefined,
  };
  const faults = [buildBuses(config, folder, world), headersOf(config, folder)].flatMap((built) =>
    built.ok ? [] : [refuses(built.exit.sentence ?? "", "put that file right, then start again")],
  );
  const { port } = config.screen;
  const taken = isRunning ? undefined : await portTaken(port);
  return [
    ...faults,
    ...(taken === undefined
      ? []
      : [
          refuses(
            `Port ${port} on 127.0.0.1 cannot be used (${taken}).`,
            `stop the other program (ss -ltnp "sport = :${port}" names it) or change screen.port`,
          ),
        ]),
    ...lineFindings(config, folder),
  ];
}

/** Why nobody could listen there now. */
function portTaken(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.message));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(undefined)));
  });
}

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
