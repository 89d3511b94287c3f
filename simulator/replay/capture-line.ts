// One line of a bus capture, as `loket24 controller --capture-bus` writes it: both clocks, bus, direction, and the line of the wire.
import { z } from "zod";
import type { Read } from "./happening.ts";

const Captured = z.object({
  /** Of the controller's run: counts from its start. */
  tMs: z.number().min(0).max(Number.MAX_SAFE_INTEGER),
  at: z.string().max(40),
  bus: z.string().max(40),
  dir: z.enum([">", "<", "port"]),
  line: z.string().max(500),
});
export type CaptureLine = Omit<z.infer<typeof Captured>, "at"> & { readonly wallMs: number };

/** The objection ends a sentence that names file and line. */
export function parseCaptureLine(content: unknown): Read<CaptureLine> {
  const line = Captured.safeParse(content);
  if (!line.success) {
    const [issue] = line.error.issues;
    return {
      objection: `its field ${issue?.path.join(".") ?? "?"} is wrong (${issue?.message ?? "?"})`,
    };
  }
  const { at, ...rest } = line.data;
  const wallMs = Date.parse(at);
  // A clock can be so wrong that its stamp is no date: order and distances come from the other one.
  return { value: { ...rest, wallMs: Number.isNaN(wallMs) ? 0 : wallMs } };
}
