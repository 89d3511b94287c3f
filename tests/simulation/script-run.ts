// Lives a kept script again and says what came of it. It changes no script.
import { liveOrCrash } from "./life-job.ts";
import { readScript, scriptLines } from "./script.ts";
import { lifeLines } from "./sim-report.ts";

export async function runScript(
  path: string,
  { trace, jump }: { readonly trace: boolean; readonly jump: boolean },
  say: (line: string) => void,
): Promise<number> {
  const script = readScript(path);
  for (const line of scriptLines(script)) say(line);
  const report = await liveOrCrash(script.plan, jump, trace ? say : undefined);
  for (const line of lifeLines(report)) say(line);
  return report.violation === undefined ? 0 : 1;
}
