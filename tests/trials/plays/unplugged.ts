// The adapter, the device server or the broker is gone: while nothing happens, in the middle of a line, in a pulse. It comes
// back after a while, and nobody has to do anything for it.
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "../stage.ts";
import { collected } from "../ending.ts";
import type { Trial, Variant } from "../trial.ts";
import { ask, doorsKnown } from "./acts.ts";
import { isOpen, passed, verbOf } from "../wire.ts";

const missed = (stage: Stage): Promise<void> =>
  stage.wait("the board is missed", async () => !(await stage.controller().knowsDoors()));

async function away(stage: Stage, meanwhile: () => Promise<void>): Promise<void> {
  await stage.far.vanish();
  await meanwhile();
  await stage.far.comeBack();
}

const times = (count: number): Variant => ({
  what: count === 1 ? "once" : `${count} times`,
  ends: collected,
  async play(stage) {
    for (let time = 0; time < count; time += 1) {
      await away(stage, () => missed(stage));
      await doorsKnown(stage);
    }
    await stage.goOnTo("citizen-done");
  },
});

/** Longer than the 8 s after which a silent board is lost [LL-3.4]. */
const long: Variant = {
  what: "for ten seconds",
  ends: { ...collected, alarms: [] },
  async play(stage) {
    await away(stage, () => sleep(10_000));
    await doorsKnown(stage);
    await stage.goOnTo("citizen-done");
  },
};

export const unpluggedIdle: Trial = {
  name: "unplugged-idle",
  befallsOthers: "never came back, or took the process with it",
  expectation:
    "An adapter that is pulled out while nobody is there costs its doors until it is back; the process lives and the next pickup works.",
  variants: [times(1), times(2), long],
};

/** The answer to this verb breaks off in its middle; its rest is the first thing that the next connection brings. */
const answerCut = (verb: "IDLE" | "STAT"): Variant => ({
  what: `in the answer to a ${verb === "IDLE" ? "POLL" : verb}`,
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    const { promise: cut, resolve } = Promise.withResolvers<string>();
    wire.toHost = (reply) => {
      if (verbOf(reply) !== verb) return [reply];
      wire.toHost = () => [];
      const half = Math.floor(reply.length / 2);
      wire.sayBytes(reply.slice(0, half));
      resolve(reply.slice(half));
      return [];
    };
    if (verb === "STAT") stage.far.reset("soft");
    const rest = await cut;
    await away(stage, async () => {
      await missed(stage);
      wire.onConnection = () => {
        wire.onConnection = () => undefined;
        wire.say(rest);
      };
      wire.toHost = passed;
    });
    await doorsKnown(stage);
    await stage.goOnTo("citizen-done");
  },
});

/** Half of an OPEN lies in the board's buffer when the line goes; the other half comes over the next connection. */
const openCut: Variant = {
  what: "in an OPEN",
  ends: { ...collected, grants: ["opened"] },
  async play(stage) {
    const { wire } = stage.far;
    const halves: string[] = [];
    const board = wire.connect();
    wire.toBoards = (line) => {
      if (!isOpen(line) || halves.length > 0) return isOpen(line) ? [] : [line];
      const half = Math.floor(line.length / 2);
      board(Buffer.from(line.slice(0, half), "latin1"));
      halves.push(line.slice(half));
      return [];
    };
    await ask(stage);
    await away(stage, () => sleep(500));
    wire.connect()(Buffer.from(`${halves[0]}\n`, "latin1"));
    await stage.see("citizen-door-jammed");
    stage.expect("half a command moves nothing", stage.far.pulses.length === 0);
    wire.toBoards = passed;
    await stage.controller().choose("stop");
    await doorsKnown(stage);
    await stage.goOnTo("citizen-done");
  },
};

export const unpluggedInLine: Trial = {
  name: "unplugged-in-line",
  befallsOthers: "parsed half a line as a message",
  expectation:
    "Half a line left when the connection breaks is dropped at both ends, never glued to what comes next, and the bus comes back.",
  variants: [answerCut("IDLE"), openCut, answerCut("STAT")],
};

/** As soon as the board has fired; its answer may be the last thing that gets through. */
async function pullInPulse(stage: Stage, answered: boolean): Promise<void> {
  const { wire } = stage.far;
  let fired = false;
  wire.toHost = (reply) => {
    if (verbOf(reply) !== "ACC") return [reply];
    fired = true;
    return answered ? [reply] : [];
  };
  await stage.goOnTo(() => fired);
  await stage.far.vanish();
  wire.toHost = passed;
}

const inPulse = (answered: boolean, taken: boolean): Variant => ({
  what: `${answered ? "after" : "before"} the board's answer${taken ? ", the document taken meanwhile" : ""}`,
  ends: collected,
  async play(stage) {
    await pullInPulse(stage, answered);
    await sleep(500 + ((stage.turn * 97) % 700));
    if (taken) stage.take();
    await stage.far.comeBack();
    if (!taken) {
      await stage.goOnTo("citizen-door-open");
      stage.take();
    }
    await stage.goOnTo("citizen-done");
  },
});

export const unpluggedInPulse: Trial = {
  name: "unplugged-in-pulse",
  befallsOthers: "lost what the door had done, or pulsed again when the adapter was back",
  expectation:
    "What the board saw while its adapter was gone is read when it is back: one pulse, one opening, and the document is collected.",
  variants: [
    inPulse(true, false),
    inPulse(false, true),
    inPulse(true, true),
    inPulse(false, false),
  ],
};
