// The screen's channel over a real WebSocket: what it tells, what it takes, whom and what it cuts off.
import { once } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { Screen } from "#domain/screen.ts";
import { parseCompartmentNumber } from "#domain/ids.ts";
import { createMessageBudget } from "#api/message-budget.ts";
import { type Fixture, home, started } from "./api-fixture.ts";

type Page = {
  readonly socket: WebSocket;
  /** The next message, or the one that already came. */
  readonly heard: () => Promise<{ screen: Screen; wall?: unknown; languages: unknown }>;
  readonly closed: Promise<{ code: number; reason: string }>;
};

function openPage({ api }: Fixture, headers: { origin?: string; host?: string } = {}): Page {
  const origin = `http://127.0.0.1:${api.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${api.port}/api/terminal`, {
    headers: { origin, ...headers },
  });
  const messages: string[] = [];
  socket.on("message", (data) => messages.push((data as Buffer).toString()));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const heard = async () => {
    await vi.waitUntil(() => messages.length > 0);
    return JSON.parse(messages.shift() ?? "");
  };
  return { socket, heard, closed };
}

const refusedWith = async ({ socket }: Page): Promise<string> => {
  const [error] = (await once(socket, "error")) as [Error];
  return error.message;
};

function doorScreen(): Screen {
  const compartment = parseCompartmentNumber(7);
  if (!compartment.ok) throw new Error(compartment.error);
  return {
    ...home,
    name: "citizen-door-open",
    door: { compartment: compartment.value, state: "open" },
  };
}

describe("the screen's channel", () => {
  it("tells the present screen at once and every change after it", async () => {
    const fixture = await started();
    const page = openPage(fixture);
    expect(await page.heard()).toEqual({
      kind: "screen",
      keypad: expect.objectContaining({ ok: ["Enter", "NumpadEnter", "F17"] }),
      screen: home,
      languages: ["nl", "en"],
      phone: "056 00 00 00",
      house: "Stadhuis",
      glass: { widthMm: 194, heightMm: 345, bottomEdgeMm: 900 },
    });
    fixture.show({ ...home, name: "citizen-code" });
    expect((await page.heard()).screen.name).toBe("citizen-code");
  });

  it("adds the wall to a screen that is about a door", async () => {
    const fixture = await started();
    fixture.show(doorScreen());
    const message = await openPage(fixture).heard();
    expect(message.wall).toEqual(expect.objectContaining({ compartments: expect.any(Array) }));
  });

  it("brings keys, moves, choices, languages and displays to the controller", async () => {
    const fixture = await started();
    const page = openPage(fixture);
    await page.heard();
    page.socket.send(JSON.stringify({ kind: "key", key: "7" }));
    page.socket.send(JSON.stringify({ kind: "choice", choice: "type-code" }));
    page.socket.send(JSON.stringify({ kind: "choice", choice: "inspect-door", number: 7 }));
    page.socket.send(JSON.stringify({ kind: "language", language: "en" }));
    page.socket.send(JSON.stringify({ kind: "display", change: "low" }));
    page.socket.send(JSON.stringify({ kind: "moved" }));
    await vi.waitUntil(() => fixture.inputs.length === 6);
    expect(fixture.inputs).toEqual([
      { kind: "key-pressed", key: "7" },
      { kind: "choice-made", choice: "type-code" },
      { kind: "choice-made", choice: "inspect-door", number: 7 },
      { kind: "language-chosen", language: "en" },
      { kind: "display-changed", change: "low" },
      { kind: "moved" },
    ]);
  });

  it.each([
    ["a scan: only the controller's scanner reads codes", '{"kind":"scan","text":"L24:1"}'],
    ["a key that no keypad has", '{"kind":"key","key":"A"}'],
    ["a display that there is not", '{"kind":"display","change":"dark"}'],
    ["a field too many", '{"kind":"key","key":"1","by":"me"}'],
    ["no JSON", "hello"],
    ["nothing", ""],
  ])("is closed with a reason after %s", async (_what, text) => {
    const fixture = await started();
    const page = openPage(fixture);
    await page.heard();
    page.socket.send(text);
    const { code, reason } = await page.closed;
    expect(code).toBe(1008);
    expect(reason).toMatch(/\.$/);
    expect(fixture.inputs).toEqual([]);
  });

  it("is closed after a message of more than 1 KiB", async () => {
    const page = openPage(await started());
    await page.heard();
    page.socket.send(JSON.stringify({ kind: "choice", choice: "x".repeat(1024) }));
    expect((await page.closed).code).toBe(1009);
  });

  it("is closed after more touches than hands can make", async () => {
    const fixture = await started();
    const page = openPage(fixture);
    await page.heard();
    for (let n = 0; n < 200; n += 1) page.socket.send('{"kind":"key","key":"1"}');
    expect((await page.closed).code).toBe(1008);
    expect(fixture.inputs.length).toBeLessThan(200);
  });

  it("turns away pages from elsewhere, and programs that are no page", async () => {
    const fixture = await started();
    const { port } = fixture.api;
    const wrong = [
      { origin: "https://evil.example" },
      { origin: `http://127.0.0.1:${port + 1}` },
      { origin: `http://evil.example:${port}`, host: `evil.example:${port}` },
    ];
    for (const headers of wrong) {
      expect(await refusedWith(openPage(fixture, headers))).toContain("403");
    }
    const noPage = new WebSocket(`ws://127.0.0.1:${port}/api/terminal`);
    const [error] = (await once(noPage, "error")) as [Error];
    expect(error.message).toContain("403");
    expect(fixture.listeners()).toBe(0);
  });

  it("serves eight screens at once and frees the place of one that leaves", async () => {
    const fixture = await started();
    const pages = Array.from({ length: 8 }, () => openPage(fixture));
    await Promise.all(pages.map((page) => page.heard()));
    const ninth = openPage(fixture);
    expect((await ninth.closed).code).toBe(1013);
    pages[0]?.socket.close();
    await vi.waitUntil(() => fixture.listeners() === 7);
    expect((await openPage(fixture).heard()).screen).toEqual(home);
  });

  it("ends with the server", async () => {
    const fixture = await started();
    const page = openPage(fixture);
    await page.heard();
    await fixture.api.close();
    await page.closed;
    await expect.poll(fixture.listeners).toBe(0);
  });
});

describe("the message budget", () => {
  it("gives its burst, then only what time refills", () => {
    const budget = createMessageBudget({ burst: 3, perSecond: 2 });
    const at = (nowMs: number) => budget.spend(nowMs);
    expect([at(0), at(0), at(0), at(0)]).toEqual([true, true, true, false]);
    expect([at(500), at(500)]).toEqual([true, false]);
  });

  it("never saves more than its burst", () => {
    const budget = createMessageBudget({ burst: 2, perSecond: 100 });
    budget.spend(0);
    const spent = Array.from({ length: 5 }, () => budget.spend(60_000));
    expect(spent).toEqual([true, true, false, false, false]);
  });
});
