// Commands that a carrier kept: for an hour, over a start, for a board that powers up. An hour cannot be waited for: the line
// is held in the real carrier while the controller's clock and the board's are both put an hour ahead.
import type { Stage } from "../stage.ts";
import { collected } from "../ending.ts";
import type { Trial, Variant } from "../trial.ts";
import { ask, askInVain, doorsKnown, noPulseYet } from "./acts.ts";
import { isOpen, lost, passed, verbOf } from "../wire.ts";

const HOUR_MS = 3_600_000;
/** Longer than a visit that nobody continues is warned of its end. */
const WARNING_MS = 60_000;

/** What was held comes out, oldest first. */
async function release(stage: Stage, held: readonly string[]): Promise<void> {
  for (const line of held) await stage.far.repeat(line);
  await stage.wait("all of it has come", () => {
    const { down } = stage.far.wire;
    return (
      stage.kind !== "mqtt" || held.every((line) => down.filter((one) => one === line).length > 1)
    );
  });
  noPulseYet(stage);
}

const onlyTheOpen: Variant = {
  what: "only the OPEN is held",
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    const held: string[] = [];
    wire.toBoards = (line) => {
      if (!isOpen(line)) return [line];
      held.push(line);
      return lost();
    };
    await askInVain(stage);
    stage.letPass(HOUR_MS);
    wire.toBoards = passed;
    await release(stage, held);
    await doorsKnown(stage);
    await stage.goOnTo("citizen-done");
  },
};

/** The number is still the one that the board expects: nothing but `by` is left to refuse it [LL-4.8]. */
const everything: Variant = {
  what: "the OPEN and all that follows it is held",
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    const held: string[] = [];
    wire.toBoards = (line) => {
      if (held.length === 0 && !isOpen(line)) return [line];
      held.push(line);
      return lost();
    };
    await ask(stage);
    stage.letPass(HOUR_MS);
    const answers = wire.up.length;
    const [open = ""] = held;
    wire.toBoards = (line) => (line === open ? [line] : lost());
    await release(stage, [open]);
    await stage.wait("the board has refused it", () => wire.up.length > answers);
    const refusal = wire.up[answers] ?? "";
    stage.expect(`its time was over: ${refusal}`, refusal.includes("ERR code=STALE"));
    wire.toBoards = passed;
    await doorsKnown(stage);
    await stage.wait("the grant has ended", () => stage.ledger().durable.grant === undefined);
    stage.letPass(WARNING_MS);
    await stage.goOnTo("citizen-done");
  },
};

export const hourLate: Trial = {
  name: "hour-late",
  befallsOthers: "opened the door an hour after the person had gone",
  expectation:
    "An OPEN that comes an hour late pulses nothing; the code stays good and opens once.",
  variants: [onlyTheOpen, everything],
};

/** Somebody asked once and got nothing, since the OPEN was kept on its way. */
async function keepOneOpen(stage: Stage): Promise<string> {
  const { wire } = stage.far;
  wire.toBoards = (line) => (isOpen(line) ? lost() : [line]);
  await askInVain(stage);
  wire.toBoards = passed;
  return wire.down.findLast(isOpen) ?? "";
}

async function collectAfterStart(stage: Stage): Promise<void> {
  await doorsKnown(stage);
  noPulseYet(stage);
  await stage.goOnTo("citizen-done");
}

const keptForTheBoard: Variant = {
  what: "the kept OPEN is the first thing that the board hears",
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    const line = await keepOneOpen(stage);
    await stage.far.retain?.("down", line);
    await stage.restart(async () => {
      await stage.far.vanish();
      await stage.far.comeBack();
      // A board that does not see the mark of a retained message, or finds the line in its buffer.
      wire.arrive(line);
    });
    await collectAfterStart(stage);
  },
};

const keptForAFreshBoard: Variant = {
  what: "the board powers up and finds the kept OPEN",
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    const line = await keepOneOpen(stage);
    await stage.far.retain?.("down", line);
    await stage.restart(async () => {
      stage.far.reset("power");
      wire.arrive(line);
      stage.expect(
        "it belongs to another boot",
        wire.up.at(-1)?.includes("ERR code=BOOT") === true,
      );
    });
    await collectAfterStart(stage);
  },
};

const keptForTheHost: Variant = {
  what: "old answers are the first thing that the controller hears",
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    const line = await keepOneOpen(stage);
    const old = [`HELLO`, "STAT", "IDLE"].flatMap(
      (verb) => wire.up.find((one) => verbOf(one) === verb) ?? [],
    );
    for (const answer of old) await stage.far.retain?.("up", answer);
    await stage.far.retain?.("down", line);
    await stage.restart(async () => {
      wire.onConnection = () => old.slice(1).forEach(wire.say);
    });
    await collectAfterStart(stage);
  },
};

export const retained: Trial = {
  name: "retained-at-start",
  befallsOthers: "opened a door as soon as it started",
  expectation:
    "An OPEN or an answer that a broker retained or a buffer kept opens nothing at the start; the code stays good.",
  variants: [keptForTheBoard, keptForAFreshBoard, keptForTheHost],
};
