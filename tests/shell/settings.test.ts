// What the shell makes of its command line, and the sentence a technician gets when it cannot start.
import { expect, test } from "vitest";
import { readSettings } from "../../terminal-ui/shell/settings.ts";

const PHONE = "--phone=056 00 00 00";
const CONTROLLER = "--controller=http://127.0.0.1:2424";

test("takes the address, the phone number and the languages, between Chromium's own switches", () => {
  const args = ["main.cjs", "--no-sandbox", CONTROLLER, PHONE, "--languages=fr,nl", "--inspect=0"];
  expect(readSettings(args)).toEqual({
    origin: "http://127.0.0.1:2424",
    phone: "056 00 00 00",
    languages: ["fr", "nl"],
    windowed: false,
  });
});

test("fills the whole screen unless a developer asks for a window", () => {
  expect(readSettings([CONTROLLER, PHONE, "--windowed"])).toMatchObject({ windowed: true });
});

test("takes the address with a slash behind it as well", () => {
  expect(readSettings([`${CONTROLLER}/`, PHONE])).toMatchObject({
    origin: "http://127.0.0.1:2424",
  });
});

test.each([
  ["no address", [PHONE], "the address of the controller is missing: "],
  ["an empty one", ["--controller=", PHONE], "the address of the controller is missing: "],
  ["one without its value", ["--controller", PHONE], "true is no controller on this machine: "],
  ["no phone", [CONTROLLER], 'the phone number for "out of service" is missing: '],
  ["a blank phone", [CONTROLLER, "--phone=  "], 'the phone number for "out of service"'],
])("says in a sentence what to write: %s", (_what, args, sentence) => {
  expect(readSettings(args)).toContain(sentence);
  expect(readSettings(args)).toContain("--controller=http://127.0.0.1:2424");
});

test.each([
  "https://127.0.0.1:2424",
  "http://localhost:2424",
  "http://10.0.0.7:2424",
  "http://127.0.0.1",
  "http://127.0.0.1:2424/desk",
  "http://127.0.0.1:2424@evil.example",
  "http://clerk@127.0.0.1:2424",
  "http://127.0.0.1:99999",
  "file:///etc/passwd",
  "javascript:alert(1)",
])("shows nothing but a controller on this machine: %s", (address) => {
  expect(readSettings([`--controller=${address}`, PHONE])).toContain(
    `${address} is no controller on this machine: `,
  );
});
