// A real server on a free port with a desk that records what it was asked. Its page is a folder made for the test.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, assert } from "vitest";
import type { Screen } from "#domain/screen.ts";
import type { ScreenInput } from "#domain/inputs.ts";
import { usualDisplay } from "#domain/visit/visit.ts";
import type { Log } from "#runtime/ports.ts";
import { type Api, type ApiOptions, createApi } from "#api/server.ts";
import { speechSchema } from "#config/speech.ts";

export const TOKEN = "a-token-that-only-the-tests-know-0123456789";
export const PICKUP = "0123456789abcdef0123456789abcdef";

export type Fixture = {
  readonly api: Api;
  readonly url: string;
  readonly asked: unknown[];
  readonly inputs: ScreenInput[];
  readonly alarms: string[];
  readonly show: (screen: Screen) => void;
  readonly listeners: () => number;
};

export const home: Screen = {
  name: "citizen-home",
  language: "nl",
  display: usualDisplay,
  values: {},
  choices: [],
};

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

function builtPage(): string {
  const folder = mkdtempSync(join(tmpdir(), "loket24-page-"));
  cleanUps.push(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>page</title>");
  writeFileSync(join(folder, "assets", "main-abc123.js"), "// nothing\n");
  return folder;
}

export function optionsFor(change: Partial<ApiOptions> = {}) {
  const asked: unknown[] = [];
  const inputs: ScreenInput[] = [];
  const alarms: string[] = [];
  const listeners = new Set<() => void>();
  let screen = home;
  const show = (next: Screen) => {
    screen = next;
    for (const listener of listeners) listener();
  };
  const log: Log = { step: () => {}, warn: () => {}, alarm: (what) => alarms.push(what) };
  const options: ApiOptions = {
    currentScreen: () => screen,
    onScreenChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sendScreenInput: (input) => inputs.push(input),
    wall: () => ({
      compartments: [{ number: 7, column: 1, row: 1, size: "small", heightMm: 900 }],
    }),
    languages: ["nl", "en"],
    phone: "056 00 00 00",
    house: "Stadhuis",
    glass: { widthMm: 194, heightMm: 345, bottomEdgeMm: 900 },
    themeStyle: ":root{--paper:#ffffff}",
    health: () => ({ serving: true, version: "0", ledgerSeq: 12, boards: [] }),
    apiToken: TOKEN,
    staticDir: builtPage(),
    clipFolders: [],
    keypad: speechSchema.parse({}).keypad,
    log,
    port: 0,
    ...recordingDesk(asked),
    ...change,
  };
  return { options, asked, inputs, alarms, show, listeners: () => listeners.size };
}

function recordingDesk(asked: unknown[]) {
  const order = async (...what: unknown[]) => {
    asked.push(what);
    return { ok: true, value: undefined } as const;
  };
  return {
    announce: async (dossier: unknown) => {
      asked.push(["announce", dossier]);
      return { ok: true, value: { pickup: PICKUP, locator: "4711" } } as const;
    },
    withdraw: (pickup: string, why: string) => order("withdraw", pickup, why),
    extend: (pickup: string, untilMs: number) => order("extend", pickup, untilMs),
    release: (pickup: string) => order("release", pickup),
    resend: (pickup: string) => order("resend", pickup),
    reissue: (pickup: string, which: string) => order("reissue", pickup, which),
    resumeBank: (board: string) => order("resumeBank", board),
    disable: (compartment: number, why: string) => order("disable", compartment, why),
    enable: (compartment: number) => order("enable", compartment),
    pickups: () => [],
    compartments: () => [],
  };
}

export async function started(change: Partial<ApiOptions> = {}): Promise<Fixture> {
  const made = optionsFor(change);
  const api = await createApi(made.options);
  assert(api.ok);
  cleanUps.push(() => api.value.close());
  return { ...made, api: api.value, url: `http://127.0.0.1:${api.value.port}` };
}

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

/** With the token unless told otherwise. */
export async function ask(
  { url }: Fixture,
  path: string,
  given: { method?: string; body?: unknown; token?: string | undefined } = {},
): Promise<Answer> {
  const token = "token" in given ? given.token : TOKEN;
  const { method = given.body === undefined ? "GET" : "POST", body } = given;
  const response = await fetch(url + path, {
    method,
    redirect: "manual",
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}
