// A whole terminal for one test file: the demo's own processes, with the tour's hands and eyes, the desk and the cables.
// What people do on it are the tour's acts (bin/tour); what is special to a failure stands in its test.
import { onTestFailed } from "vitest";
import { type Demo, startDemo } from "../../bin/demo.ts";
import type { BusKind } from "../../bin/demo-config.ts";
import type { Holder } from "../../bin/tour/citizen-acts.ts";
import { type Stage, setStage } from "../../bin/tour/stage.ts";
import { type Desk, openDesk } from "./system-desk.ts";
import { untilTrue } from "./system-wait.ts";
import { type Wire, openWire } from "./system-wire.ts";

export type SystemStage = Stage & {
  readonly desk: Desk;
  readonly wire: Wire;
  /** Tells what happened so far if the running test fails. */
  readonly watched: () => void;
  /** Leaves no process and no folder. */
  readonly lower: () => Promise<void>;
};

export async function raiseStage(bus: BusKind): Promise<SystemStage> {
  const never = new Promise<void>(() => undefined);
  const started = await startDemo({ bus, port: 0, wallPort: 0, data: undefined }, never);
  if ("objection" in started) throw new Error(started.objection);
  return stageOn(started.value);
}

/** On any terminal with a wall, however it was started. */
export function stageOn(demo: Demo): SystemStage {
  const said: string[] = [];
  const stage = setStage(demo, (line) => void said.push(line));
  return {
    ...stage,
    desk: openDesk(demo.controllerUrl, demo.data),
    wire: openWire(demo.wallUrl),
    watched: () =>
      onTestFailed(() => {
        process.stderr.write(`${said.join("\n")}\n`);
      }),
    async lower() {
      stage.leave();
      await demo.stop();
    },
  };
}

/** Asks a door that stuck again. Tries are a second apart: a touch before that means nothing, so it is repeated. */
export async function tryDoorAgain({ screen }: Stage): Promise<void> {
  await untilTrue("the next try at the door", async () => {
    if (screen.seen()?.name !== "citizen-door-jammed") return true;
    await screen.choose("try-again");
    return false;
  });
}

/** Holds a code before the reader until this screen comes: the same code within two seconds is one code to the terminal. */
export async function holdBeforeReader(
  { wall, screen }: Stage,
  code: string,
  wanted: string,
): Promise<void> {
  await untilTrue(`the screen "${wanted}" after a code was held before the reader`, async () => {
    if (screen.seen()?.name === wanted) return true;
    await wall.scan(code);
    return false;
  });
}

/** A QR of a product that asks the birth date too. A scan starts over on any screen, so nobody waits for the first one. */
export async function scanWithBirthDate(stage: Stage, holder: Holder): Promise<void> {
  await stage.wall.scan(holder.qr);
  await stage.see("citizen-birth-date", "the birth date is asked");
  await stage.screen.type(holder.birthDate);
}
