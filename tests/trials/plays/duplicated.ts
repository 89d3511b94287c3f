// The same command more than once: from a carrier that repeats, from one that loses answers, and from one that numbers anew.
import { crcOf } from "#protocol/crc.ts";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "../stage.ts";
import { collected } from "../ending.ts";
import type { Trial, Variant } from "../trial.ts";
import { isOpen, lost, passed, verbOf } from "../wire.ts";

const opens = ({ far }: Stage): readonly string[] => far.wire.down.filter(isOpen);
const newestOpen = (stage: Stage): string => opens(stage).at(-1) ?? "";

async function openDoor(stage: Stage): Promise<void> {
  await stage.goOnTo("citizen-door-open");
}

async function takeAndEnd(stage: Stage): Promise<void> {
  stage.take();
  await stage.goOnTo("citizen-done");
}

const atOnce = (copies: number): Variant => ({
  what: `${copies} copies at once`,
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    wire.toBoards = (line) => {
      if (!isOpen(line)) return [line];
      wire.toBoards = passed;
      // A broker's third client says the rest; another carrier brings them out in one piece.
      if (stage.kind !== "mqtt") return Array.from({ length: copies }, () => line);
      for (let copy = 1; copy < copies; copy += 1) void stage.far.repeat(line);
      return [line];
    };
    await openDoor(stage);
    await takeAndEnd(stage);
    await stage.wait(
      "every copy has come",
      () => stage.kind !== "mqtt" || opens(stage).length >= copies,
    );
  },
});

/** After a POLL, when the coil is off, when the board has stopped watching, when the door is closed. */
const later = (copies: number): Variant => ({
  what: `${copies} copies between the polls and after them`,
  ends: collected,
  async play(stage) {
    await openDoor(stage);
    const line = newestOpen(stage);
    for (const waitMs of [20, 100, 450, 900].slice(0, copies)) {
      const polls = stage.far.wire.down.length;
      await stage.far.repeat(line);
      await stage.wait("a POLL between two copies", () =>
        stage.far.wire.down.slice(polls).some((one) => verbOf(one) === "POLL"),
      );
      await sleep(waitMs);
    }
    await takeAndEnd(stage);
    await stage.far.repeat(line);
    await sleep(100);
  },
});

export const duplicatedAtOnce: Trial = {
  name: "duplicated-at-once",
  befallsOthers: "pulsed up to 4 times",
  expectation: "An OPEN that a carrier delivers 2 to 5 times in one instant pulses once.",
  variants: [atOnce(2), atOnce(3), atOnce(4), atOnce(5)],
};

export const duplicatedLater: Trial = {
  name: "duplicated-later",
  befallsOthers: "pulsed once more for each copy",
  expectation:
    "Copies that come between polls, while the door is open and after it closed pulse nothing.",
  variants: [later(1), later(2), later(3), later(4)],
};

/** The same operation with the number that the board expects next, as a gateway that frames anew would send it. */
function renumbered(line: string, stage: Stage): string {
  const seq = Number.parseInt(stage.far.wire.down.at(-1)?.slice(4, 8) ?? "0", 16) + 1;
  const number = seq.toString(16).toUpperCase().padStart(4, "0");
  const body = line.slice(0, 4) + number + line.slice(8, line.lastIndexOf("*"));
  return `${body}*${crcOf(body).toString(16).toUpperCase().padStart(4, "0")}`;
}

export const repeatedUnderNewNumber: Trial = {
  name: "repeated-under-new-number",
  befallsOthers: "pulsed again: nothing but the sequence told a repeat from a new command",
  expectation:
    "The same operation under the next sequence number is known to the board: no pulse, and the visit goes on.",
  variants: [
    {
      what: "while the door is open",
      ends: collected,
      async play(stage) {
        await openDoor(stage);
        const { wire } = stage.far;
        const answers = wire.up.length;
        await stage.far.repeat(renumbered(newestOpen(stage), stage));
        await stage.wait("the board has refused it", () =>
          wire.up
            .slice(answers)
            .some((reply) => / (?:DUP op=\d+|ERR code=(?:SEQ|AUTH))/u.test(reply)),
        );
        await takeAndEnd(stage);
      },
    },
  ],
};

const answersLost = (count: number): Variant => ({
  what: `the answer is lost ${count} times`,
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    let left = count;
    wire.toHost = (reply) => {
      if (verbOf(reply) !== "ACC" || left === 0) return [reply];
      left -= 1;
      return lost();
    };
    await openDoor(stage);
    await takeAndEnd(stage);
    stage.expect("the answer was lost as planned", left === 0);
  },
});

export const answerLost: Trial = {
  name: "answer-lost",
  befallsOthers: "asked again and pulsed again",
  expectation: "An OPEN whose answer is lost is said again byte for byte, and pulses once.",
  variants: [answersLost(1), answersLost(2), answersLost(3), answersLost(4)],
};
