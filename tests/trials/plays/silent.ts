// A board that says nothing, or not what happened: whatever it keeps to itself is never called "opened".
import type { Stage } from "../stage.ts";
import { type Ending, collected } from "../ending.ts";
import type { Trial, Variant } from "../trial.ts";
import { askInVain, doorsKnown, neverSaidOpen, tryAgain } from "./acts.ts";
import { isOpen, lost, passed, verbOf } from "../wire.ts";

export const silentToOpen: Trial = {
  name: "silent-to-open",
  befallsOthers: 'reported "opened": what was sent counted as done',
  expectation:
    "A board that never answers OPEN is asked what became of it; nothing did, the code stays good and the next try opens.",
  variants: [
    {
      what: "it never hears the OPEN",
      ends: collected,
      async play(stage) {
        const { wire } = stage.far;
        wire.toBoards = (line) => (isOpen(line) ? lost() : [line]);
        await askInVain(stage);
        stage.expect(
          "the board was asked",
          wire.down.some((line) => verbOf(line) === "RESULT"),
        );
        wire.toBoards = passed;
        await tryAgain(stage);
        await stage.goOnTo("citizen-done");
      },
    },
    {
      what: "it opens and its answer never comes",
      ends: collected,
      async play(stage) {
        const { wire } = stage.far;
        wire.toHost = (reply) => (verbOf(reply) === "ACC" ? lost() : [reply]);
        await stage.goOnTo("citizen-done");
      },
    },
  ],
};

/** Nobody can say what happened: reference number for the holder, alarm for the staff, and the bank goes on. */
const unknown: Ending = {
  pulses: 1,
  grants: ["unknown", "opened"],
  screen: "citizen-done",
  code: "suspended",
  document: "waiting",
  alarms: ["outcome-unknown"],
};

async function askAMuteBoard(stage: Stage): Promise<void> {
  await stage.goOnTo("citizen-plan-b");
  neverSaidOpen(stage);
  await stage.controller().choose("back");
}

async function nextHolderCollects(stage: Stage): Promise<void> {
  const { wire } = stage.far;
  [wire.toBoards, wire.toHost] = [passed, passed];
  await doorsKnown(stage);
  const [, second] = stage.holders;
  await stage.goOnTo("citizen-done", second);
}

const neverHeard: Variant = {
  what: "it heard nothing",
  ends: unknown,
  async play(stage) {
    const { wire } = stage.far;
    let mute = false;
    wire.toBoards = (line) => {
      mute ||= isOpen(line);
      return mute ? lost() : [line];
    };
    await askAMuteBoard(stage);
    await nextHolderCollects(stage);
  },
};

const opensUnseen: Variant = {
  what: "it opens the door and says nothing of it",
  ends: { ...unknown, pulses: 2, alarms: ["door-opened-late", "outcome-unknown"] },
  async play(stage) {
    const { wire } = stage.far;
    let mute = false;
    wire.toHost = (reply) => {
      mute ||= verbOf(reply) === "ACC";
      return mute ? lost() : [reply];
    };
    await askAMuteBoard(stage);
    const [first] = stage.holders;
    stage.far.touch(first.door, "close");
    await nextHolderCollects(stage);
  },
};

export const silentBoard: Trial = {
  name: "silent-board",
  befallsOthers: 'reported "opened", and the code was gone',
  expectation:
    'A board that falls silent at the OPEN is never called "opened": the code rests, staff are alarmed, and the next holder is served once it speaks again.',
  variants: [neverHeard, opensUnseen],
};

const doorInLedger = ({ ledger, holders: [{ door }] }: Stage): string | undefined =>
  Object.values(ledger().durable.compartments).find(({ number }) => number === door)?.door;

const resets: Variant = {
  what: "a brownout in the pulse",
  ends: { ...unknown, pulses: 2, alarms: ["door-opened-late", "outcome-unknown"] },
  async play(stage) {
    const { wire } = stage.far;
    wire.toHost = (reply) => {
      if (verbOf(reply) !== "ACC") return [reply];
      wire.toHost = passed;
      stage.far.reset("brownout");
      return lost();
    };
    await askAMuteBoard(stage);
    const [first] = stage.holders;
    await stage.wait("the open door is known", () => doorInLedger(stage) === "open");
    stage.far.touch(first.door, "close");
    await nextHolderCollects(stage);
  },
};

export const resetInPulse: Trial = {
  name: "reset-in-pulse",
  befallsOthers: "forgot the command with its result, and fired again",
  expectation:
    "A board that resets in the pulse forgets what it did: nobody fires again, the code rests, staff are alarmed.",
  variants: [resets],
};
