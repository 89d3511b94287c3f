// Years of lives on several threads: says how far it is, keeps the figures in a file as it goes, and makes the first failed lives
// short enough to be read.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { LifeReport } from "./chronicle.ts";
import { figuresOf, writeFigures } from "./figures.ts";
import { lifeSeed, liveJob, liveOrCrash } from "./life-job.ts";
import { jobsOf, liveAll, livesIn } from "./lives.ts";
import { drawPlan } from "./plan.ts";
import { scriptLines, scriptOf, writeScript } from "./script.ts";
import { isSameBreach, shrink } from "./shrink.ts";
import type { SimArguments } from "./sim-arguments.ts";
import { endLines, failedLines, progressLine } from "./sim-report.ts";
import { documentFigures } from "./document.ts";
import { type FailedLife, noLives, type Totals, withLife } from "./totals.ts";

type Say = (line: string) => void;

const TOLD_EVERY_MS = 60_000;
const SHRUNK_MOST = 3;
const TRIES_MOST = 400;
/** One life of so many is lived twice. */
const CHECKED_OF = 100;
const SCRIPTS = join(import.meta.dirname, "scripts");

/** 0: every promise was kept. */
export async function liveYears(args: SimArguments, say: Say): Promise<number> {
  const lives = livesIn(args.years, args);
  const jobs = jobsOf(args.seed, lives, { options: args, mayJump: args.jump });
  const checking = new Map<string, string>();
  let totals = noLives;
  let toldMs = Date.now();
  const figures = (ended: boolean, checked = 0): ReturnType<typeof figuresOf> =>
    figuresOf(totals, { ...args, options: args, command: commandOf(args), checked, ended });
  await liveAll(jobs, args.workers, (report) => {
    totals = withLife(totals, report);
    if (args.check && isChecked(report, args)) checking.set(report.seed, report.traceHash);
    tellFailure(report, args, say);
    if (Date.now() - toldMs >= TOLD_EVERY_MS) {
      toldMs = Date.now();
      say(progressLine(figures(false), lives));
      if (args.out !== undefined) writeFigures(args.out, figures(false));
    }
    return true;
  });
  const differing = await liveAgain(checking, args);
  for (const seed of differing) say(`DIFFERENT: life ${seed} did not come out twice the same`);
  const end = figures(true, checking.size - differing.length);
  for (const line of endLines(end)) say(line);
  if (args.check) say(`lived twice, to the same byte: ${end.checked} of ${checking.size}`);
  if (args.out !== undefined) writeFigures(args.out, end);
  if (args.document) documentFigures(end);
  await shrinkFirst(totals, args, say);
  return totals.violations + differing.length === 0 ? 0 : 1;
}

const commandOf = (args: SimArguments): string =>
  `bin/loket24 sim --seed ${args.seed} --years ${args.years} --days ${args.days} --faults-per-day ${args.faultsPerDay}`;

const isChecked = ({ seed }: LifeReport, args: SimArguments): boolean =>
  seed.startsWith(lifeSeed(args.seed, "")) && Number(seed.split("/").at(-1)) % CHECKED_OF === 1;

function tellFailure({ seed, violation }: LifeReport, args: SimArguments, say: Say): void {
  if (violation === undefined) return;
  for (const line of failedLines({ seed, violation }, args)) say(line);
}

async function liveAgain(
  traces: ReadonlyMap<string, string>,
  args: SimArguments,
): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const [seed, traceHash] of traces) {
    const again = await liveJob({ seed, options: args, mayJump: args.jump });
    if (again.traceHash !== traceHash) differing.push(seed);
  }
  return differing;
}

/** The first life of each kind of failure; one kind is often broken in many lives. */
async function shrinkFirst({ failed }: Totals, args: SimArguments, say: Say): Promise<void> {
  const kinds: FailedLife[] = [];
  for (const each of failed)
    if (!kinds.some(({ violation }) => isSameBreach(violation, each.violation))) kinds.push(each);
  if (args.shrinkMinutes === 0) return;
  for (const each of kinds.slice(0, SHRUNK_MOST)) await shrinkLife(each, args, say);
}

async function shrinkLife(
  { seed, violation }: FailedLife,
  args: SimArguments,
  say: Say,
): Promise<void> {
  const untilMs = Date.now() + args.shrinkMinutes * 60_000;
  const shrunk = await shrink(drawPlan(seed, args), violation, {
    livesTo: async (plan) => (await liveOrCrash(plan, args.jump)).violation,
    mayGoOn: () => Date.now() < untilMs,
    triesMax: TRIES_MOST,
  });
  const script = scriptOf(shrunk.plan, shrunk.violation);
  mkdirSync(SCRIPTS, { recursive: true });
  const path = join(SCRIPTS, `${violation.invariant}-${seed.replaceAll(/\W+/gu, "-")}.json`);
  writeScript(path, script);
  say(`made short in ${shrunk.tries} tries:`);
  for (const line of scriptLines(script)) say(line);
  say(`  again: bin/loket24 sim --script ${path}`);
}
