// One line of `ledger export --format jsonl`, read as data: order, clocks, kind and body. Nothing is proved; `ledger verify` does that.
// The schema is the simulator's own and lenient, so that an older or newer ledger can still be looked at.
import { z } from "zod";
import type { Read } from "./happening.ts";

const DATE_MS_MAX = 8.64e15;

const Row = z.object({
  seq: z.int().min(1),
  atMs: z.number().min(-DATE_MS_MAX).max(DATE_MS_MAX),
  monoMs: z.number().min(0).max(Number.MAX_SAFE_INTEGER),
  clockTrusted: z.boolean().default(true),
  kind: z.string().min(1).max(100),
  body: z.string(),
  actor: z.string().max(100).default("terminal"),
});
export type LedgerLine = Omit<z.infer<typeof Row>, "body"> & { readonly body: unknown };

/** The objection ends a sentence that names file and line. */
export function parseLedgerLine(content: unknown): Read<LedgerLine> {
  const row = Row.safeParse(content);
  if (!row.success) {
    const [issue] = row.error.issues;
    return {
      objection: `its field ${issue?.path.join(".") ?? "?"} is wrong (${issue?.message ?? "?"})`,
    };
  }
  const body = parseJson(row.data.body);
  return body === undefined
    ? { objection: "its field body holds no JSON" }
    : { value: { ...row.data, body } };
}

/** `undefined`: no JSON, which itself never is `undefined`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
