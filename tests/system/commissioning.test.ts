// A new terminal with real processes: it serves nobody until a technician has walked its doors. The wall is wired as it is; what the
// controller's configuration says of the wires is right in one terminal and crossed in the other.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { findFreePort } from "../../bin/tcp-port.ts";
import type { Seen } from "../../bin/tour/screen-client.ts";
import { doorOf } from "../../bin/tour/stage.ts";
import type { Program } from "../support/system-programs.ts";
import { type SystemStage, stageOn } from "../support/system-stage.ts";
import { addStaff, signInAs } from "../support/system-staff.ts";
import {
  type Place,
  controllerOn,
  folderOfTest,
  layDown,
  wallOn,
} from "../support/system-terminal.ts";
import { untilTrue } from "../support/system-wait.ts";

/** The channel of door 1, then that of door 2. */
type Wires = readonly [number, number];
const AS_BUILT: Wires = [1, 2];
const CROSSED: Wires = [2, 1];

const siteWith = ([first, second]: Wires): string => `buses:
  - { id: a, kind: serial, path: dev/bus-a, boards: [{ address: "01", channels: 2 }] }
compartments:
  - { number: 1, bus: a, board: "01", channel: ${first}, column: 1, row: 1, heightMm: 1500, size: small }
  - { number: 2, bus: a, board: "01", channel: ${second}, column: 1, row: 2, heightMm: 1200, size: small }
scanner: { kind: serial, path: dev/scanner }
messages: { url: "http://127.0.0.1:9/" }
`;

type Installed = { readonly stage: SystemStage; readonly place: Place; controller: Program };

/** The wall is built by its own file, as a carpenter and an electrician do; the controller is told `wires`. */
async function install(wires: Wires): Promise<Installed> {
  const data = folderOfTest();
  const [wallPort, port] = [await findFreePort(), await findFreePort()];
  await wallOn(layDown(data, port, siteWith(AS_BUILT)), wallPort);
  const place = rewire({ data, configFile: "", port }, wires);
  const controller = await controllerOn(place);
  const stage = stageOn({
    data,
    controllerUrl: `http://127.0.0.1:${port}`,
    wallUrl: `http://127.0.0.1:${wallPort}`,
    cutController: async () => undefined,
    broken: new Promise<never>(() => undefined),
    stop: async () => undefined,
  });
  onTestFinished(stage.lower);
  stage.watched();
  await stage.desk.allBoardsGood();
  return { stage, place, controller };
}

function rewire({ data, port }: Place, wires: Wires): Place {
  const place = layDown(data, port, siteWith(wires));
  const text = readFileSync(place.configFile, "utf8");
  writeFileSync(place.configFile, text.replace("not-required", "required"));
  return place;
}

/** From the badge to the list of doors that nobody has walked. */
async function beginWalk(stage: SystemStage, name: string): Promise<void> {
  await signInAs(stage, await addStaff(stage.demo.data, name, "technician"), "clerk-not-ready");
  await stage.screen.choose("workshop");
  await stage.see("technician-menu", "the workshop");
  await stage.screen.choose("commission");
  await stage.see("technician-commissioning", "the walk");
}

/** Nobody shuts a door before they have seen it open; and a push that comes while its latch is still drawn does not hold. */
async function seesAndCloses(stage: SystemStage, door: number): Promise<Seen> {
  await untilTrue(`door ${door} stands open`, async () =>
    (await stage.wall.doors()).some((each) => each.number === door && each.door === "open"),
  );
  await stage.see("technician-test-open", "the terminal has seen a door open");
  await untilTrue(`door ${door} is shut`, async () => {
    await stage.wall.door(door, "close");
    return stage.screen.seen()?.name === "technician-confirm";
  });
  return stage.see("technician-confirm", "the number on the door is asked");
}

test("a new terminal serves once a technician has seen each door open by its number, and goes on serving after a restart", async () => {
  const installed = await install(AS_BUILT);
  const { stage, place } = installed;
  const shown = await stage.see("out-of-service", "a new terminal serves nobody");
  expect(shown.values).toMatchObject({ why: "not-commissioned" });
  expect(await stage.desk.health()).toMatchObject({ serving: false });
  expect(await stage.wall.pulses()).toBe(0);

  await beginWalk(stage, "tom");
  await stage.screen.choose("commission-door", 1);
  for (const door of [1, 2]) {
    const asked = await seesAndCloses(stage, door);
    expect(doorOf(asked)).toBe(door);
    await stage.screen.choose("right-door");
  }
  await untilTrue("it serves", async () => (await stage.desk.health()).serving);
  expect(await stage.wall.pulses()).toBe(2);

  await installed.controller.stop();
  installed.controller = await controllerOn(place);
  await stage.see("citizen-home", "the walk is remembered");
});

test("crossed wires are found by the number on the door; put right, both doors are walked again", async () => {
  const { stage, place, controller } = await install(CROSSED);
  await beginWalk(stage, "tom");
  await stage.screen.choose("commission-door", 1);
  // The controller believes that door 1 opened: its channel says so. Only who stands there can read a 2.
  await seesAndCloses(stage, 2);
  await stage.screen.choose("other-door");
  await untilTrue(
    "the walk has stopped there",
    () => stage.screen.seen()?.name !== "technician-confirm",
  );
  expect(await stage.desk.health()).toMatchObject({ serving: false });

  await controller.stop();
  await controllerOn(rewire(place, AS_BUILT));
  await stage.desk.allBoardsGood();
  await stage.see("out-of-service", "nobody is served behind wires that nobody has walked");
  expect(await stage.wall.pulses()).toBe(1);
});
