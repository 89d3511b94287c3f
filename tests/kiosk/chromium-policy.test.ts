// The managed policy of the kiosk, judged by Debian's own Chromium: its page chrome://policy says of each line whether it knows it and
// takes it. Then what a blocked address comes to.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Kiosk, openKiosk, watchedPolicy } from "../browser/kiosk.ts";
import { LYING } from "../browser/glasses.ts";
import { type ServedPage, servePage } from "../browser/served-page.ts";
import { repositoryFile } from "../tidy/repository-files.ts";

let served: ServedPage;
let kiosk: Kiosk;
let origin: string;
const written: Readonly<Record<string, unknown>> = JSON.parse(
  repositoryFile("deploy/kiosk/chromium-policy.json").text,
);

beforeAll(async () => {
  served = await servePage({});
  ({ origin } = new URL(served.url));
  const policy = watchedPolicy(origin);
  // To be looked into, Chromium's own page must be let in beside ours.
  const allowed = { URLAllowlist: [...(policy["URLAllowlist"] as string[]), "chrome://policy"] };
  kiosk = await openKiosk(origin, { ...policy, ...allowed }, LYING);
});
afterAll(async () => {
  await kiosk.close();
  await served.close();
});

/** What chrome://policy says of each, by its name. */
async function verdicts(): Promise<ReadonlyMap<string, string>> {
  const { page } = kiosk;
  await go("chrome://policy");
  const rows = page.locator("policy-row .policy.row");
  const enough = Object.keys(written).length;
  await expect.poll(() => rows.count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(enough);
  const lines = await rows.allInnerTexts();
  return new Map(
    lines.map((line) => {
      const [name = "", ...said] = line.split("\n").map((word) => word.trim());
      return [name, said.at(-1) === "" ? (said.at(-2) ?? "") : (said.at(-1) ?? "")];
    }),
  );
}

/** As the address bar would, if there were one. @returns why not, or undefined */
async function go(url: string): Promise<string | undefined> {
  const session = await kiosk.page.context().newCDPSession(kiosk.page);
  const { errorText } = await session.send("Page.navigate", { url });
  await session.detach();
  return errorText;
}

/** Where a machine allows no view of one's own, only whether this Chromium knows the names. */
function namesInChromium(): ReadonlyMap<string, string> {
  const binary = readFileSync("/usr/lib/chromium/chromium");
  return new Map(
    Object.keys(written).map((name) => [name, binary.includes(`\0${name}\0`) ? "OK" : "unknown"]),
  );
}

test("every line is known to Chromium, and taken", async () => {
  const said = kiosk.hasPolicy ? await verdicts() : namesInChromium();
  const names = Object.keys(written);
  expect(names.length).toBeGreaterThan(50);
  // What is deprecated is taken too, and known to the Chromium of older Debians.
  const notTaken = names.filter((name) => !/^(?:OK|Deprecated)/u.test(said.get(name) ?? ""));
  expect(notTaken.map((name) => `${name}: ${said.get(name)}`)).toEqual([]);
});

test.each([
  "https://example.org/",
  "file:///etc/passwd",
  "file:///run/loket24-screen/",
  "file:///run/loket24-screen/profile/Default/Preferences",
  "chrome://settings",
  "view-source:https://example.org/",
  "data:text/html,x",
])("%s is blocked by it", async (url) => {
  const why = await go(url);
  // Without a view of one's own Chromium has no policy to block by.
  expect(why).toBe(kiosk.hasPolicy ? "net::ERR_BLOCKED_BY_ADMINISTRATOR" : why);
});

test("the terminal's own page is not", async () => {
  expect(await go(`${origin}/terminal/`)).toBeUndefined();
  await kiosk.page.waitForSelector("[data-screen]");
});

test("it is written for the port that a controller has by itself, and for the page that the script writes", () => {
  const own = [
    "http://127.0.0.1:2424",
    "ws://127.0.0.1:2424",
    "file:///run/loket24-screen/out-of-service.html",
  ];
  expect(written).toMatchObject({ URLAllowlist: own, AutoplayAllowlist: [own[0]] });
});
