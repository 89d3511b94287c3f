// `config check FILE`: every problem of a configuration with its line, or that there is none.
import { formatProblems } from "#config/format-problems.ts";
import { type LoadedConfig, loadConfig } from "#config/load-config.ts";
import { fourEyesNeed } from "./four-eyes-finding.ts";
import { type Exit, type OrExit, done, exitCode, stop } from "./exit.ts";

export function readConfig(file: string): OrExit<LoadedConfig> {
  const loaded = loadConfig(file);
  return loaded.ok
    ? { ok: true, value: loaded.value }
    : stop(exitCode.config, formatProblems(loaded.problems));
}

export function configCommand(file: string, print: (line: string) => void): Exit {
  const loaded = loadConfig(file);
  if (!loaded.ok) return { code: exitCode.config, sentence: formatProblems(loaded.problems) };
  if (loaded.warnings.length > 0) print(formatProblems(loaded.warnings));
  for (const { bus, boards, roundMs, watchMs, stopMs } of loaded.value.pollPlans)
    print(
      `Bus ${bus}: ${boards} board${boards === 1 ? "" : "s"}, a round in ${Math.ceil(roundMs)} ms, the watched one every ${Math.ceil(watchMs)} ms, a stop within ${Math.ceil(stopMs)} ms.`,
    );
  const need = fourEyesNeed(loaded.value);
  if (need !== undefined) print(need);
  const { compartments, policies, pinDigits } = loaded.value;
  print(
    `${file} is right: ${compartments.length} compartments, ${policies.map(({ id, version }) => `${id}@${version}`).join(", ")}, PINs of ${pinDigits} digits.`,
  );
  return done;
}
