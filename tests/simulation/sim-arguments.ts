// What may be written behind `loket24 sim`, read into one shape; commander refuses the rest.
import { Command, InvalidArgumentError } from "commander";
import { type PlanOptions, usualLife } from "./plan.ts";

export type SimArguments = {
  readonly seed: string;
  readonly years: number;
  /** One life only, by its own seed text, such as `7/12`. */
  readonly life?: string;
  /** A kept script instead of lives drawn from a seed. */
  readonly script?: string;
  readonly trace: boolean;
  readonly jump: boolean;
  readonly check: boolean;
  readonly workers: number;
  readonly shrinkMinutes: number;
  readonly out?: string;
  readonly document: boolean;
} & PlanOptions;

const about = `Lives of a terminal, each 30 days of faults and four of calm, until the years are over. The same seed brings the same lives.
Exit codes: 0 every promise kept · 1 one was broken · 2 wrong use · 74 a file cannot be written.`;

export function simCommand(action: (args: SimArguments) => Promise<void>): Command {
  return new Command("loket24 sim")
    .description(about)
    .option("--seed <text>", "of all chance", "1")
    .option("--years <n>", "of terminals, to be lived through", positive, 1)
    .option("--life <seed>", "only this life, such as 7/12")
    .option("--script <file>", "only the acts that this file names")
    .option("--days <n>", "of faults in each life", positive, usualLife.days)
    .option("--faults-per-day <n>", "on the average", positive, usualLife.faultsPerDay)
    .option("--documents-per-day <n>", "on the average", whole, usualLife.documentsPerDay)
    .option("--trace", "everything that happens in one life, line by line", false)
    .option("--no-jump", "do every idle poll instead of reckoning it")
    .option("--check", "live every hundredth life twice: it must be the same, to the byte", false)
    .option("--workers <n>", "threads", whole, 2)
    .option("--shrink-minutes <n>", "for making a failed life short; 0: not at all", notNegative, 2)
    .option("--out <file>", "the figures as JSON, written anew every minute")
    .option("--document", "put the figures into docs/ when the run has ended", false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/u, "loket24:")) })
    .action(action);
}

function notNegative(text: string): number {
  if (/^\d{1,9}(\.\d{1,9})?$/u.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a number, 0 or above.");
}

function positive(text: string): number {
  const number = notNegative(text);
  if (number > 0) return number;
  throw new InvalidArgumentError("It must be above 0.");
}

function whole(text: string): number {
  if (/^[1-9]\d{0,8}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number above 0.");
}
