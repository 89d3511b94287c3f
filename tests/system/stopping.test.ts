// How programs end when they are asked to: promptly, with 0, and with nobody left behind. The demo itself is looked at in
// tests/install; here are the controller with a channel to who started it, and the tour in the middle of its play.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findFreePort } from "../../bin/tcp-port.ts";
import { processesWith, startLoket24 } from "../support/system-programs.ts";
import { filesOf, folderOfTest, layDown } from "../support/system-terminal.ts";
import { untilTrue } from "../support/system-wait.ts";
import { repositoryRoot } from "../tidy/repository-files.ts";

const site = `buses:
  - { id: a, kind: serial, path: dev/bus-a, boards: [{ address: "01", channels: 2 }] }
compartments:
  - { number: 1, bus: a, board: "01", channel: 1, column: 1, row: 1, heightMm: 1500, size: small }
scanner: { kind: serial, path: dev/scanner }
messages: { url: "http://127.0.0.1:9/" }
`;

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "a controller that another program started ends by itself after %s, its channel still open",
  async (signal) => {
    const place = layDown(folderOfTest(), await findFreePort(), site);
    const program = join(repositoryRoot, "controller/main.ts");
    const child = fork(program, ["controller", ...filesOf(place)], { silent: true });
    onTestFinished(() => void child.kill("SIGKILL"));
    await untilTrue("it answers", async () => {
      const answer = await fetch(`http://127.0.0.1:${place.port}/api/health`).catch(
        () => undefined,
      );
      return answer?.ok === true;
    });
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
  },
);

test("a tour that is stopped in the middle says so, ends with 1 and leaves nobody behind", async () => {
  const data = join(folderOfTest(), "tour");
  const tour = startLoket24("tour", "--bus", "pty", "--data", data);
  onTestFinished(() => tour.stop());
  await untilTrue("the first act", () => tour.printed().includes("Anna signs in"));
  expect(processesWith(data).length).toBeGreaterThan(2);
  tour.signal("SIGINT");
  const { code, stderr } = await tour.ended;
  expect(code).toBe(1);
  expect(stderr).toContain("it was stopped");
  expect(processesWith(data)).toEqual([]);
});
