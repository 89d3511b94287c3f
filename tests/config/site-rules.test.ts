// What must agree between the parts of a site file: each rule, its sentence, its place.
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

import { siteSchema } from "#config/schema.ts";
import { siteRules } from "#config/site-rules.ts";

import { type Edit, edited, makeSandbox, smallSite } from "./sandbox.ts";

const sandbox = makeSandbox();
afterAll(sandbox.remove);

type BrokenRule = { readonly rule: string; readonly edits: readonly Edit[]; readonly says: string };

const serialBus = `  - { id: z, kind: serial, path: ./dev//bus-a, boards: [{ address: "01", channels: 4 }] }\n`;
const mqttBus = (more: string): Edit => [
  "buses:\n",
  `buses:\n  - { id: m, kind: mqtt, url: "mqtt://broker:1883", boards: [{ address: "01", channels: 4${more} }] }\n`,
];

const keyedBus = (id: string): string =>
  `  - { id: ${id}, kind: mqtt, url: "mqtt://broker:1883", boards: [{ address: "01", channels: 4, keyFile: k }] }\n`;

const manyBoards = Array.from({ length: 41 }, (_, index) => {
  const address = (index + 1).toString(16).toUpperCase().padStart(2, "0");
  return `{ address: "${address}", channels: 4 }`;
}).join(", ");

