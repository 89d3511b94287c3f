// `wall`: every bus, board, door and scanner of one terminal's configuration, and the page and API to touch them.
import { resolve } from "node:path";
import { listen } from "./own-page.ts";
import { exitCodes, type Running } from "./running.ts";
import { createWallApi } from "./wall/wall-api.ts";
import { buildWall, plugWall, unplugWall } from "./wall/wall.ts";
import { readWallConfig } from "./wall/wall-config.ts";

export type WallCommand = {
  readonly config: string;
  readonly data: string;
  /** 0: any free one. */
  readonly port: number;
};

export async function runWall({ config, data, port }: WallCommand): Promise<Running> {
  const file = await readWallConfig(config);
  if ("objection" in file) return { ...file, exitCode: exitCodes.badConfig };
  const built = await buildWall(file.value, resolve(data));
  if ("objection" in built) return { ...built, exitCode: exitCodes.badConfig };
  const wall = built.value;
  const app = await createWallApi(wall);
  const stop = async (): Promise<void> => {
    await Promise.all([app.close(), unplugWall(wall)]);
  };
  const objection = (await listen(app, port)) ?? (await plugWall(wall));
  if (objection !== undefined) {
    await stop();
    return { objection, exitCode: exitCodes.unavailable };
  }
  console.log(`Wall: ${app.listeningOrigin}/`);
  return { stop };
}
