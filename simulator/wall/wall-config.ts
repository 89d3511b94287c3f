// What the wall reads of the controller's own YAML file: only what hangs on a wire. Everything else in it is left alone.
// The schema is the simulator's own and lenient, so that it can disagree with the controller's.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const Board = z.object({
  address: z
    .string()
    .regex(/^(0[1-9A-F]|[1-6][0-9A-F]|7[0-9A-E])$/, "two hex digits from 01 to 7E"),
  channels: z.int().min(1).max(48),
  keyFile: z.string().optional(),
  nvlog: z.boolean().optional(),
  /** Channels that dispense instead of opening a door. */
  lanes: z.array(z.int().min(1).max(48)).default([]),
});
const busFields = { id: z.string().min(1), boards: z.array(Board).max(126) };
const BusConfig = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("serial"),
    path: z.string(),
    baud: z.int().min(9600).max(921_600).default(115_200),
    ...busFields,
  }),
  z.object({
    kind: z.literal("tcp"),
    host: z.string(),
    port: z.int().min(0).max(65_535),
    ...busFields,
  }),
  z.object({ kind: z.literal("mqtt"), url: z.string(), ...busFields }),
]);
const ScannerConfig = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("serial"), path: z.string() }),
  z.object({ kind: z.literal("tcp"), host: z.string(), port: z.int().min(0).max(65_535) }),
]);
const CompartmentPlace = z.object({
  number: z.int().min(1),
  bus: z.string(),
  board: z.string(),
  channel: z.int().min(1).max(48),
  column: z.int().min(1),
  row: z.int().min(1),
  heightMm: z.number().optional(),
  size: z.string().optional(),
  itemSensor: z.boolean().default(false),
  doorSensor: z.boolean().default(true),
});
const WallConfig = z.object({
  terminal: z.object({ id: z.string().min(1), name: z.string().optional() }),
  /** Only to lead from the wall's page to the terminal's. */
  screen: z.object({ port: z.int().min(1).max(65_535) }).optional(),
  buses: z.array(BusConfig).min(1),
  compartments: z.array(CompartmentPlace).default([]),
  scanner: ScannerConfig.optional(),
});

export type WallConfig = z.infer<typeof WallConfig>;
export type BusConfig = z.infer<typeof BusConfig>;
export type BoardEntry = z.infer<typeof Board>;
export type CompartmentPlace = z.infer<typeof CompartmentPlace>;
export type ScannerConfig = z.infer<typeof ScannerConfig>;

/** A text or the sentence that says what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly objection: string };

export async function readWallConfig(path: string): Promise<Read<WallConfig>> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return { objection: `cannot read the configuration file ${path}` };
  return parseWallConfig(text, path);
}

export function parseWallConfig(text: string, path: string): Read<WallConfig> {
  const yaml = parseYaml(text);
  if ("objection" in yaml) return { objection: `${path}: ${yaml.objection}` };
  const config = WallConfig.safeParse(yaml.value);
  if (!config.success) {
    const [issue] = config.error.issues;
    return { objection: `${path}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "wrong"}` };
  }
  const objection = firstMisfit(config.data);
  return objection === undefined ? { value: config.data } : { objection: `${path}: ${objection}` };
}

/** A board key: 64 hex digits in a file below the data folder [LL-6.1]. */
export async function readKey(data: string, file: string): Promise<Read<Uint8Array>> {
  const path = resolve(data, file);
  const text = (await readFile(path, "utf8").catch(() => "")).trim();
  return /^[0-9a-fA-F]{64}$/.test(text)
    ? { value: Buffer.from(text, "hex") }
    : {
        objection: `the key file ${path} does not hold 64 hex digits: write 32 random bytes as hex into it`,
      };
}

function parseYaml(text: string): Read<unknown> {
  try {
    const value: unknown = parse(text);
    return { value };
  } catch (error) {
    return { objection: `is no YAML: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Every compartment needs a board and a channel that exist. */
function firstMisfit(config: WallConfig): string | undefined {
  for (const { number, bus, board, channel } of config.compartments) {
    const entry = config.buses
      .find(({ id }) => id === bus)
      ?.boards.find(({ address }) => address === board);
    if (!entry)
      return `compartment ${number} names board ${board} on bus ${bus}, which is not configured`;
    if (channel > entry.channels) {
      return `compartment ${number} names channel ${channel}, but board ${board} has ${entry.channels}`;
    }
  }
  return undefined;
}
