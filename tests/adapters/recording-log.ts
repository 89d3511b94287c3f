// A log that keeps its lines, for tests that ask what was said and how often.
import type { Log } from "#runtime/ports.ts";

export type RecordingLog = Log & {
  readonly warnings: string[];
  readonly alarms: string[];
  readonly everything: () => string;
};

export function createRecordingLog(): RecordingLog {
  const warnings: string[] = [];
  const alarms: string[] = [];
  const all: unknown[] = [];
  return {
    warnings,
    alarms,
    everything: () => JSON.stringify(all),
    step: (line) => void all.push(line),
    warn(what, detail) {
      warnings.push(what);
      all.push(what, detail);
    },
    alarm(what, detail) {
      alarms.push(what);
      all.push(what, detail);
    },
  };
}
