// The small ports of the process itself: clock, log and systemd.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { isClockTrusted, systemClock } from "#adapters/clock/system-clock.ts";
import { FORBIDDEN_KEYS, createPinoLog } from "#adapters/log/pino-log.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import { createNotifier } from "#adapters/systemd/notify.ts";
import { createRecordingLog } from "./recording-log.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "process-"));

describe("the clock", () => {
  test("counts whole milliseconds and never goes back", () => {
    const first = systemClock.now();
    const second = systemClock.now();
    expect(Number.isInteger(first.wallMs) && Number.isInteger(first.monoMs)).toBe(true);
    expect(second.monoMs).toBeGreaterThanOrEqual(first.monoMs);
  });

  test("is trusted once the time service has set it, and where there is no such service", () => {
    const sync = join(folder(), "timesync");
    expect(isClockTrusted(join(sync, "synchronized"))).toBe(true);
    mkdirSync(sync);
    expect(isClockTrusted(join(sync, "synchronized"))).toBe(false);
    writeFileSync(join(sync, "synchronized"), "");
    expect(isClockTrusted(join(sync, "synchronized"))).toBe(true);
  });
});

test("randomness stays below its bound and gives as many bytes as asked", () => {
  const drawn = new Set(Array.from({ length: 200 }, () => systemRandom.below(3)));
  expect(drawn).toEqual(new Set([0, 1, 2]));
  expect(systemRandom.bytes(32)).toHaveLength(32);
});

async function written(
  use: (log: ReturnType<typeof createPinoLog>) => void,
): Promise<Record<string, unknown>[]> {
  const path = join(folder(), "log");
  const log = createPinoLog({ fd: openSync(path, "w") });
  use(log);
  await log.flush();
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("the log", () => {
  test("writes one JSON line each, with level, time and what", async () => {
    const lines = await written((log) => {
      log.step({ input: "key-pressed" });
      log.warn("bus a is silent", { bus: "a" });
      log.alarm("a door opened");
    });
    expect(lines).toMatchObject([
      { level: "info", input: "key-pressed" },
      { level: "warn", what: "bus a is silent", bus: "a" },
      { level: "error", what: "a door opened" },
    ]);
    expect(lines[0]?.["time"]).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test("hides every forbidden key, at any depth and in lists", async () => {
    for (const key of FORBIDDEN_KEYS) {
      const lines = await written((log) => {
        log.step({ [key]: "geheim", deep: { list: [{ [key]: ["geheim"] }] } });
        log.warn("what", { [key]: "geheim" });
        log.alarm("what", { a: { b: { c: { d: { e: { f: { [key]: "geheim" } } } } } } });
      });
      expect(JSON.stringify(lines)).not.toContain("geheim");
      expect(lines).toHaveLength(3);
    }
  });

  test("a ring of objects ends somewhere", async () => {
    const ring: Record<string, unknown> = {};
    ring["self"] = ring;
    expect(await written((log) => log.step(ring))).toHaveLength(1);
  });
});

function program(): { path: string; told: () => string } {
  const [path, out] = [join(folder(), "notify"), join(folder(), "told")];
  writeFileSync(path, `#!/bin/sh\necho "$NOTIFY_SOCKET $1" >> ${out}\n`);
  chmodSync(path, 0o755);
  return { path, told: () => (existsSync(out) ? readFileSync(out, "utf8") : "") };
}

describe("systemd", () => {
  test("is told ready, alive and stopping; beats are thinned out", async () => {
    const log = createRecordingLog();
    const { path, told } = program();
    let monoMs = 0;
    const clock = { now: () => ({ wallMs: 0, monoMs }) };
    const socket = "/run/notify";
    const watchdog = createNotifier({ socket, intervalMs: 9000, program: path, clock, log });
    watchdog.ready();
    await vi.waitUntil(() => told().includes("READY=1"), { timeout: 20_000 });
    for (; monoMs < 6000; monoMs += 100) watchdog.beat();
    await vi.waitUntil(() => told().split("WATCHDOG=1").length === 3, { timeout: 20_000 });
    watchdog.stopping();
    await vi.waitUntil(() => told().includes("/run/notify STOPPING=1"), { timeout: 20_000 });
    expect(told().split("WATCHDOG=1")).toHaveLength(3);
    expect(log.warnings).toEqual([]);
  });

  test("a missing program is said once; without a socket nothing runs", async () => {
    const log = createRecordingLog();
    const options = { intervalMs: 9000, program: "/nonexistent", clock: systemClock, log };
    const watchdog = createNotifier({ socket: "/run/notify", ...options });
    watchdog.ready();
    watchdog.stopping();
    await vi.waitUntil(() => log.warnings.length > 0, { timeout: 20_000 });
    createNotifier({ socket: undefined, ...options }).ready();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(log.warnings).toHaveLength(1);
  });
});
