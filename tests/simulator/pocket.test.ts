// The clerk's pocket: authenticator codes against the RFC's own vectors, and what the demo put into it.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lookIntoPocket } from "#simulator/wall/pocket.ts";
import { totpCode } from "#simulator/wall/totp.ts";

/** "12345678901234567890", the SHA-1 secret of RFC 6238, appendix B. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/** Appendix B gives eight digits; six are the last six of them. */
test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("at second %i the RFC 6238 code is %s", (seconds, code) => {
  expect(totpCode(secret, seconds * 1000)).toBe(code);
});

test("a secret may be typed in lower case, with spaces and padding", () => {
  expect(totpCode("gezd gnbv gy3t qojq gezd gnbv gy3t qojq====", 59_000)).toBe("287082");
});

describe("a pocket", () => {
  let data = "";
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), "loket24-pocket-"));
  });
  afterEach(() => rm(data, { recursive: true }));

  test("shows badges with their current code, and documents", async () => {
    const documents = [
      {
        reference: "RB-1",
        product: "rijbewijs",
        holder: { name: "An Peeters", birthDate: "1990-02-01" },
      },
    ];
    const clerk = { name: "Els", badge: "L24B:7", totpSecret: secret };
    await writeFile(join(data, "pocket.json"), JSON.stringify({ clerk, documents }));
    expect(await lookIntoPocket(data, 59_000)).toEqual({
      clerk: { ...clerk, totp: "287082" },
      documents,
    });
  });

  test.each(["", "{", '{"documents": 3}'])("is empty when the file says %j", async (text) => {
    await writeFile(join(data, "pocket.json"), text);
    expect(await lookIntoPocket(data, 0)).toEqual({ documents: [] });
  });

  test("is empty when there is no file", async () => {
    expect(await lookIntoPocket(data, 0)).toEqual({ documents: [] });
  });
});
