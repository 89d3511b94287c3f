// The log as JSON lines on a file descriptor, redacted on the way out: a code, a name or an address never gets there.
// Whatever a caller hands over is judged by its key, at any depth; the loop need not remember what is secret.
import { destination, pino } from "pino";
import type { Log } from "#runtime/ports.ts";

/** Keys whose values are a citizen's or open something. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set([
  "badge",
  "birthDate",
  "code",
  "name",
  "pin",
  "reference",
  "text",
  "to",
  "totp",
]);
const HIDDEN = "[hidden]";
const DEPTH_MAX = 6;
/** Lines that a stalled reader leaves waiting are lost beyond this, never the controller's memory. */
const WAITING_BYTES_MAX = 1024 * 1024;

export type PinoLog = Log & {
  /** Resolves when what waits has been written; for the last moment of the process. */
  readonly flush: () => Promise<void>;
};

/** `fd` 1 or 2 under systemd. Levels: step = info, warn = warn, alarm = error. */
export function createPinoLog(options: { readonly fd: number }): PinoLog {
  // With a `minLength` of 0 flushing would not wait; with 1 every line is still written at once.
  const sink = destination({
    fd: options.fd,
    sync: false,
    minLength: 1,
    maxLength: WAITING_BYTES_MAX,
  });
  const logger = pino(
    {
      base: null,
      messageKey: "what",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    sink,
  );
  return {
    step: (line) => logger.info(redact(line)),
    warn: (what, detail) => logger.warn(redact(detail ?? {}), what),
    alarm: (what, detail) => logger.error(redact(detail ?? {}), what),
    flush: () => new Promise((resolve) => sink.flush(() => resolve())),
  };
}

function redact(line: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  const kept = Object.entries(line).map(([key, value]): [string, unknown] => [
    key,
    FORBIDDEN_KEYS.has(key) ? HIDDEN : redactValue(value, depth),
  ]);
  return Object.fromEntries(kept);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH_MAX) return HIDDEN;
  if (value instanceof Error) return value.message;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return redact({ ...value }, depth + 1);
}
