// The demo's configuration, derived from config/demo.yaml: the same terminal on another line and other ports. Pure.
import { type Document, type YAMLMap, isMap, isSeq, parseDocument } from "yaml";

export const busKinds = ["pty", "tcp", "mqtt"] as const;
export type BusKind = (typeof busKinds)[number];

export type DemoWiring = {
  readonly bus: BusKind;
  readonly port: number;
  readonly wallPort: number;
  /** One per bus for `tcp`; for `mqtt` the broker's. */
  readonly linePorts: readonly number[];
};

export type DemoConfig = {
  readonly text: string;
  /** Key files that the boards of this configuration name, relative to the data folder. */
  readonly keyFiles: readonly string[];
};

/** @param source the text of config/demo.yaml, whose buses are serial lines */
export function demoConfig(source: string, wiring: DemoWiring): DemoConfig {
  const document = parseDocument(source);
  document.setIn(["screen", "port"], wiring.port);
  pointMessagesAt(document, wiring.wallPort);
  const keyFiles = busesOf(document).flatMap((bus, index) => rewire(bus, wiring, index));
  return { text: document.toString(), keyFiles };
}

function pointMessagesAt(document: Document, wallPort: number): void {
  const gateway = new URL(String(document.getIn(["messages", "url"])));
  gateway.port = String(wallPort);
  document.setIn(["messages", "url"], gateway.href);
}

const mapsOf = (list: unknown): readonly YAMLMap[] => (isSeq(list) ? list.items.filter(isMap) : []);
const busesOf = (document: Document): readonly YAMLMap[] => mapsOf(document.get("buses"));

/** Puts one bus on another line; answers the key files its boards now need. */
function rewire(bus: YAMLMap, wiring: DemoWiring, index: number): readonly string[] {
  switch (wiring.bus) {
    case "pty":
      return [];
    case "tcp":
      becomes(bus, { kind: "tcp", host: "127.0.0.1", port: wiring.linePorts[index] ?? 0 });
      return [];
    case "mqtt":
      becomes(bus, { kind: "mqtt", url: `mqtt://127.0.0.1:${wiring.linePorts[0] ?? 0}` });
      return mapsOf(bus.get("boards")).map((board) => giveKey(board, String(bus.get("id"))));
  }
}

function becomes(bus: YAMLMap, line: Readonly<Record<string, string | number>>): void {
  bus.delete("path");
  bus.delete("baud");
  for (const [key, value] of Object.entries(line)) bus.set(key, value);
}

/** Over MQTT a board opens nothing without a key [LL-8.2]. */
function giveKey(board: YAMLMap, bus: string): string {
  const keyFile = `keys/${bus}-${String(board.get("address"))}.key`;
  board.set("keyFile", keyFile);
  return keyFile;
}
