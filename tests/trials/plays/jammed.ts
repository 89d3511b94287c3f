// A door that does not move though its coil was driven.
import { type Ending, collected } from "../ending.ts";
import type { Trial, Variant } from "../trial.ts";
import { neverSaidOpen, tryAgain } from "./acts.ts";

const stuck: Ending = {
  pulses: 3,
  grants: ["not-opened", "not-opened", "not-opened"],
  screen: "citizen-home",
  code: "good",
  document: "waiting",
  alarms: ["door-not-opened"],
};
const LEAST_GAP_MS = 1000;

const staysStuck: Variant = {
  what: "it stays stuck",
  ends: stuck,
  async play(stage) {
    const [holder] = stage.holders;
    stage.far.touch(holder.door, "jam");
    await stage.goOnTo(() => stage.far.pulses.length > 0);
    for (const pulses of [1, 2]) {
      await stage.see("citizen-door-jammed");
      stage.expect(`${pulses} pulses so far`, stage.far.pulses.length === pulses);
      await tryAgain(stage);
    }
    await stage.see("citizen-plan-b");
    await stage.controller().choose("back");
    await stage.see("citizen-home");
    neverSaidOpen(stage);
    const times = stage.far.pulses.map(({ tMs }) => tMs);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    stage.expect(
      "a second between two tries",
      gaps.every((gap) => gap >= LEAST_GAP_MS),
    );
  },
};

const freed = (tries: 1 | 2): Variant => ({
  what: `it gives way at try ${tries + 1}`,
  ends: {
    ...collected,
    pulses: tries + 1,
    grants: [...stuck.grants.slice(0, tries), "opened"],
  },
  async play(stage) {
    const [holder] = stage.holders;
    stage.far.touch(holder.door, "jam");
    await stage.goOnTo(() => stage.far.pulses.length > 0);
    for (let tried = 1; tried < tries; tried += 1) {
      await stage.see("citizen-door-jammed");
      await tryAgain(stage);
    }
    await stage.see("citizen-door-jammed");
    // Whoever freed it pressed it shut: the latch holds it again.
    stage.far.touch(holder.door, "close");
    stage.far.touch(holder.door, "free");
    await tryAgain(stage);
    await stage.goOnTo("citizen-done");
  },
});

export const jammedDoor: Trial = {
  name: "jammed-door",
  befallsOthers: 'reported "opened", and the code was used up',
  expectation:
    'A door that does not move is neither "opened" nor "collected": the code stays good, the person may try twice more, then staff are alarmed.',
  variants: [staysStuck, freed(1), freed(2)],
};
