// The lines that lock boards hang on, and the boards: their shape and the rules between them. Opens nothing.
import { posix } from "node:path";

import { z } from "zod";

import { isLoopback } from "./loopback.ts";
import type { Finding } from "./problem.ts";
import { repeats } from "./repeats.ts";
import { baud, filePath, host, keys, list, pattern, port, topicId, url, whole } from "./scalars.ts";

const boardSchema = keys({
  /** [LL-2] 01 to 7E; 00 is a board without an address, 7F all boards. */
  address: pattern(
    /^(?:0[1-9A-F]|[1-6][0-9A-F]|7[0-9A-E])$/,
    'a board address in quotes, two hex digits from "01" to "7E"',
  ),
  /** [LL-4.1] */
  channels: whole("the number of channels", 1, 48),
  keyFile: filePath.exactOptional(),
});

/** As many as there are addresses. */
const boards = list("boards", boardSchema, 126);

const mqttUrl = url(["mqtt:", "mqtts:"], "a URL mqtt://host:port or mqtts://host:port");

export const busSchema = z.discriminatedUnion(
  "kind",
  [
    keys({ id: topicId, kind: z.literal("serial"), path: filePath, baud, boards }),
    keys({ id: topicId, kind: z.literal("tcp"), host, port, boards }),
    keys({
      id: topicId,
      kind: z.literal("mqtt"),
      url: mqttUrl,
      usernameFile: filePath.exactOptional(),
      passwordFile: filePath.exactOptional(),
      caFile: filePath.exactOptional(),
      boards,
    }),
  ],
  { error: "kind: serial, tcp or mqtt" },
);

export type Bus = z.output<typeof busSchema>;
export type Board = z.output<typeof boardSchema>;

/** What two things cannot use at once, and the field that names it. MQTT topics carry the bus, so brokers are shared. */
export function endpointOf(
  line:
    | { readonly kind: "serial"; readonly path: string }
    | { readonly kind: "tcp"; readonly host: string; readonly port: number }
    | { readonly kind: "mqtt" },
): { readonly field: "path" | "port"; readonly name: string } | undefined {
  switch (line.kind) {
    case "serial":
      return { field: "path", name: posix.normalize(line.path) };
    case "tcp":
      return { field: "port", name: `${line.host.toLowerCase()}:${line.port}` };
    case "mqtt":
      return undefined;
  }
}

export function repeatedBusIds(buses: readonly Bus[]): Finding[] {
  return repeats(buses, (bus) => bus.id).map(({ item, index, first }) => ({
    path: ["buses", index, "id"],
    sentence: `is "${item.id}", as buses[${first}] is: give every bus its own id`,
  }));
}

export function repeatedEndpoints(buses: readonly Bus[]): Finding[] {
  return repeats(buses, (bus) => endpointOf(bus)?.name).map(({ item, index, first }) => {
    const endpoint = endpointOf(item);
    return {
      path: ["buses", index, endpoint?.field ?? "id"],
      sentence: `takes ${endpoint?.name}, which buses[${first}] has: give every bus its own line`,
    };
  });
}

export function repeatedAddresses(buses: readonly Bus[]): Finding[] {
  return buses.flatMap((bus, busIndex) =>
    repeats(bus.boards, (board) => board.address).map(({ item, index, first }) => ({
      path: ["buses", busIndex, "boards", index, "address"],
      sentence: `is "${item.address}", as buses[${busIndex}].boards[${first}] is: give every board on a bus its own address`,
    })),
  );
}

/** [LL-8.2] Whoever can reach such a line could otherwise open doors. */
export function missingKeys(buses: readonly Bus[]): Finding[] {
  return buses.flatMap((bus, busIndex) => {
    const way = exposedWay(bus);
    if (way === undefined) return [];
    return bus.boards.flatMap((board, index) =>
      board.keyFile === undefined
        ? [
            {
              path: ["buses", busIndex, "boards", index, "keyFile"],
              sentence: `is missing: a board ${way} opens nothing without a key [LL-8.2], so name its key file`,
            },
          ]
        : [],
    );
  });
}

function exposedWay(bus: Bus): string | undefined {
  if (bus.kind === "mqtt") return "over MQTT";
  return bus.kind === "tcp" && !isLoopback(bus.host) ? "over TCP beyond this machine" : undefined;
}

/** A broker's password belongs in a file of its own that only the controller may read. */
export function urlPasswords(buses: readonly Bus[]): Finding[] {
  return buses.flatMap((bus, index) => {
    if (bus.kind !== "mqtt") return [];
    const { username, password } = new URL(bus.url);
    return `${username}${password}` === ""
      ? []
      : [
          {
            path: ["buses", index, "url"],
            sentence: "holds a user name or password: move them to usernameFile and passwordFile",
          },
        ];
  });
}