const broken: readonly BrokenRule[] = [
  {
    rule: "a language stands in the list once",
    edits: [["[nl, en]", "[nl, en, nl]"]],
    says: 'site.yaml:2:91 terminal.languages[2]: is "nl" a second time: write every language once',
  },
  {
    rule: "the days of the desk follow each other",
    edits: [["terminal: {", 'terminal: { deskHours: [{ days: fri-mon, hours: "09:00-12:00" }],']],
    says: "site.yaml:2:33 terminal.deskHours[0].days: ends before it begins: write mon-fri, or two lines",
  },
  {
    rule: "the desk closes after it opens",
    edits: [["terminal: {", 'terminal: { deskHours: [{ days: mon, hours: "16:00-13:30" }],']],
    says: 'site.yaml:2:45 terminal.deskHours[0].hours: ends before it begins: write "13:30-16:00", or two lines',
  },
  {
    rule: "a code of the audio keypad is one key",
    edits: [["compartments:", "speech: { keypad: { up: [F13], left: [F13] } }\ncompartments:"]],
    says: "site.yaml:13:39 speech.keypad.left[0]: is F13, which is speech.keypad.up already: a code is one key",
  },
  {
    rule: "every bus has its own id",
    edits: [
      ["id: b\n", "id: a\n"],
      ["bus: b", "bus: a"],
      ['"02", channel: 3', '"01", channel: 3'],
    ],
    says: 'site.yaml:6:9 buses[1].id: is "a", as buses[0] is: give every bus its own id',
  },
  {
    rule: "every serial bus has its own path, however it is written",
    edits: [["  - id: b\n", `${serialBus}  - id: b\n`]],
    says: "site.yaml:6:34 buses[1].path: takes dev/bus-a, which buses[0] has: give every bus its own line",
  },
  {
    rule: "every TCP bus has its own host and port",
    edits: [
      [
        "compartments:",
        '  - { id: c, kind: tcp, host: 127.0.0.1, port: 2431, boards: [{ address: "01", channels: 1 }] }\ncompartments:',
      ],
    ],
    says: "site.yaml:13:48 buses[2].port: takes 127.0.0.1:2431, which buses[1] has: give every bus its own line",
  },
  {
    rule: "every board on a bus has its own address",
    edits: [
      ['address: "02"', 'address: "01"'],
      ['"02", channel: 3', '"01", channel: 3'],
    ],
    says: 'site.yaml:12:20 buses[1].boards[1].address: is "01", as buses[1].boards[0] is: give every board on a bus its own address',
  },
  {
    rule: "a board over MQTT has a key",
    edits: [mqttBus("")],
    says: "site.yaml:5:62 buses[0].boards[0].keyFile: is missing: a board over MQTT opens nothing without a key [LL-8.2], so name its key file",
  },
  {
    rule: "a board over TCP beyond this machine has a key",
    edits: [
      ["host: 127.0.0.1", "host: 192.168.1.20"],
      [
        '{ address: "01", channels: 4 }\n',
        '{ address: "01", channels: 4, keyFile: keys/b-01.key }\n',
      ],
    ],
    says: "site.yaml:12:9 buses[1].boards[1].keyFile: is missing: a board over TCP beyond this machine opens nothing without a key [LL-8.2], so name its key file",
  },
  {
    rule: "a broker's password stands in a file of its own",
    edits: [mqttBus(", keyFile: keys/m-01.key"), ["//broker", "//user:hunter2@broker"]],
    says: "site.yaml:5:31 buses[0].url: holds a user name or password: move them to usernameFile and passwordFile",
  },
  {
    rule: "a round over the boards of a bus takes at most a second",
    edits: [['[{ address: "01", channels: 4 }]', `[${manyBoards}]`]],
    says: "site.yaml:5:67 buses[0].boards: make a round of 1009 ms, and past 1000 ms no door is served: raise the baud or spread the boards over more buses",
  },
  {
    rule: "every door has its own number",
    edits: [["number: 3", "number: 1"]],
    says: "site.yaml:16:15 compartments[2].number: is 1, as compartments[0] is: give every door its own number",
  },
  {
    rule: "every door has its own channel",
    edits: [["channel: 2", "channel: 1"]],
    says: "site.yaml:15:48 compartments[1].channel: is board a:01 channel 1, as compartments[0] is: two doors would open at once",
  },
  {
    rule: "every door has its own place in the wall",
    edits: [["column: 2, row: 1", "column: 1, row: 1"]],
    says: "site.yaml:16:67 compartments[2].row: puts the door at column 1, row 1, where compartments[0] is: correct its column or row",
  },
  {
    rule: "a channel is one that the board has",
    edits: [["channel: 3", "channel: 5"]],
    says: "site.yaml:16:48 compartments[2].channel: is 5, but board b:02 has 4 channels: write 1 to 4",
  },
  {
    rule: "a door names a bus that is there",
    edits: [["bus: b", "bus: x"]],
    says: 'site.yaml:16:23 compartments[2].bus: is "x", which is no bus: write a or b',
  },
  {
    rule: "a door that names a bus nearly right is asked which one it meant",
    edits: [
      ["id: b\n", "id: wall\n"],
      ["bus: b", "bus: wlal"],
    ],
    says: 'site.yaml:16:23 compartments[2].bus: is "wlal", which is no bus: did you mean "wall"?',
  },
  {
    rule: "a door names a board that is on its bus",
    edits: [['bus: b, board: "02"', 'bus: b, board: "03"']],
    says: 'site.yaml:16:33 compartments[2].board: is "03", which is no board on bus b: write 01 or 02',
  },
  {
    rule: "the scanner has a line of its own",
    edits: [["dev/scanner", "dev/bus-a"]],
    says: "site.yaml:17:32 scanner.path: takes dev/bus-a, which is the line of buses[0]: give the scanner its own",
  },
  {
    rule: "a scanner on TCP has a port of its own",
    edits: [
      [
        "{ kind: serial, path: dev/scanner, baud: 115200 }",
        "{ kind: tcp, host: 127.0.0.1, port: 2431 }",
      ],
    ],
    says: "site.yaml:17:46 scanner.port: takes 127.0.0.1:2431, which is the line of buses[1]: give the scanner its own",
  },
  {
    rule: "messages leave this machine encrypted",
    edits: [["http://127.0.0.1:2425/", "http://gateway.example/"]],
    says: "site.yaml:18:18 messages.url: goes to gateway.example in clear: write https:// for everything beyond this machine",
  },
  {
    rule: "the screen is large enough for keys of 20 mm",
    edits: [["{ port: 2424 }", "{ port: 2424, widthMm: 150 }"]],
    says: "site.yaml:3:32 screen.widthMm: makes a picture of 150 × 267 mm: keys of 20 mm and readable letters need 190 × 335 mm, so take a larger screen",
  },
  {
    rule: "the screen is large enough for keys of 20 mm, lying too",
    edits: [["{ port: 2424 }", "{ port: 2424, widthPx: 1280, heightPx: 800, widthMm: 261 }"]],
    says: "site.yaml:3:62 screen.widthMm: makes a picture of 261 × 163 mm: keys of 20 mm and readable letters need 335 × 188 mm, so take a larger screen",
  },
  {
    rule: "a name that only looks like this machine is not",
    edits: [["http://127.0.0.1:2425/", "http://127.0.0.1.example/"]],
    says: "site.yaml:18:18 messages.url: goes to 127.0.0.1.example in clear: write https:// for everything beyond this machine",
  },
  {
    rule: "the gateway's password stands in a file of its own",
    edits: [["http://127.0.0.1:2425/", "https://user:hunter2@gateway.example/"]],
    says: "site.yaml:18:18 messages.url: holds a user name or password: move them to headersFile",
  },
];

describe("a site file", () => {
  it("is accepted when nothing is wrong with it", () => {
    expect(sandbox.sentences()).toEqual([]);
  });

  it.each(broken)("is refused unless $rule", ({ edits, says }) => {
    expect(sandbox.sentences(...edits)).toContain(says);
  });

  it("has every broken rule named at once", () => {
    expect(
      sandbox.sentences(
        ["number: 3", "number: 1"],
        ["[nl, en]", "[nl, nl]"],
        ["channel: 3", "channel: 9"],
      ),
    ).toHaveLength(3);
  });

  it("may have one broker for two buses, since topics carry the bus", () => {
    expect(sandbox.sentences(["buses:\n", `buses:\n${keyedBus("m")}${keyedBus("n")}`])).toEqual([]);
  });

  it.each(["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]"])(
    "may send messages in clear to %s, which is this machine",
    (host) => {
      expect(sandbox.sentences(["http://127.0.0.1:2425/", `http://${host}:2425/`])).toEqual([]);
    },
  );

  it("has for each of its rules an example here that breaks it", () => {
    const sites = broken.map(({ edits }) => siteSchema.parse(parse(edited(smallSite, edits))));
    for (const rule of siteRules) {
      expect(sites.some((site) => rule(site).length > 0)).toBe(true);
    }
  });
});
