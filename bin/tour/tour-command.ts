// `loket24 tour`: plays the tour on a demo of its own and says whether every expectation held. Leaves nothing running.
import { type Demo, startDemo } from "../demo.ts";
import type { DemoOptions } from "../demo-installation.ts";
import { exitCode } from "../outcome.ts";
import { listenForStop } from "../stop-request.ts";
import { play } from "./play.ts";
import { Unmet, setStage } from "./stage.ts";

/** @returns 0 only if every expectation held */
export async function tourCommand(options: DemoOptions): Promise<number> {
  const stop = listenForStop();
  try {
    console.log(`Tour over ${options.bus}: the terminal comes up …`);
    const started = await startDemo(options, stop.asked);
    if ("objection" in started) {
      console.error(`loket24: ${started.objection}`);
      return started.exitCode;
    }
    const code = await playOn(started.value, stop.asked);
    await started.value.stop();
    return code;
  } finally {
    stop.release();
  }
}

async function playOn(demo: Demo, stopAsked: Promise<void>): Promise<number> {
  const stage = setStage(demo, console.log);
  const ended = await Promise.race([
    play(stage).then(() => undefined, explain),
    demo.broken.then(({ objection }) => objection),
    stopAsked.then(() => "it was stopped"),
  ]);
  stage.leave();
  const { held, unmet } = stage.counts();
  if (ended === undefined) {
    console.log(`\nThe tour is over: all ${held} expectations held.`);
    return exitCode.ok;
  }
  console.error(`\nThe tour failed after ${held} expectations (${unmet} unmet): ${ended}`);
  return exitCode.failed;
}

function explain(error: unknown): string {
  if (error instanceof Unmet) return error.message;
  return error instanceof Error ? error.message : String(error);
}
