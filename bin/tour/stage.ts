// Where the tour plays: a demo, its screen and its wall, and the book of what was expected and what was seen.
import type { Demo } from "../demo.ts";
import type { Objection } from "../outcome.ts";
import { type ScreenClient, type Seen, openScreen } from "./screen-client.ts";
import { type WallClient, openWall } from "./wall-client.ts";

/** An expectation that did not hold ends the tour: what comes after would only fail because of it. */
export class Unmet extends Error {}

export type Stage = {
  readonly demo: Demo;
  readonly screen: ScreenClient;
  readonly wall: WallClient;
  readonly say: (line: string) => void;
  /** Counts and prints an expectation; throws {@link Unmet} when it does not hold. */
  readonly expect: (what: string, held: boolean, instead?: string) => void;
  /** Waits for a screen and expects it. */
  readonly see: (name: string, what: string, timeoutMs?: number) => Promise<Seen>;
  readonly counts: () => { readonly held: number; readonly unmet: number };
  readonly leave: () => void;
};

export function setStage(demo: Demo, say: (line: string) => void): Stage {
  const screen = openScreen(demo.controllerUrl);
  let held = 0;
  let unmet = 0;
  const expect: Stage["expect"] = (what, isHeld, instead = "it is not so") => {
    if (isHeld) held += 1;
    else unmet += 1;
    say(isHeld ? `  ok      ${what}` : `  FAILED  ${what}: ${instead}`);
    if (!isHeld) throw new Unmet(`${what}: ${instead}`);
  };
  return {
    demo,
    screen,
    wall: openWall(demo.wallUrl),
    say,
    expect,
    async see(name, what, timeoutMs) {
      const seen = await screen.waitFor(name, timeoutMs);
      expect(what, typeof seen !== "string", typeof seen === "string" ? seen : undefined);
      return typeof seen === "string" ? { name, values: {}, choices: [] } : seen;
    },
    counts: () => ({ held, unmet }),
    leave: screen.close,
  };
}

/** What went wrong with the demo itself is an unmet expectation like any other. */
export function unlessObjection(
  stage: Stage,
  objection: Objection | undefined,
  what: string,
): void {
  stage.expect(what, objection === undefined, objection?.objection);
}

export const doorOf = (seen: Seen): number =>
  seen.door?.compartment ?? Number(seen.values["door"] ?? 0);
