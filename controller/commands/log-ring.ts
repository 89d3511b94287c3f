// The newest lines of the log in memory, for the support bundle. Only what happened, by kind: details may quote the outside world.
import type { Clock, Log } from "#runtime/ports.ts";

const LINES_MAX = 500;

export type LogRing = Log & { readonly lines: () => readonly string[] };

export function createLogRing(log: Log, clock: Clock): LogRing {
  const kept: string[] = [];
  const keep = (level: string, line: Readonly<Record<string, unknown>>): void => {
    const { wallMs } = clock.now();
    kept.push(JSON.stringify({ atMs: wallMs, level, ...line }));
    if (kept.length > LINES_MAX) kept.shift();
  };
  return {
    step(line) {
      keep("info", line);
      log.step(line);
    },
    warn(what, detail) {
      keep("warn", { what: withoutQuotes(what) });
      log.warn(what, detail);
    },
    alarm(what, detail) {
      keep("error", { what: withoutQuotes(what) });
      log.alarm(what, detail);
    },
    lines: () => kept,
  };
}

/** What stands in brackets or quotes may come from elsewhere. */
const withoutQuotes = (what: string): string => what.replaceAll(/\([^)]*\)|"[^"]*"/gu, "(…)");
