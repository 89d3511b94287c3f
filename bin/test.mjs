// `npm test` in a fresh clone: gets everything ready, runs Vitest under Node 24 and ends with one plain line of counts.
// Arguments go on to Vitest; `--with-check` runs `npm run check` first and counts it as one more test.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { node24, program, ready, root } from "./bootstrap.mjs";
import { run } from "./bootstrap/run.mjs";

const CHECK = "--with-check";
const args = process.argv.slice(2).filter((arg) => arg !== CHECK);
const withCheck = process.argv.includes(CHECK);

await ready({
  debian: ["chromium", "espeak-ng", "mosquitto", "opus-tools", "strace", "xdotool", "xvfb"],
  page: true,
  voice: true,
});

const checked = withCheck ? check() : undefined;
const tested = await vitest();
report(tested.code, tested.counts, checked);

/** @returns {boolean} whether types, lint, format and unused are all clean */
function check() {
  return spawnSync("npm", ["run", "check"], { cwd: root, stdio: "inherit" }).status === 0;
}

async function vitest() {
  const folder = mkdtempSync(join(tmpdir(), "loket24-test-"));
  const file = join(folder, "counts.json");
  try {
    const code = await run(
      node24,
      [
        program("node_modules/vitest/vitest.mjs"),
        "run",
        "--config",
        program("tests/vitest.config.ts"),
        ...args,
      ],
      {
        cwd: root,
        env: { ...process.env, LOKET24_TEST_COUNTS: file },
      },
    );
    return { code, counts: read(file) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** No counts: Vitest died before its end. @param {string} file @returns {{ passed: number, failed: number, skipped: number }} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** @param {number} code @param {ReturnType<typeof read>} counts @param {boolean | undefined} checkPassed */
function report(code, counts, checkPassed) {
  const passed = counts.passed + (checkPassed === true ? 1 : 0);
  const failed = Math.max(counts.failed, code === 0 ? 0 : 1) + (checkPassed === false ? 1 : 0);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  process.stdout.write(`${passed} passed, ${failed} failed${skipped}\n`);
  process.exitCode = failed === 0 ? 0 : code || 1;
}
