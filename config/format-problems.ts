// How problems are printed: one line each, as compilers do, so that editors can jump to the place. Prints nothing itself.
import type { Problem } from "./problem.ts";

/** More problems than this are counted instead of listed: they are nearly always one mistake repeated. */
const mostShown = 50;

/** `config/demo.yaml:12:3 buses[0].baud: is 5: write …` */
export function formatProblem(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const field = problem.field === "" ? "" : `${problem.field}: `;
  return oneLine(`${place} ${field}${problem.sentence}`);
}

/** All problems, one line each, without a line end after the last. Safe for a terminal: no control characters. */
export function formatProblems(problems: readonly Problem[]): string {
  const lines = problems.slice(0, mostShown).map(formatProblem);
  const left = problems.length - mostShown;
  if (left > 0) lines.push(`… and ${left} more: mend these first`);
  return lines.join("\n");
}

const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, " ");
