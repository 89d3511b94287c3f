// The desk's side of a running controller, over its HTTP API with the token of its data folder. Also the ledger's own words.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompartmentView, HealthView, PickupView } from "#api/views.ts";
import { controllerSays } from "./system-programs.ts";
import { untilTrue } from "./system-wait.ts";

const TIMEOUT_MS = 5000;

export type Desk = {
  readonly health: () => Promise<HealthView>;
  readonly compartments: () => Promise<readonly CompartmentView[]>;
  readonly compartment: (number: number) => Promise<CompartmentView>;
  readonly pickups: () => Promise<readonly PickupView[]>;
  readonly announce: (dossier: object) => Promise<{ readonly pickup: string }>;
  readonly resumeBoard: (board: string) => Promise<void>;
  readonly disable: (compartment: number) => Promise<void>;
  /** Resolves when every board of the terminal answers. */
  readonly allBoardsGood: () => Promise<unknown>;
};

export function openDesk(url: string, data: string): Desk {
  async function ask(path: string, body?: object): Promise<unknown> {
    const token = (await readFile(join(data, "api-token"), "utf8")).trim();
    const answer = await fetch(`${url}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
  // The shapes are the API's own schemas, which its own tests hold.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const get = async <T>(path: string): Promise<T> => (await ask(path)) as T;
  const health = (): Promise<HealthView> => get("/api/health");
  const compartments = (): Promise<readonly CompartmentView[]> => get("/api/compartments");
  return {
    health,
    compartments,
    async compartment(number) {
      const found = (await compartments()).find((one) => one.number === number);
      if (found === undefined) throw new Error(`there is no compartment ${number}`);
      return found;
    },
    pickups: () => get("/api/pickups"),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    announce: async (dossier) => (await ask("/api/dossiers", dossier)) as { pickup: string },
    resumeBoard: async (board) => void (await ask(`/api/boards/${board}/resume`, {})),
    disable: async (compartment) =>
      void (await ask(`/api/compartments/${compartment}/disable`, { reason: "not in this test" })),
    allBoardsGood: () =>
      untilTrue("every board answers", async () =>
        (await health()).boards.every(({ state }) => state === "good"),
      ),
  };
}

export type LedgerFact = {
  readonly seq: number;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** All facts of a data folder, through `ledger export`, which works beside a running controller. */
export async function ledgerFacts(data: string): Promise<readonly LedgerFact[]> {
  const { code, stdout, stderr } = await controllerSays("ledger", "export", "--data", data);
  if (code !== 0) throw new Error(`ledger export ended with ${code}: ${stderr}`);
  return stdout.trim().split("\n").map(readFact);
}

function readFact(line: string): LedgerFact {
  // The very rows of the ledger: their form is held by the ledger's own tests.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const row = JSON.parse(line) as { seq: number; kind: string; body: string };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...row, body: JSON.parse(row.body) as LedgerFact["body"] };
}
