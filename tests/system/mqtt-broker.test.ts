// A broker that repeats, delays, keeps and dies: it opens nothing twice and loses nothing [LL-8.1, LL-8.2].
// The session is keyed: what a third client says with an old line has neither its time, its number nor its key.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type MqttClient, connectAsync } from "mqtt";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Holder, readMessage, scanQr, takeDocument } from "../../bin/tour/citizen-acts.ts";
import { load, signIn, signOut } from "../../bin/tour/clerk-acts.ts";
import { type Broker, startMosquitto } from "../support/mosquitto.ts";
import { ledgerFacts } from "../support/system-desk.ts";
import { processOf } from "../support/system-programs.ts";
import { type SystemStage, raiseStage, scanWithBirthDate } from "../support/system-stage.ts";
import { until, untilTrue } from "../support/system-wait.ts";

const HELD = "AT-2026-01552";
const REPEATED = "RB-2026-00418";
const WHILE_TYPING = "RB-2026-00417";
const WHILE_OPEN = "AT-2026-01560";
const TOPIC = "loket24/demo/bus/a";
/** The first try and three more of the identical line [LL-3.4]. */
const TRIES = 4;
/** A keyed OPEN may be asked over a second each, and the board asked what became of it after that. */
const LONG_MS = 60_000;

let stage: SystemStage;
let brokerPort: number;
let broker: Broker | undefined;
let eavesdropper: MqttClient;
const doors = new Map<string, number>();
const heard = { down: [] as string[], up: [] as string[] };

beforeAll(async () => {
  stage = await raiseStage("mqtt");
  const config = readFileSync(join(stage.demo.data, "config.yaml"), "utf8");
  brokerPort = Number(/mqtt:\/\/127\.0\.0\.1:(\d+)/.exec(config)?.[1]);
  eavesdropper = await connectAsync(`mqtt://127.0.0.1:${brokerPort}`, { reconnectPeriod: 100 });
  eavesdropper.on("message", (topic, payload) => {
    heard[topic.endsWith("down") ? "down" : "up"].push(payload.toString("latin1"));
  });
  await eavesdropper.subscribeAsync([`${TOPIC}/down`, `${TOPIC}/up`]);
  await signIn(stage, undefined);
  for (const reference of [HELD, REPEATED, WHILE_TYPING, WHILE_OPEN])
    doors.set(reference, await load(stage, reference));
  await signOut(stage);
});
beforeEach(() => stage.watched());
afterAll(async () => {
  await eavesdropper.endAsync(true);
  await stage.lower();
  await broker?.stop();
});

const take = (holder: Holder, reference: string): Promise<void> =>
  takeDocument(stage, holder, doors.get(reference) ?? 0);
const lastOpen = (): string | undefined => heard.down.findLast((line) => line.includes(" OPEN "));
const seqOf = (line: string): string => line.slice(4, 8);

/** What the board says to a line that a third client publishes. The controller's own exchanges go on beside it. */
async function boardSaysTo(line: string, retain: boolean): Promise<string> {
  const from = heard.up.length;
  await eavesdropper.publishAsync(`${TOPIC}/down`, line, { retain });
  const refusal = new RegExp(`^<01 ${seqOf(line)} ERR code=`);
  return until("the board's refusal", () => heard.up.slice(from).find((one) => refusal.test(one)));
}

test("an OPEN that comes late, retained and after every reconnect opens nothing; the code stays good", async () => {
  const holder = await readMessage(stage, HELD);
  const before = await stage.wall.pulses();
  await stage.wire.fault("a", { kind: "drop-request", verb: "OPEN" }, TRIES);
  await scanQr(stage, holder);
  await stage.see("citizen-door-jammed", "the door did not open", LONG_MS);
  const line = await until("the OPEN on the broker", lastOpen);
  expect(await boardSaysTo(line, false)).toMatch(/ERR code=(?:SEQ|STALE|AUTH)\b/);
  expect(await boardSaysTo(line, true)).toMatch(/ERR code=(?:SEQ|STALE|AUTH)\b/);
  const accepted = await until("any ACC", () => heard.up.findLast((one) => / ACC op=/.test(one)));
  await eavesdropper.publishAsync(`${TOPIC}/up`, accepted, { retain: true });

  // A board that comes back is handed what the broker kept, and so is a controller.
  await stage.wire.bus("a", "unplug");
  await stage.wire.bus("a", "replug");
  await stage.desk.allBoardsGood();
  expect(await stage.demo.cutController(async () => undefined)).toBeUndefined();
  await stage.desk.allBoardsGood();
  expect(await stage.wall.pulses()).toBe(before);

  await stage.see("citizen-home", "the terminal serves again");
  await scanQr(stage, holder);
  await take(holder, HELD);
  expect(await stage.wall.pulses()).toBe(before + 1);
  for (const way of ["down", "up"])
    await eavesdropper.publishAsync(`${TOPIC}/${way}`, "", { retain: true });
});

test("the same OPEN said twice more at once pulses once", async () => {
  const holder = await readMessage(stage, REPEATED);
  const before = await stage.wall.pulses();
  const opens = heard.down.length;
  await scanWithBirthDate(stage, holder);
  const line = await until("the OPEN on the broker", () =>
    heard.down.slice(opens).find((one) => one.includes(" OPEN ")),
  );
  for (const _ of [1, 2]) await eavesdropper.publishAsync(`${TOPIC}/down`, line);
  await take(holder, REPEATED);
  expect(await stage.wall.pulses()).toBe(before + 1);
});

test("a document that is taken while the broker is dead is collected: the board kept what it saw", async () => {
  const door = doors.get(WHILE_OPEN) ?? 0;
  const holder = await readMessage(stage, WHILE_OPEN);
  const before = await stage.wall.pulses();
  await scanQr(stage, holder);
  await stage.see("citizen-door-open", "the door opens");
  await killBroker();
  await stage.wall.door(door, "take");
  await stage.wall.door(door, "close");
  await startBroker();
  await stage.see("citizen-done", "what the board saw meanwhile arrives", LONG_MS);
  const collected = (await ledgerFacts(stage.demo.data)).filter(
    ({ kind }) => kind === "pickup-collected",
  );
  expect(collected.at(-1)?.body).toMatchObject({ compartment: door, proof: "item-sensor" });
  expect(await stage.wall.pulses()).toBe(before + 1);
});

test("a broker that dies while somebody types costs them nothing but a moment", async () => {
  await stage.see("citizen-home", "the last one has gone", LONG_MS);
  const holder = await readMessage(stage, WHILE_TYPING);
  const before = await stage.wall.pulses();
  await stage.screen.choose("type-code");
  await stage.see("citizen-code", "the keypad asks for the code");
  for (const digit of holder.code.slice(0, 6)) await stage.screen.press(digit);
  await killBroker();
  await untilTrue("the controller misses its boards", async () =>
    (await stage.desk.health()).boards.every(({ state }) => state !== "good"),
  );
  for (const digit of holder.code.slice(6)) await stage.screen.press(digit);
  await startBroker();
  await stage.desk.allBoardsGood();
  await stage.screen.press("enter");
  await stage.see("citizen-birth-date", "the visit goes on where it was");
  await stage.screen.type(holder.birthDate);
  await take(holder, WHILE_TYPING);
  expect(await stage.wall.pulses()).toBe(before + 1);
});

async function killBroker(): Promise<void> {
  if (broker !== undefined) return broker.stop();
  process.kill(await processOf(stage.demo.data, "mosquitto -c"), "SIGKILL");
}

async function startBroker(): Promise<void> {
  broker = await startMosquitto(brokerPort);
}
