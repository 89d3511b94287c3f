// What people do in front of the simulated wall, over its JSON: open hands, doors, scanner, phone and pocket.
import jsqr from "jsqr";
import { PNG } from "pngjs";

export type PhoneMessage = { readonly to: string; readonly text: string; readonly png?: string };
export type Pocket = {
  readonly clerk: { readonly name: string; readonly badge: string; readonly totp: string };
  readonly documents: readonly {
    readonly reference: string;
    readonly product: string;
    readonly holder: {
      readonly name: string;
      readonly birthDate?: string;
      readonly telephone?: string;
    };
  }[];
};
export type WallDoor = { readonly number: number; readonly door: string; readonly item: string };

export type WallClient = {
  readonly pocket: () => Promise<Pocket>;
  readonly phone: () => Promise<readonly PhoneMessage[]>;
  readonly doors: () => Promise<readonly WallDoor[]>;
  /** Every pulse that any coil has had. */
  readonly pulses: () => Promise<number>;
  readonly scan: (text: string) => Promise<void>;
  readonly door: (
    number: number,
    action: "close" | "put" | "take" | "jam" | "free",
  ) => Promise<void>;
  readonly board: (address: string, action: "unplug" | "replug") => Promise<void>;
};

const TIMEOUT_MS = 5000;

export function openWall(url: string): WallClient {
  // The shapes are the wall's own (simulator/README.md); a wrong one fails the expectation that reads it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const get = async <T>(path: string): Promise<T> => (await ask(`${url}${path}`)) as T;
  const post = async (path: string, body: object): Promise<void> => {
    await ask(`${url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  };
  return {
    pocket: () => get("/api/pocket"),
    phone: () => get<PhoneMessage[]>("/api/phone"),
    doors: async () => (await get<{ compartments: WallDoor[] }>("/api/wall")).compartments,
    pulses: async () => (await get<{ total: number }>("/api/pulses")).total,
    scan: (text) => post("/api/scanner", { text }),
    door: (number, action) => post(`/api/doors/${number}`, { action }),
    board: (address, action) => post(`/api/boards/${address}`, { action }),
  };
}

async function ask(url: string, init: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}

/** What a scanner reads off the picture that the citizen got; `undefined` where there is no QR in it. */
export function readQr(dataUrl: string | undefined): string | undefined {
  if (dataUrl === undefined) return undefined;
  const picture = PNG.sync.read(
    Buffer.from(dataUrl.replace(/^data:image\/png;base64,/u, ""), "base64"),
  );
  return jsqr.default(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data;
}
