// A real controller on a real line with its capture on: a door is forced, and both what the ledger and what the wire tell of it
// can be looked at again.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readRecording } from "#simulator/replay/read-recording.ts";
import { createReplayView, type Frame } from "#simulator/replay/replay-view.ts";
import type { Recording } from "#simulator/replay/recording.ts";
import { readWallConfig } from "#simulator/wall/wall-config.ts";
import { findFreePort } from "../../bin/tcp-port.ts";
import { openDesk } from "../support/system-desk.ts";
import { controllerSays, startController } from "../support/system-programs.ts";
import { filesOf, folderOfTest, layDown, type Place, wallOn } from "../support/system-terminal.ts";
import { untilTrue } from "../support/system-wait.ts";

const site = (wallPort: number): string => `
buses: [ { id: a, kind: serial, path: dev/bus-a, baud: 115200, boards: [ { address: "01", channels: 4 } ] } ]
compartments:
  - { number: 7, bus: a, board: "01", channel: 1, column: 1, row: 1, heightMm: 1400, size: small, itemSensor: true }
  - { number: 8, bus: a, board: "01", channel: 2, column: 1, row: 2, heightMm: 1200, size: small }
scanner: { kind: serial, path: dev/scanner, baud: 115200 }
messages: { url: "http://127.0.0.1:${wallPort}/gateway/messages" }
`;

/** A door is forced and shut again; the controller ends as it was asked to. */
async function live(place: Place, wallPort: number, captureFile: string): Promise<void> {
  await wallOn(place, wallPort);
  const program = startController("controller", ...filesOf(place), "--capture-bus", captureFile);
  onTestFinished(() => program.stop());
  const desk = openDesk(`http://127.0.0.1:${place.port}`, place.data);
  await untilTrue("the controller serves", () =>
    desk.health().then(
      ({ serving }) => serving,
      () => false,
    ),
  );
  await touch(wallPort, "force");
  await untilTrue("the alarm", async () =>
    (await desk.health()).boards.some(({ stopped }) => stopped !== undefined),
  );
  const { ledgerSeq } = await desk.health();
  await touch(wallPort, "close");
  await untilTrue(
    "the closing is written",
    async () => (await desk.health()).ledgerSeq > ledgerSeq,
  );
  await program.stop();
}

async function touch(wallPort: number, action: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${wallPort}/api/doors/8`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ action }),
  });
  expect(answer.status).toBe(200);
}

async function recordingOf(path: string): Promise<Recording> {
  const read = await readRecording(path);
  if ("objection" in read) throw new Error(read.objection);
  return read.value;
}

async function framesAround(path: string, configFile: string): Promise<readonly Frame[]> {
  const recording = await recordingOf(path);
  const config = await readWallConfig(configFile);
  if ("objection" in config) throw new Error(config.objection);
  const view = createReplayView(recording, "night", config.value);
  const [alarm] = recording.timeline.alarms;
  if (alarm === undefined) throw new Error("nothing alarming was recorded");
  return [alarm.n - 2, alarm.n, recording.timeline.lastN].map(view.atEvent);
}

test("the forced door is seen again, on the wall that the configuration draws", async () => {
  const data = folderOfTest();
  const [port, wallPort] = [await findFreePort(), await findFreePort()];
  const place = layDown(data, port, site(wallPort));
  const captureFile = join(data, "bus.jsonl");
  await live(place, wallPort, captureFile);
  const exported = await controllerSays("ledger", "export", "--data", data);
  const ledgerFile = join(data, "ledger.jsonl");
  writeFileSync(ledgerFile, exported.stdout);

  for (const file of [ledgerFile, captureFile]) {
    const frames = await framesAround(file, place.configFile);
    const doors = frames.map((frame) => frame.doors.map(({ number, door }) => [number, door]));
    expect({ file, doors }).toEqual({
      file,
      doors: [
        [
          ["7", "closed"],
          ["8", "closed"],
        ],
        [
          ["7", "closed"],
          ["8", "open"],
        ],
        [
          ["7", expect.stringMatching(/closed|unknown/)],
          ["8", expect.stringMatching(/closed|unknown/)],
        ],
      ],
    });
    expect(frames[1]?.events.find(({ n }) => n === frames[1]?.n)).toMatchObject({
      tone: "alarm",
      text: expect.stringContaining("Door 8"),
    });
  }

  const { lines } = await recordingOf(captureFile);
  const said = lines.map(({ text }) => text);
  expect(said.slice(0, 2)).toEqual(["capture started", "opened"]);
  expect(said.at(-1)).toBe("closed");
  expect(said.filter((text) => text.includes(" k=door ch=2 s=open "))).not.toEqual([]);
  expect(said.join("\n")).not.toMatch(/L24|@|name/);
});
