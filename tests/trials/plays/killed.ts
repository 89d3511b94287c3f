// The controller, a whole process, is killed in the middle of a pulse. The coil is the board's: it is off in hardware time.
// What the door did stands in the ledger after the next start, and nothing is fired again.
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "../stage.ts";
import { type Ending, collected } from "../ending.ts";
import type { Trial, Variant } from "../trial.ts";
import { ask, doorsKnown } from "./acts.ts";
import { isOpen, lost, passed, verbOf } from "../wire.ts";

const PULSE_MS = 400;

/** Kills it this long after the OPEN has arrived, and starts it again once `meanwhile` is over. */
async function killInPulse(
  stage: Stage,
  afterMs: number,
  meanwhile: () => Promise<void>,
): Promise<void> {
  await ask(stage);
  await sleep(afterMs);
  await stage.restart(async () => {
    await meanwhile();
    await coilIsOff(stage);
  });
  await doorsKnown(stage);
  await stage.wait("the ledger tells what became of the grant", () =>
    stage.ledger().records.some(({ fact }) => fact.kind === "grant-ended"),
  );
}

/** The board's own time says so: nobody spoke to it since. */
async function coilIsOff({ far, expect }: Stage): Promise<void> {
  await sleep(PULSE_MS);
  const [pulse] = far.pulses;
  const offMs = far.board.life?.memory.coilBusyUntilMs ?? 0;
  expect(
    "the coil was off after its own time",
    pulse === undefined || (offMs - pulse.tMs === PULSE_MS && offMs <= performance.now()),
  );
}

/** From at once to the end of the pulse, another moment in each run. */
const momentOf = ({ turn }: Stage): number => (turn * 37) % PULSE_MS;

const nobodyWatched: Ending = {
  ...collected,
  screen: "citizen-home",
  code: "suspended",
  document: "waiting",
};

const doorOpens: Variant = {
  what: "the door opens and is closed while nobody reads it",
  asProcess: true,
  ends: nobodyWatched,
  async play(stage) {
    await killInPulse(stage, momentOf(stage), async () => {
      await sleep(300);
      const [holder] = stage.holders;
      stage.far.touch(holder.door, "close");
    });
    await stage.see("citizen-home");
  },
};

const doorJams: Variant = {
  what: "the door jams",
  asProcess: true,
  ends: {
    ...nobodyWatched,
    grants: ["not-opened", "opened"],
    pulses: 2,
    code: "used",
    document: "collected",
    screen: "citizen-done",
  },
  async play(stage) {
    const [holder] = stage.holders;
    stage.far.touch(holder.door, "jam");
    await killInPulse(stage, momentOf(stage), async () => undefined);
    // It never moved: the code is as good as before, once somebody has freed the door.
    stage.far.touch(holder.door, "close");
    stage.far.touch(holder.door, "free");
    await stage.goOnTo("citizen-done");
  },
};

const neverHeard: Variant = {
  what: "the OPEN was still on its way",
  asProcess: true,
  ends: { ...collected, grants: ["opened"] },
  async play(stage) {
    const { wire } = stage.far;
    wire.toBoards = (line) => (isOpen(line) ? lost() : [line]);
    await killInPulse(stage, 0, async () => {
      wire.toBoards = passed;
    });
    stage.expect(
      "the board was asked",
      wire.down.some((line) => verbOf(line) === "RESULT"),
    );
    await stage.goOnTo("citizen-done");
  },
};

export const killedInPulse: Trial = {
  name: "killed-in-pulse",
  befallsOthers: "kill -9 left the coil on, and nobody knew what the door had done",
  expectation:
    "After kill -9 in a pulse the coil is off in the board's own time, the door is read again, nothing is fired twice, and the ledger tells what happened.",
  variants: [doorOpens, doorJams, neverHeard],
};
