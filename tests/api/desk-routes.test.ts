// The desk's routes over real HTTP: what reaches the desk, what is refused before it, what the token guards.
import { describe, expect, it } from "vitest";
import { PICKUP, TOKEN, ask, started } from "./api-fixture.ts";

const dossier = {
  reference: "RB-2026-00017",
  product: "rijbewijs",
  birthDate: "1980-03-05",
  contacts: [{ channel: "email", to: "jan@example.org" }],
  language: "nl",
};

describe("the desk's routes", () => {
  it("announce a dossier and answer with its pickup and locator", async () => {
    const fixture = await started();
    const answer = await ask(fixture, "/api/dossiers", { body: dossier });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ pickup: PICKUP, locator: "4711" });
    expect(fixture.asked).toEqual([["announce", { ...dossier, lowCompartment: false }]]);
  });

  it("carry what the desk calls a group, and only as it came", async () => {
    const fixture = await started();
    const answer = await ask(fixture, "/api/dossiers", { body: { ...dossier, group: "b7c1e0d2" } });
    expect(answer.status).toBe(201);
    expect(fixture.asked).toEqual([
      ["announce", { ...dossier, lowCompartment: false, group: "b7c1e0d2" }],
    ]);
  });

  it.each([
    [
      `/api/pickups/${PICKUP}/withdraw`,
      { reason: "wrong card" },
      ["withdraw", PICKUP, "wrong card"],
    ],
    [`/api/pickups/${PICKUP}/extend`, { untilMs: 1_800_000_000_000 }, ["extend", PICKUP, 1.8e12]],
    [`/api/pickups/${PICKUP}/release`, undefined, ["release", PICKUP]],
    [`/api/pickups/${PICKUP}/resend`, undefined, ["resend", PICKUP]],
    [`/api/pickups/${PICKUP}/reissue`, { which: "qr" }, ["reissue", PICKUP, "qr"]],
    ["/api/boards/a:01/resume", undefined, ["resumeBank", "a:01"]],
    ["/api/compartments/17/disable", { reason: "bent" }, ["disable", 17, "bent"]],
    ["/api/compartments/17/enable", undefined, ["enable", 17]],
  ])("carry %s to the desk", async (path, body, expected) => {
    const fixture = await started();
    const answer = await ask(fixture, path, { method: "POST", body });
    expect(answer.status).toBe(204);
    expect(fixture.asked).toEqual([expected]);
  });

  it("answer what the desk refuses with its own sentence", async () => {
    const sentence = "This pickup has ended: announce the document again.";
    const fixture = await started({ release: async () => ({ ok: false, error: sentence }) });
    const answer = await ask(fixture, `/api/pickups/${PICKUP}/release`, { method: "POST" });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({ error: { code: "refused", sentence } });
  });

  it("say that they failed and log it, when the desk throws, without showing the fault", async () => {
    const fixture = await started({ release: () => Promise.reject(new Error("secret detail")) });
    const answer = await ask(fixture, `/api/pickups/${PICKUP}/release`, { method: "POST" });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain("secret detail");
    expect(fixture.alarms).toHaveLength(1);
  });

  it("show only the fields of a view, whatever the desk knows besides", async () => {
    const pickup = {
      id: PICKUP,
      product: "rijbewijs",
      locator: "4711",
      language: "nl",
      group: "e".repeat(32),
      phase: "waiting",
      compartment: 7,
      released: false,
    } as const;
    const fixture = await started({ pickups: () => [{ ...pickup, name: "Jan Peeters" }] as never });
    expect((await ask(fixture, "/api/pickups")).body).toEqual([pickup]);
  });
});

describe("a dossier that does not fit", () => {
  it.each([
    ["an empty reference", { reference: "" }, "/reference"],
    ["a reference of 65 characters", { reference: "x".repeat(65) }, "/reference"],
    ["a reference with a line break", { reference: "a\nb" }, "/reference"],
    ["a day that does not exist", { birthDate: "1980-02-30" }, "/birthDate"],
    ["no contact", { contacts: [] }, "/contacts"],
    ["a telephone number that is none", { contacts: [{ channel: "sms", to: "0479" }] }, "/to"],
    ["a language we do not know", { language: "es" }, "/language"],
    ["an empty group", { group: "" }, "/group"],
    ["a group of 65 characters", { group: "x".repeat(65) }, "/group"],
    ["a field we do not know", { name: "Jan" }, "name"],
  ])("is refused for %s, and the sentence says where", async (_what, change, where) => {
    const fixture = await started();
    const answer = await ask(fixture, "/api/dossiers", { body: { ...dossier, ...change } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: "does-not-fit" } });
    expect(JSON.stringify(answer.body)).toContain(where);
    expect(fixture.asked).toEqual([]);
  });

  it("is refused when it is larger than 64 KiB", async () => {
    const fixture = await started();
    const answer = await ask(fixture, "/api/dossiers", { body: { reference: "x".repeat(65_536) } });
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ error: { code: "too-large" } });
  });

  it("is refused when it is not JSON", async () => {
    const { url } = await started();
    const response = await fetch(`${url}/api/dossiers`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: "{",
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "not-json" } });
  });
});

describe("ids in a path", () => {
  it.each(["/api/pickups/17/release", "/api/boards/17/resume", "/api/compartments/0/enable"])(
    "are checked before the desk hears of %s",
    async (path) => {
      const fixture = await started();
      expect((await ask(fixture, path, { method: "POST" })).status).toBe(400);
      expect(fixture.asked).toEqual([]);
    },
  );
});

describe("the token", () => {
  it.each([undefined, "", TOKEN.slice(0, -1), `${TOKEN}x`, TOKEN.toUpperCase()])(
    "is asked for by every route of the desk: %s does not do",
    async (token) => {
      const fixture = await started();
      for (const path of ["/api/pickups", "/api/compartments"]) {
        const answer = await ask(fixture, path, { token });
        expect(answer.status).toBe(401);
        expect(answer.headers.get("www-authenticate")).toBe("Bearer");
      }
      const post = await ask(fixture, "/api/dossiers", { body: dossier, token });
      expect(post.status).toBe(401);
      expect(fixture.asked).toEqual([]);
    },
  );

  it("is not asked for by health and the OpenAPI document", async () => {
    const fixture = await started();
    for (const path of ["/api/health", "/api/openapi.json"]) {
      expect((await ask(fixture, path, { token: undefined })).status).toBe(200);
    }
  });
});
