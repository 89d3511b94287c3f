// The page on the terminal's screen, built by Vite when its sources are newer than the last build.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { changedMs } from "./changed.mjs";
import { halt, say } from "./halt.mjs";
import { nodeBinary } from "./npm-packages.mjs";

const SOURCES = [
  "terminal-ui/app",
  "terminal-ui/texts",
  "terminal-ui/vite.config.ts",
  "package-lock.json",
];
const BUILT = "terminal-ui/dist/index.html";

/** @param {string} root */
export function pageIsBuilt(root) {
  const built = changedMs(join(root, BUILT));
  return built > 0 && SOURCES.every((source) => changedMs(join(root, source)) <= built);
}

/** Builds, or ends the process with a sentence. @param {string} root */
export function buildPage(root) {
  if (!existsSync(join(root, "terminal-ui/app/index.html"))) {
    say(
      "terminal-ui/app/index.html is not there, so there is no terminal page to build; going on without it.",
    );
    return;
  }
  say("building the terminal page …");
  const vite = ["node_modules/vite/bin/vite.js", "build", "terminal-ui/app"];
  const { status } = spawnSync(
    nodeBinary(root),
    [...vite, "--config", "terminal-ui/vite.config.ts", "--logLevel", "warn"],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
    },
  );
  if (status !== 0)
    halt(
      "the terminal page could not be built; see the lines of Vite above, correct it and start again.",
    );
}
