// The code reader: the line it hangs on. Never what it reads.
import { z } from "zod";

import { type Bus, endpointOf } from "./buses.ts";
import type { Finding } from "./problem.ts";
import { baud, filePath, host, keys, port } from "./scalars.ts";

export const scannerSchema = z.discriminatedUnion(
  "kind",
  [
    keys({ kind: z.literal("serial"), path: filePath, baud }),
    keys({ kind: z.literal("tcp"), host, port }),
  ],
  { error: "kind: serial or tcp" },
);

export type Scanner = z.output<typeof scannerSchema>;

export function scannerOnBus(scanner: Scanner, buses: readonly Bus[]): Finding[] {
  const endpoint = endpointOf(scanner);
  const index = buses.findIndex((bus) => endpointOf(bus)?.name === endpoint?.name);
  return endpoint === undefined || index < 0
    ? []
    : [
        {
          path: ["scanner", endpoint.field],
          sentence: `takes ${endpoint.name}, which is the line of buses[${index}]: give the scanner its own`,
        },
      ];
}
