// Every mistake of typing that an operator makes gets one line: the place, the field, what it is, what to write.
import { afterAll, describe, expect, it } from "vitest";

import { type Edit, makeSandbox } from "./sandbox.ts";

const sandbox = makeSandbox();
afterAll(sandbox.remove);

type Typo = { readonly edits: readonly Edit[]; readonly says: string };

const typos: readonly Typo[] = [
  {
    edits: [["baud: 115200, boards", "bauds: 9600, boards"]],
    says: 'site.yaml:5:45 buses[0].bauds: is not a key that is known here: did you mean "baud"?',
  },
  {
    edits: [["screen: {", "sceren: {"]],
    says: 'site.yaml:3:1 sceren: is not a key that is known here: did you mean "screen"?',
  },
  {
    edits: [["{ port: 2424 }", "{ port: 2424, zoom: 2 }"]],
    says: "site.yaml:3:23 screen.zoom: is not a key that is known here: write one of port, widthPx, heightPx, widthMm, bottomEdgeMm, theme",
  },
  {
    edits: [["port: 2424", "port: 99999"]],
    says: "site.yaml:3:17 screen.port: is the number 99999: write a port, a whole number from 1 to 65535",
  },
  {
    edits: [["port: 2431", "port: 0"]],
    says: "site.yaml:9:11 buses[1].port: is the number 0: write a port, a whole number from 1 to 65535",
  },
  {
    edits: [["port: 2424", "port: 2424.5"]],
    says: "site.yaml:3:17 screen.port: is the number 2424.5: write a port, a whole number from 1 to 65535",
  },
  {
    edits: [["port: 2424", 'port: "2424"']],
    says: 'site.yaml:3:17 screen.port: is "2424": write a port, a whole number from 1 to 65535',
  },
  {
    edits: [["    kind: tcp", "    kind: tpc"]],
    says: 'site.yaml:7:11 buses[1].kind: is "tpc": write kind: serial, tcp or mqtt',
  },
  {
    edits: [["kind: serial, path: dev/scanner, baud: 115200", "kind: usb"]],
    says: 'site.yaml:17:18 scanner.kind: is "usb": write kind: serial or tcp',
  },
  {
    edits: [["    host: 127.0.0.1\n", ""]],
    says: "site.yaml:6:5 buses[1].host: is missing: write a host name or an address, for example 127.0.0.1",
  },
  {
    edits: [["host: 127.0.0.1", "host: http://x/"]],
    says: 'site.yaml:8:11 buses[1].host: is "http://x/": write a host name or an address, for example 127.0.0.1',
  },
  {
    edits: [["baud: 115200, boards", "baud: 300, boards"]],
    says: "site.yaml:5:51 buses[0].baud: is the number 300: write a line speed, a whole number from 9600 to 921600",
  },
  {
    edits: [['- { address: "02"', "- { address: 02"]],
    says: 'site.yaml:12:20 buses[1].boards[1].address: is the number 2: write a board address in quotes, two hex digits from "01" to "7E"',
  },
  {
    edits: [['- { address: "02"', '- { address: "7F"']],
    says: 'site.yaml:12:20 buses[1].boards[1].address: is "7F": write a board address in quotes, two hex digits from "01" to "7E"',
  },
  {
    edits: [['- { address: "02"', '- { address: "00"']],
    says: 'site.yaml:12:20 buses[1].boards[1].address: is "00": write a board address in quotes, two hex digits from "01" to "7E"',
  },
  {
    edits: [['"02", channels: 4', '"02", channels: 49']],
    says: "site.yaml:12:36 buses[1].boards[1].channels: is the number 49: write the number of channels, a whole number from 1 to 48",
  },
  {
    edits: [["size: large", "size: huge"]],
    says: 'site.yaml:15:92 compartments[1].size: is "huge": write small, medium or large',
  },
  {
    edits: [["size: large", "size: large, itemSensor: maybe"]],
    says: 'site.yaml:15:111 compartments[1].itemSensor: is "maybe": write true or false',
  },
  {
    edits: [["heightMm: 1200", "heightMm: 12"]],
    says: "site.yaml:15:80 compartments[1].heightMm: is the number 12: write the height of the door's middle in millimetres, a whole number from 100 to 2500",
  },
  {
    edits: [["number: 3", "number: 0"]],
    says: "site.yaml:16:15 compartments[2].number: is the number 0: write the number on the door, a whole number from 1 to 9999",
  },
  {
    edits: [["id: test", "id: Test Terminal"]],
    says: 'site.yaml:2:17 terminal.id: is "Test Terminal": write an id of at most 32 small letters, digits and dashes that starts with a letter',
  },
  {
    edits: [["name: Stadhuis", 'name: " "']],
    says: 'site.yaml:2:29 terminal.name: is " ": write a name in quotes, one line of at most 100 characters',
  },
  {
    edits: [['phone: "056"', "phone: 056"]],
    says: "site.yaml:2:64 terminal.phone: is the number 56: write a phone number in quotes, one line of at most 40 characters",
  },
  {
    edits: [["compartments:", "speech: { keypad: { up: [KeyA] } }\ncompartments:"]],
    says: 'site.yaml:13:26 speech.keypad.up[0]: is "KeyA": write the code of a key: F13 to F24, ArrowUp, ArrowDown, ArrowLeft, ArrowRight, Enter or NumpadEnter',
  },
  {
    edits: [["compartments:", "speech: { keypad: { upp: [F13] } }\ncompartments:"]],
    says: 'site.yaml:13:21 speech.keypad.upp: is not a key that is known here: did you mean "up"?',
  },
  {
    edits: [["[nl, en]", "[nl, es]"]],
    says: 'site.yaml:2:87 terminal.languages[1]: is "es": write nl, fr, de or en',
  },
  {
    edits: [["[nl, en]", "[]"]],
    says: "site.yaml:2:82 terminal.languages[0]: is missing: write nl, fr, de or en",
  },
  {
    edits: [["[nl, en]", "nl"]],
    says: 'site.yaml:2:82 terminal.languages: is "nl": write a list of languages, the first one first, for example [nl]',
  },
  {
    edits: [["pulseMs: 400", "pulseMs: 49"]],
    says: "site.yaml:20:18 lock.pulseMs: is the number 49: write the pulse in milliseconds, a whole number from 50 to 1500",
  },
  {
    edits: [["openWaitMs: 3000", "openWaitMs: 10001"]],
    says: "site.yaml:20:35 lock.openWaitMs: is the number 10001: write the wait in milliseconds, a whole number from 500 to 10000",
  },
  {
    edits: [["idleMs: 250", "idleMs: 1000"]],
    says: "site.yaml:21:20 polling.idleMs: is the number 1000: write the poll time in milliseconds, a whole number from 50 to 250",
  },
  {
    edits: [["[attest]", "[]"]],
    says: "site.yaml:19:11 policies: is a list of 0: write a list of 1 to 40 policies that are on, for example [attest]",
  },
  {
    edits: [["[attest]", ""]],
    says: "site.yaml:19:11 policies: is empty: write a list of 1 to 40 policies that are on, for example [attest]",
  },
  {
    edits: [["scanner: { kind: serial, path: dev/scanner, baud: 115200 }", "scanner: true"]],
    says: "site.yaml:17:10 scanner: is true: write kind: serial or tcp",
  },
  {
    edits: [["screen: { port: 2424 }", "screen: 2424"]],
    says: "site.yaml:3:9 screen: is the number 2424: write the keys port, widthPx, heightPx, widthMm, bottomEdgeMm, theme",
  },
  {
    edits: [["path: dev/bus-a", "path: { dev: a }"]],
    says: "site.yaml:5:34 buses[0].path: is a set of keys: write a path in quotes, one line of at most 200 characters",
  },
  {
    edits: [["name: Stadhuis", `name: ${"x".repeat(101)}`]],
    says: `site.yaml:2:29 terminal.name: is "${"x".repeat(40)}…": write a name in quotes, one line of at most 100 characters`,
  },
  {
    edits: [["configVersion: 1", "configVersion: 2"]],
    says: "site.yaml:1:16 configVersion: is the number 2: write 1, the layout that this release reads, or install the release the file was written for",
  },
];

