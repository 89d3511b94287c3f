// What the page says, as clips: rendered from its texts where they are newer than the last rendering (ADR 0027).
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { changedMs } from "./changed.mjs";
import { haveDebianPackages } from "./debian-packages.mjs";
import { halt, say } from "./halt.mjs";
import { nodeBinary } from "./npm-packages.mjs";

const SOURCES = ["terminal-ui/app/speech", "terminal-ui/texts", "terminal-ui/sounds"];
/** Written last. */
const RENDERED = "terminal-ui/clips/clips.json";

/** @param {string} root */
export function clipsAreRendered(root) {
  const rendered = changedMs(join(root, RENDERED));
  return rendered > 0 && SOURCES.every((source) => changedMs(join(root, source)) <= rendered);
}

/**
 * Renders what is missing. Without the two programs the page is silent and everything else works, so that is said and no more.
 * @param {string} root
 */
export function renderClips(root) {
  if (!haveDebianPackages(["espeak-ng", "opus-tools"])) {
    say(
      "the screen will not speak: its voice needs two programs; run sudo apt-get install -y espeak-ng opus-tools, then start again.",
    );
    return;
  }
  say("rendering what the screen says (about half a minute, once) …");
  const { status } = spawnSync(nodeBinary(root), ["terminal-ui/sounds/render.ts"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0)
    halt(
      "the spoken clips could not be rendered; see the lines above, correct it and start again.",
    );
}
