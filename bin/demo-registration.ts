// Announces the demo's documents to a running controller, the way a town hall's own software would: over its API.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { DemoDocument } from "./demo-documents.ts";
import { type Objection, exitCode } from "./outcome.ts";

const TIMEOUT_MS = 5000;

/** Undefined when all were taken. @param url of the controller, without a slash at its end */
export async function registerDocuments(
  url: string,
  data: string,
  documents: readonly DemoDocument[],
): Promise<Objection | undefined> {
  const token = (await readFile(join(data, "api-token"), "utf8")).trim();
  for (const document of documents) {
    const refusal = await announce(url, token, document);
    if (refusal !== undefined) {
      return {
        objection: `the controller did not take document ${document.reference}: ${refusal}`,
        exitCode: exitCode.failed,
      };
    }
  }
  return undefined;
}

/** Undefined when it was taken, otherwise why not. */
async function announce(
  url: string,
  token: string,
  document: DemoDocument,
): Promise<string | undefined> {
  try {
    const answer = await fetch(`${url}/api/dossiers`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(dossierOf(document)),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.ok ? undefined : `${answer.status} ${await answer.text()}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An undefined birth date or group is left out by JSON. */
const dossierOf = ({
  reference,
  product,
  holder,
  email,
  language,
  lowCompartment,
  group,
}: DemoDocument) => ({
  reference,
  product,
  birthDate: holder.birthDate,
  contacts: [
    { channel: "email", to: email },
    { channel: "sms", to: holder.telephone },
  ],
  language,
  lowCompartment,
  group,
});
