// The controller as a process of its own, as it runs in a town hall, so that it can be killed in any instant. Its scanner and its
// message gateway are servers in this process; its screen is read over the page's own WebSocket.
import { setTimeout as sleep } from "node:timers/promises";
import { type ScreenClient, openScreen } from "../../bin/tour/screen-client.ts";
import { openDesk } from "../support/system-desk.ts";
import { type Program, startController } from "../support/system-programs.ts";
import { untilTrue } from "../support/system-wait.ts";
import type { ScreenName } from "#domain/screen.ts";
import type { Controller } from "./controller.ts";
import type { Place } from "./place.ts";

export type ProcessBench = { readonly scan: (text: string) => void };

/** Time for a board's waiting events to be read, of which the API does not speak. */
const EVENTS_MS = 500;

/** Resolves when its page answers. */
export async function startProcess(place: Place, bench: ProcessBench): Promise<Controller> {
  const { configFile, folder, screenPort } = place;
  const program = startController("controller", "--config", configFile, "--data", folder);
  const url = `http://127.0.0.1:${screenPort}`;
  const troubles: string[] = [];
  let wanted = true;
  const noteEnd = async (): Promise<void> => {
    const { code, stderr } = await program.ended;
    if (wanted) troubles.push(`the process ended with ${code}: ${stderr}`);
  };
  void noteEnd();
  const desk = openDesk(url, folder);
  await untilTrue("the controller answers", async () => {
    if (troubles.length > 0) throw new Error(troubles[0]);
    return (await fetch(`${url}/api/health`).catch(() => undefined))?.ok === true;
  });
  const screen = openScreen(url);
  return {
    // The page's own names are the screens'.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    screen: () => screen.seen()?.name as ScreenName | undefined,
    scan: bench.scan,
    choose: (choice) => screen.choose(choice),
    resumeBank: () => desk.resumeBoard("a:01"),
    wake: () => undefined,
    async knowsDoors() {
      const known = (await desk.compartments()).every(({ door }) => door !== "unknown");
      const good = (await desk.health()).boards.every(({ state }) => state === "good");
      if (known && good) await sleep(EVENTS_MS);
      return known && good;
    },
    troubles: () => troubles,
    async cut() {
      wanted = false;
      await kill(program, screen);
    },
  };
}

async function kill(program: Program, screen: ScreenClient): Promise<void> {
  program.signal("SIGKILL");
  screen.close();
  await program.ended;
}
