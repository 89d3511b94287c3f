// How a port is kept open, on time that the test moves: back-off, complaints, and a carrier that breaks at the worst moment.
import { expect, test } from "vitest";
import type { Carrier, CarrierListener } from "#adapters/bus/carrier.ts";
import { PortKeeper } from "#adapters/bus/port-keeper.ts";
import type { Timers } from "#adapters/bus/timers.ts";
import { failed, ok } from "#domain/result.ts";
import { createRecordingLog } from "./recording-log.ts";

function keeperOf(tryOpen: (listener: CarrierListener) => string | undefined) {
  const log = createRecordingLog();
  const delays: number[] = [];
  const seen: string[] = [];
  let due: (() => void) | undefined;
  const timers: Timers = {
    after(delayMs, run) {
      delays.push(delayMs);
      due = run;
      return () => (due = undefined);
    },
  };
  const carrier: Carrier = {
    where: "the bench",
    advice: "look at it",
    async open(listener) {
      const why = tryOpen(listener);
      if (why !== undefined) return failed(why);
      return ok({
        send: (line) => seen.push(`sent ${line}`),
        close: async () => void seen.push("let go"),
      });
    },
  };
  const random = { bytes: (count: number) => new Uint8Array(count), below: () => 0 };
  const keeper = new PortKeeper(
    "a",
    carrier,
    { timers, random, log },
    {
      opened: () => seen.push("opened"),
      closed: () => seen.push("closed"),
      line: (line) => seen.push(line),
    },
  );
  async function retry(): Promise<void> {
    due?.();
    await new Promise(setImmediate);
  }
  return { keeper, log, delays, seen, retry, waits: () => due !== undefined };
}

test("an absent device is tried forever, less and less often, and complained of once", async () => {
  const { keeper, log, delays, retry } = keeperOf(() => "no such file");
  await keeper.start();
  for (let round = 0; round < 20; round += 1) await retry();
  expect(delays.slice(0, 7)).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000]);
  expect(delays.slice(7).every((delay) => delay === 10_000)).toBe(true);
  expect(delays).toHaveLength(21);
  expect(log.warnings).toEqual([
    "Bus a is down at the bench (no such file): look at it. It is tried again until it works.",
  ]);
});

test("another reason is another complaint, and so is the same one after a good time", async () => {
  const reasons = ["absent", "absent", "locked", undefined, "locked"];
  const listeners: CarrierListener[] = [];
  const { keeper, log, seen, retry } = keeperOf((listener) => {
    listeners.push(listener);
    return reasons.shift();
  });
  await keeper.start();
  for (let round = 0; round < 3; round += 1) await retry();
  keeper.prove();
  listeners.at(-1)?.closed("locked");
  expect(log.warnings.map((said) => /\((.*)\)/.exec(said)?.[1])).toEqual([
    "absent",
    "locked",
    "locked",
  ]);
  await keeper.stop();
  expect(seen).toEqual(["opened", "closed", "let go"]);
});

test("a port that opens and breaks at once is not opened ever faster", async () => {
  const listeners: CarrierListener[] = [];
  const { keeper, delays, retry } = keeperOf((listener) => void listeners.push(listener));
  await keeper.start();
  for (let round = 0; round < 4; round += 1) {
    listeners.at(-1)?.closed("broke");
    await retry();
  }
  expect(delays).toEqual([250, 500, 1000, 2000]);
});

test("a break while it is opening is not taken for an open port", async () => {
  const { keeper, seen, delays } = keeperOf((listener) => {
    listener.closed("broke");
    return undefined;
  });
  await keeper.start();
  expect(seen).toEqual(["let go"]);
  expect(delays).toEqual([250]);
});

test("nothing is heard from a port that was let go", async () => {
  const listeners: CarrierListener[] = [];
  const { keeper, seen, retry } = keeperOf((listener) => void listeners.push(listener));
  await keeper.start();
  keeper.reopen();
  listeners[0]?.line("late");
  listeners[0]?.closed("late");
  keeper.send("lost");
  await retry();
  keeper.send("kept");
  expect(seen).toEqual(["opened", "closed", "let go", "opened", "sent kept"]);
});

test("a stopped keeper lets go and never tries again", async () => {
  const { keeper, seen, waits } = keeperOf(() => undefined);
  await keeper.start();
  await keeper.stop();
  expect(seen).toEqual(["opened", "let go"]);
  expect(waits()).toBe(false);
});
