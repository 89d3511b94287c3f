// What a test does to the simulated wall's cables, over the wall's own API: faults, replays, noise, pulled plugs.

export type WireFault = {
  readonly kind: string;
  readonly verb?: string;
  readonly delayMs?: number;
};

export type Wire = {
  readonly fault: (bus: string, fault: WireFault, count: number) => Promise<void>;
  /** The newest OPEN reaches the boards once more: the line, and what the board said to it. */
  readonly replay: (bus: string) => Promise<{ readonly line: string; readonly reply?: string }>;
  /** Random bytes without an LF, as fast as the host reads. */
  readonly flood: (bus: string, bytes: number) => Promise<void>;
  /** A line as it stands, as a second host or a doppelganger would say it. */
  readonly say: (bus: string, text: string) => Promise<void>;
  readonly bus: (bus: string, action: "unplug" | "replug") => Promise<void>;
};

/** A flood takes as long as the host takes to read it. */
const TIMEOUT_MS = 60_000;

export function openWire(wallUrl: string): Wire {
  async function post(path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${wallUrl}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  }
  return {
    fault: async (bus, fault, count) => void (await post("/api/wire/fault", { bus, fault, count })),
    // The wall's own form, told in simulator/README.md.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    replay: async (bus) => (await post("/api/wire/replay", { bus })) as { line: string },
    flood: async (bus, bytes) => void (await post("/api/wire/noise", { bus, bytes })),
    say: async (bus, text) => void (await post("/api/wire/noise", { bus, text })),
    bus: async (bus, action) => void (await post(`/api/buses/${bus}`, { action })),
  };
}
