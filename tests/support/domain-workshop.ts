// What an honest workshop answers in the domain's tests: always the same, and something of everything.
import type { Devices, DoorEvent, TraceLine } from "#domain/technician/panel.ts";
import type { WorkshopAnswer, WorkshopAsk } from "#domain/technician/places.ts";
import { boardA } from "./domain-site.ts";

/** Tuesday 3 November 2026, nine in the morning; the newest first. */
const NINE_MS = Date.UTC(2026, 10, 3, 8);

/** More than one page of them. */
export const toldOfDoor: readonly DoorEvent[] = [
  { atMs: NINE_MS + 9000, what: "ended", detail: "opened" },
  { atMs: NINE_MS + 7000, what: "closed" },
  { atMs: NINE_MS + 6000, what: "item-went" },
  { atMs: NINE_MS + 5000, what: "opened" },
  { atMs: NINE_MS + 4000, what: "granted", detail: "collection" },
  { atMs: NINE_MS + 3000, what: "inspected", detail: "document" },
  { atMs: NINE_MS + 2000, what: "doubted", detail: "not-opened" },
  { atMs: NINE_MS + 1000, what: "read-unknown" },
  { atMs: NINE_MS, what: "enabled" },
];

/** The first board tells all there is, the second what it must. */
export const toldOfMachine: Devices = {
  version: "0.1.0",
  freeBytes: 12_340_000_000,
  boards: [
    {
      id: boardA,
      firmware: "1.4.2",
      model: "LB12",
      vinMv: 12_100,
      temperatureDeciC: 215,
      tamper: false,
    },
  ],
};

/** The newest first. */
export const toldOfLines: readonly TraceLine[] = [
  { atMs: NINE_MS + 60, bus: "a", direction: "<", line: "<01 0004 EVT n=1 door ch=3 open*2BD7" },
  { atMs: NINE_MS + 50, bus: "a", direction: ">", line: ">01 0004 POLL ack=0*77F0" },
  { atMs: NINE_MS + 40, bus: "a", direction: "<", line: "<01 0003 ACC op=7*1F2C" },
  {
    atMs: NINE_MS + 30,
    bus: "a",
    direction: ">",
    line: ">01 0003 OPEN ch=3 op=7 pulse=400 boot=5D21E0C4 by=81190 mac=5D00D20F88A96057*8874",
  },
  { atMs: NINE_MS + 20, bus: "b", direction: "<", line: "<02 0001 IDLE*4A0B" },
  { atMs: NINE_MS + 10, bus: "b", direction: ">", line: ">02 0001 POLL ack=0*9C31" },
  { atMs: NINE_MS, bus: "a", direction: "port", line: "opened" },
];

export function workshopAnswerTo(asked: WorkshopAsk): WorkshopAnswer {
  const { ask } = asked;
  switch (asked.kind) {
    case "read-door-history":
      return {
        kind: "door-history-read",
        ask,
        compartment: asked.compartment,
        events: toldOfDoor,
      };
    case "read-devices":
      return { kind: "devices-read", ask, devices: toldOfMachine };
    case "read-bus-trace":
      return { kind: "bus-trace-read", ask, lines: toldOfLines };
    case "make-support-bundle":
      return { kind: "support-bundle-made", ask, name: "support-2026-11-03T09-00-00-000Z" };
  }
}