describe("a mistyped site file", () => {
  it.each(typos)("is answered with one line: $says", ({ edits, says }) => {
    expect(sandbox.sentences(...edits)).toEqual([says]);
  });

  it("has all its mistakes named at once, from top to bottom", () => {
    expect(
      sandbox.sentences(
        ["polling:", "poling:"],
        ["port: 2424", "port: -1"],
        ["  - id: b\n    kind: tcp", "  - kind: tcp"],
      ),
    ).toEqual([
      "site.yaml:3:17 screen.port: is the number -1: write a port, a whole number from 1 to 65535",
      "site.yaml:6:5 buses[1].id: is missing: write an id of at most 32 small letters, digits and dashes that starts with a letter",
      'site.yaml:20:1 poling: is not a key that is known here: did you mean "polling"?',
    ]);
  });

  it("of another layout is answered with that alone", () => {
    expect(
      sandbox.sentences(["configVersion: 1", "configVersion: 7"], ["port: 2424", "x: 1"]),
    ).toEqual([
      "site.yaml:1:16 configVersion: is the number 7: write 1, the layout that this release reads, or install the release the file was written for",
    ]);
  });

  it("never has what stands under headers or in a URL printed, since it may be a password", () => {
    const lines = sandbox.sentences([
      'url: "http://127.0.0.1:2425/gateway/messages"',
      'url: "htps://clerk:hunter2@x/", headers: { Authorization: [hunter2] }',
    ]);
    expect(lines).toEqual([
      "site.yaml:18:18 messages.url: is not usable: write a URL https://…, or http://… on this machine",
      "site.yaml:18:71 messages.headers.Authorization: is not usable: write a header value in quotes, at most 500 characters",
    ]);
  });

  it("has a header name that no header can have pointed at by its key", () => {
    expect(sandbox.sentences(['messages" }', 'messages", headers: { "A b": x } }'])).toEqual([
      "site.yaml:18:71 messages.headers.A b: is not usable: write header names (letters, digits, dashes) with values",
    ]);
  });
});
