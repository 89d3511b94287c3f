// `replay FILE`: an exported ledger or a bus capture, shown on the wall's page as it happened. Nothing is driven, nothing is written.
import { basename } from "node:path";
import { listen } from "./own-page.ts";
import { createReplayApi } from "./replay/replay-api.ts";
import { createReplayView } from "./replay/replay-view.ts";
import { readRecording } from "./replay/read-recording.ts";
import { exitCodes, type Running } from "./running.ts";
import { readWallConfig } from "./wall/wall-config.ts";

export type ReplayCommand = {
  readonly file: string;
  /** To draw the wall as it is; without one the doors are arranged by their numbers. */
  readonly config: string | undefined;
  /** 0: any free one. */
  readonly port: number;
};

export async function runReplay({ file, config, port }: ReplayCommand): Promise<Running> {
  const wall = config === undefined ? { value: undefined } : await readWallConfig(config);
  if ("objection" in wall) return { ...wall, exitCode: exitCodes.badConfig };
  const recording = await readRecording(file);
  if ("objection" in recording) return { ...recording, exitCode: exitCodes.checkFailed };
  const app = await createReplayApi(createReplayView(recording.value, basename(file), wall.value));
  const objection = await listen(app, port);
  if (objection !== undefined) {
    await app.close();
    return { objection, exitCode: exitCodes.unavailable };
  }
  console.log(`Replay: ${app.listeningOrigin}/`);
  return { stop: async () => app.close() };
}
