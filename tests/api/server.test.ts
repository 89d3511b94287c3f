// The server as a stranger meets it: its own names only, its headers, its page, its errors, its OpenAPI document.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApi } from "#api/server.ts";
import { type Fixture, ask, optionsFor, started } from "./api-fixture.ts";

/** `fetch` does not let us choose the Host header. */
function statusWith({ api }: Fixture, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: api.port, path: "/api/health", headers };
    request(options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

function clipFolder(voice: string, ...more: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "loket24-clips-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "nl"));
  for (const name of ["title.1.ogg", ...more]) writeFileSync(join(folder, "nl", name), voice);
  return folder;
}

describe("starting the server", () => {
  it("fails with a sentence that names the port, when another program has it", async () => {
    const { api } = await started();
    const second = await createApi(optionsFor({ port: api.port }).options);
    expect(second).toEqual({
      ok: false,
      error: `Port ${api.port} on 127.0.0.1 is already in use: stop the other program or choose another port.`,
    });
  });

  it("fails with a sentence when the token could be guessed", async () => {
    const refused = await createApi(optionsFor({ apiToken: "short" }).options);
    expect(refused).toMatchObject({ ok: false, error: expect.stringContaining("32 characters") });
  });

  it("fails with a sentence when the page was not built", async () => {
    const refused = await createApi(optionsFor({ staticDir: "/nowhere" }).options);
    expect(refused).toMatchObject({ ok: false, error: expect.stringContaining("/nowhere") });
  });
});

describe("the server", () => {
  it("answers only to its own name and port", async () => {
    const fixture = await started();
    const { port } = fixture.api;
    expect(await statusWith(fixture, { host: `127.0.0.1:${port}` })).toBe(200);
    expect(await statusWith(fixture, { host: `localhost:${port}` })).toBe(200);
    for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1", `127.0.0.1:1`]) {
      expect(await statusWith(fixture, { host })).toBe(403);
    }
  });

  it("answers no page from elsewhere", async () => {
    const fixture = await started();
    const host = `127.0.0.1:${fixture.api.port}`;
    expect(await statusWith(fixture, { host, origin: `http://${host}` })).toBe(200);
    for (const origin of ["https://evil.example", "null", `https://${host}`, "http://127.0.0.1"]) {
      expect(await statusWith(fixture, { host, origin })).toBe(403);
    }
  });

  it("says in a sentence that a route is unknown", async () => {
    const fixture = await started();
    const answer = await ask(fixture, "/api/doors?all=1", { method: "DELETE" });
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({
      error: { code: "not-found", sentence: "There is no DELETE /api/doors in this API." },
    });
  });

  it("tells its health without a token", async () => {
    const health = {
      serving: false,
      why: "The ledger is full: free space on the disk.",
      version: "1",
      ledgerSeq: 12,
      boards: [{ id: "a:01", state: "suspect", boot: "00000007" }],
    } as const;
    const fixture = await started({ health: () => health });
    const answer = await ask(fixture, "/api/health", { token: undefined });
    expect(answer.body).toEqual(health);
  });

  it("describes every route in OpenAPI, from the schemas that check them", async () => {
    const fixture = await started();
    const { body } = await ask(fixture, "/api/openapi.json");
    const document = body as {
      openapi: string;
      paths: Record<string, Record<string, { security?: unknown }>>;
      components: { schemas: Record<string, { properties?: object }> };
    };
    expect(document.openapi).toBe("3.1.0");
    expect(
      Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(
          ([method, { security }]) => `${method} ${path}${security === undefined ? "" : " token"}`,
        ),
      ),
    ).toEqual([
      "get /api/health",
      "post /api/dossiers token",
      "get /api/pickups token",
      "post /api/pickups/{id}/withdraw token",
      "post /api/pickups/{id}/extend token",
      "post /api/pickups/{id}/release token",
      "post /api/pickups/{id}/resend token",
      "post /api/pickups/{id}/reissue token",
      "post /api/boards/{id}/resume token",
      "post /api/compartments/{number}/disable token",
      "post /api/compartments/{number}/enable token",
      "get /api/compartments token",
    ]);
    expect(Object.keys(document.components.schemas)).toContain("Refusal");
    expect(JSON.stringify(document)).toContain("lowCompartment");
  });
});

describe("the screen's page", () => {
  it("may load nothing but its own files, and never stands in a frame", async () => {
    const answer = await ask(await started(), "/terminal/", { token: undefined });
    expect(answer.status).toBe(200);
    const policy = answer.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("is never kept by a browser, unlike its files with a hash in their names", async () => {
    const fixture = await started();
    const page = await ask(fixture, "/terminal/");
    const asset = await ask(fixture, "/terminal/assets/main-abc123.js");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(asset.headers.get("cache-control")).toContain("immutable");
  });

  it("is heard in a human voice where there is one, in the default voice elsewhere, and kept", async () => {
    const [own, usual] = [clipFolder("a human"), clipFolder("the default", "only-here.2.ogg")];
    const fixture = await started({ clipFolders: [own, "/nowhere", usual] });
    const both = await ask(fixture, "/terminal/clips/nl/title.1.ogg", { token: undefined });
    expect(both.body).toBe("a human");
    expect(both.headers.get("cache-control")).toContain("immutable");
    const only = await ask(fixture, "/terminal/clips/nl/only-here.2.ogg", { token: undefined });
    expect(only.body).toBe("the default");
    expect((await ask(fixture, "/terminal/clips/nl/none.ogg")).status).toBe(404);
    expect((await ask(fixture, "/terminal/clips/..%2f..%2fetc%2fpasswd")).status).toBe(404);
  });

  it("is silent where nobody rendered a voice, and served all the same", async () => {
    const fixture = await started({ clipFolders: ["/nowhere"] });
    expect((await ask(fixture, "/terminal/clips/nl/title.1.ogg")).status).toBe(404);
    expect((await ask(fixture, "/terminal/")).status).toBe(200);
  });

  it("is where the bare address leads", async () => {
    const answer = await ask(await started(), "/", { token: undefined });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe("/terminal/");
  });

  it("serves nothing from outside its folder", async () => {
    const fixture = await started();
    for (const path of ["/terminal/..%2f..%2fetc%2fpasswd", "/terminal/%2e%2e/package.json"]) {
      expect((await ask(fixture, path)).status).toBeGreaterThanOrEqual(400);
    }
  });
});
