// One process, one planted bug: `child.ts NAME` patches the product, lives until somebody complains and prints what came of it.
// `child.ts NAME --healthy` lives the same lives unpatched.
import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bugNamed } from "./bugs.ts";
import type { Hunted } from "./hunted.ts";
import { loadPatched } from "./source-patch.ts";

const DAY_MS = 86_400_000;

enableCompileCache(join(tmpdir(), "loket24-planted-cache"));
const [name = "", mode] = process.argv.slice(2);
const bug = bugNamed(name);
if (mode !== "--healthy") loadPatched(bug.patches);
// Only now, so that what it loads is patched.
const { liveOnce } = await import("./planted-life.ts");

async function hunt(): Promise<Pick<Hunted, "caught" | "lives">> {
  for (const [index, seed] of bug.seeds.entries()) {
    const { violation } = await liveOnce(String(seed), bug.life);
    if (violation === undefined) continue;
    const { invariant, what, atMs, by } = violation;
    const day = Math.floor(atMs / DAY_MS) + 1;
    return { caught: { invariant, by, what, seed, day }, lives: index + 1 };
  }
  return { caught: undefined, lives: bug.seeds.length };
}

const outcome = await hunt();
const { user, system } = process.cpuUsage();
const cpuMs = Math.round((user + system) / 1000);
const told: Hunted = { name: bug.name, breaks: bug.breaks, ...outcome, cpuMs };
process.stdout.write(`${JSON.stringify(told)}\n`);
