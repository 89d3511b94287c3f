// A serial line, a TCP line and a broker in one terminal: a line that is unplugged costs its own doors and nothing else, no
// visit is promised a door behind it, and it comes back by itself.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Holder, readMessage, takeDocument } from "../../bin/tour/citizen-acts.ts";
import { load, signOut } from "../../bin/tour/clerk-acts.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
import { startMosquitto } from "../support/mosquitto.ts";
import { type SystemStage, holdBeforeReader, stageOn } from "../support/system-stage.ts";
import { addStaff, signInAs } from "../support/system-staff.ts";
import { controllerOn, folderOfTest, layDown, putKey, wallOn } from "../support/system-terminal.ts";
import { untilTrue } from "../support/system-wait.ts";

const people = ["Ann Adams", "Bob Brown", "Cas Claes", "Dia Dekker"];
const documents = people.map((name, index) => ({
  reference: `AT-${index + 1}`,
  product: "attest",
  holder: { name },
}));
const addressOf = (name: string): string => `${name.toLowerCase().replace(" ", ".")}@example.org`;

/** Doors 1 and 4 hang on the serial line, 2 and 5 on TCP, 3 and 6 on the broker. */
const siteOn = (ports: Record<"line" | "broker" | "wall", number>): string => `buses:
  - { id: ser, kind: serial, path: dev/bus, boards: [{ address: "01", channels: 2 }] }
  - { id: tcp, kind: tcp, host: 127.0.0.1, port: ${ports.line}, boards: [{ address: "01", channels: 2 }] }
  - { id: net, kind: mqtt, url: "mqtt://127.0.0.1:${ports.broker}", boards: [{ address: "01", channels: 2, keyFile: keys/net }] }
compartments:
${["ser", "tcp", "net", "ser", "tcp", "net"].map(doorOn).join("\n")}
scanner: { kind: serial, path: dev/scanner }
messages: { url: "http://127.0.0.1:${ports.wall}/gateway/messages" }
`;

const doorOn = (bus: string, index: number): string =>
  `  - { number: ${index + 1}, bus: ${bus}, board: "01", channel: ${index < 3 ? 1 : 2}, column: ${index + 1}, row: 1, heightMm: 1500, size: small, itemSensor: true }`;

async function raiseMixed(): Promise<SystemStage> {
  const broker = await startMosquitto();
  onTestFinished(broker.stop);
  const ports = { line: await findFreePort(), broker: broker.port, wall: await findFreePort() };
  const place = layDown(folderOfTest(), await findFreePort(), siteOn(ports));
  putKey(place.data, "keys/net");
  writeFileSync(join(place.data, "pocket.json"), JSON.stringify({ documents }));
  await wallOn(place, ports.wall);
  await controllerOn(place);
  const stage = stageOn({
    data: place.data,
    controllerUrl: `http://127.0.0.1:${place.port}`,
    wallUrl: `http://127.0.0.1:${ports.wall}`,
    cutController: async () => undefined,
    broken: new Promise<never>(() => undefined),
    stop: async () => undefined,
  });
  onTestFinished(stage.lower);
  await stage.desk.allBoardsGood();
  return stage;
}

const announce = (stage: SystemStage, { reference, holder }: (typeof documents)[number]) =>
  stage.desk.announce({
    reference,
    product: "attest",
    contacts: [{ channel: "email", to: addressOf(holder.name) }],
    language: "nl",
  });

async function unplug(stage: SystemStage, bus: string): Promise<void> {
  await stage.wire.bus(bus, "unplug");
  await untilTrue(`only the board on ${bus} is missed`, async () => {
    const { boards } = await stage.desk.health();
    return boards.every(({ id, state }) => (state === "good") !== id.startsWith(bus));
  });
}

async function replug(stage: SystemStage, bus: string): Promise<void> {
  await stage.wire.bus(bus, "replug");
  await stage.desk.allBoardsGood();
}

async function collect(stage: SystemStage, holder: Holder, door: number): Promise<void> {
  await holdBeforeReader(stage, holder.qr, "citizen-door-open");
  await takeDocument(stage, holder, door);
}

async function sendAway(stage: SystemStage, holder: Holder): Promise<void> {
  const before = await stage.wall.pulses();
  await holdBeforeReader(stage, holder.qr, "citizen-needs-staff");
  await stage.screen.choose("back");
  await stage.see("citizen-home", "they go");
  expect(await stage.wall.pulses()).toBe(before);
}

test("a line that is unplugged costs its own doors and nothing else, and comes back by itself", async () => {
  const stage = await raiseMixed();
  stage.watched();
  for (const document of documents) await announce(stage, document);
  await signInAs(stage, await addStaff(stage.demo.data, "first"));
  const [serial, tcp, mqtt] = ["AT-1", "AT-2", "AT-3"];
  for (const [index, reference] of [serial, tcp, mqtt].entries())
    expect(await load(stage, reference)).toBe(index + 1);
  await signOut(stage);
  const ann = await readMessage(stage, serial);
  const bob = await readMessage(stage, tcp);
  const cas = await readMessage(stage, mqtt);

  await unplug(stage, "ser");
  await sendAway(stage, ann);
  await collect(stage, bob, 2);
  await replug(stage, "ser");

  await unplug(stage, "tcp");
  await stage.see("citizen-home", "Bob has gone");
  await signInAs(stage, await addStaff(stage.demo.data, "second"));
  // Doors 2 and 5 are empty, but nobody can tell whether they are closed.
  expect([4, 6]).toContain(await load(stage, "AT-4"));
  await signOut(stage);
  await replug(stage, "tcp");

  await unplug(stage, "net");
  await sendAway(stage, cas);
  await collect(stage, ann, 1);
  await replug(stage, "net");
  await collect(stage, cas, 3);
});
