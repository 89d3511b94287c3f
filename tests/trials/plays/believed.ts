// Lines that are not what they seem: another board's, another operation's, yesterday's, another host's, one's own.
import { crcOf } from "#protocol/crc.ts";
import { must } from "../../support/virtual-must.ts";
import { parseBoardId } from "#domain/ids.ts";
import { collected } from "../ending.ts";
import type { Trial, Variant } from "../trial.ts";
import { isOpen, lost, passed, verbOf } from "../wire.ts";
import { askInVain, neverSaidOpen } from "./acts.ts";

const framed = (body: string): string =>
  `${body}*${crcOf(body).toString(16).toUpperCase().padStart(4, "0")}`;
const BOARD = must(parseBoardId("a:01"));
const seqOf = (line: string): string => line.slice(4, 8);
const opOf = (line: string): string => / op=(\d+)/u.exec(line)?.[1] ?? "0";

/** The board never hears the OPEN; somebody else answers it. */
const answeredBy = (what: string, forge: (open: string) => string): Variant => ({
  what,
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    wire.toBoards = (line) => {
      if (!isOpen(line)) return [line];
      wire.say(forge(line));
      return lost();
    };
    await askInVain(stage);
    wire.toBoards = passed;
    await stage.goOnTo("citizen-done");
  },
});

/** Twice the result is told of another channel; then the board itself is heard. */
const resultOfAnother: Variant = {
  what: "a RESULT of another channel",
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    let forged = 0;
    wire.toBoards = (line) => (isOpen(line) ? lost() : [line]);
    wire.toHost = (reply) => {
      if (verbOf(reply) !== "RESULT" || forged === 2) return [reply];
      forged += 1;
      return [framed(`<01 ${seqOf(reply)} RESULT op=${opOf(reply)} ch=3 res=opened`)];
    };
    await askInVain(stage);
    stage.expect("a forged result was heard", forged > 0);
    [wire.toBoards, wire.toHost] = [passed, passed];
    await stage.goOnTo("citizen-done");
  },
};

export const wrongAnswer: Trial = {
  name: "wrong-answer",
  befallsOthers: "took any answer for the one that was waited for",
  expectation:
    "An answer of another address, number, operation or channel is no answer: nothing is called open that was not, and the next try opens.",
  variants: [
    answeredBy("the answer of another address", (open) =>
      framed(`<02 ${seqOf(open)} ACC op=${opOf(open)}`),
    ),
    answeredBy("an answer about another operation", (open) =>
      framed(`<01 ${seqOf(open)} ACC op=${Number(opOf(open)) + 1}`),
    ),
    answeredBy("an answer with another number", (open) =>
      framed(`<01 ${seqOf(open) === "0001" ? "0002" : "0001"} ACC op=${opOf(open)}`),
    ),
    resultOfAnother,
  ],
};

/** Later than the host waits: once [LL-3.4], or for all of its tries together. */
const LATE_MS = { serial: [400, 1500], tcp: [1100, 4500], mqtt: [1100, 4500] } as const;

const late = (verb: string | undefined, tries: 0 | 1, count: number): Variant => ({
  what: `${verb ?? "any"} answers come ${tries === 0 ? "in the next try" : "after all tries"}`,
  ends: collected,
  async play(stage) {
    const delayMs = LATE_MS[stage.kind][tries];
    stage.far.befall({ kind: "late-reply", verb, delayMs }, count);
    await stage.goOnTo("citizen-done");
  },
});

export const lateAnswer: Trial = {
  name: "late-answer",
  befallsOthers: "took a late answer for that of the next request",
  expectation:
    "An answer that comes after its time settles nothing but its own request: one pulse, one opening.",
  variants: [late("OPEN", 0, 1), late("OPEN", 1, 4), late("POLL", 1, 4)],
};

/** The greeting of before a reset comes as the answer to the greeting after it. */
const oldGreeting: Variant = {
  what: "the HELLO of before a reset",
  ends: collected,
  async play(stage) {
    const { wire } = stage.far;
    const old = wire.up.find((line) => verbOf(line) === "HELLO") ?? "";
    wire.toHost = (reply) => {
      if (verbOf(reply) !== "HELLO") return [reply];
      wire.toHost = passed;
      return [old, reply];
    };
    stage.far.reset("soft");
    await stage.wait("the reset was noticed", () => wire.toHost === passed);
    await stage.wait("the doors are known under the board's own boot", async () => {
      const { boot } = stage.ledger().durable.boards[BOARD] ?? {};
      return boot === stage.far.board.life?.memory.boot && (await stage.controller().knowsDoors());
    });
    await stage.goOnTo("citizen-done");
  },
};

export const oldGreetingBelieved: Trial = {
  name: "old-greeting",
  befallsOthers: "went on with a board that had forgotten everything",
  expectation:
    "A greeting of before a reset that comes late opens nothing, and the board is known by its own boot soon after.",
  variants: [oldGreeting],
};

const STRANGER = framed(">01 0003 RESULT op=1");

export const twoMasters: Trial = {
  name: "two-masters",
  befallsOthers: "drove the same board beside another host without noticing",
  expectation:
    "A second host on the bus stops every opening there, with an alarm, until staff have looked; then the code opens once.",
  variants: [
    {
      what: "heard before anybody comes",
      ends: { ...collected, alarms: ["second-host"] },
      async play(stage) {
        stage.far.wire.say(STRANGER);
        await stage.wait("the bank is stopped", () =>
          stage.ledger().records.some(({ fact }) => fact.kind === "bank-stopped"),
        );
        stage.controller().scan(stage.holders[0].qr);
        await stage.see("citizen-needs-staff");
        stage.expect("nothing was sent to a lock", !stage.far.wire.down.some(isOpen));
        await stage.controller().choose("back");
        await stage.controller().resumeBank();
        await stage.goOnTo("citizen-done");
      },
    },
    {
      what: "heard while the door is open",
      ends: { ...collected, alarms: ["second-host"], screen: "citizen-home" },
      async play(stage) {
        await stage.goOnTo("citizen-door-open");
        stage.far.wire.say(STRANGER);
        stage.take();
        await stage.goOnTo("citizen-done");
        const [, second] = stage.holders;
        await stage.goOnTo("citizen-home", second);
        stage.controller().scan(second.qr);
        await stage.see("citizen-needs-staff");
        await stage.controller().choose("back");
        await stage.see("citizen-home");
      },
    },
  ],
};

/** An adapter that hears itself: on some boards the very request is also the answer "unlocked". */
const echo = (boardAlive: boolean): Variant => ({
  what: boardAlive ? "beside the board" : "in place of a board that is dead",
  ends: boardAlive
    ? collected
    : {
        pulses: 0,
        grants: ["unknown"],
        screen: "citizen-plan-b",
        code: "suspended",
        document: "waiting",
        alarms: ["outcome-unknown"],
      },
  async play(stage) {
    const { wire } = stage.far;
    let dead = false;
    wire.toBoards = (line) => {
      dead ||= !boardAlive && isOpen(line);
      wire.say(line);
      return dead ? lost() : [line];
    };
    await stage.goOnTo(boardAlive ? "citizen-done" : "citizen-plan-b");
    if (!boardAlive) neverSaidOpen(stage);
  },
});

export const ownEcho: Trial = {
  name: "own-echo",
  befallsOthers: 'took the echo of its own command for "unlocked", the board unplugged',
  expectation:
    "A line that comes back as it was sent is an echo: it confirms nothing, and is no second host either.",
  variants: [echo(true), echo(false)],
};
