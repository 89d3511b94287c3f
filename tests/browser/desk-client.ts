// The town hall's own software, as far as these tests need it: it takes doors out of service and puts them back, over the API.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Demo } from "../../bin/demo.ts";

export type DeskClient = {
  readonly disable: (compartment: number) => Promise<void>;
  readonly enable: (compartment: number) => Promise<void>;
};

export async function openDesk({ controllerUrl, data }: Demo): Promise<DeskClient> {
  const token = (await readFile(join(data, "api-token"), "utf8")).trim();
  const post = async (path: string, body: object | undefined): Promise<void> => {
    const json = { "content-type": "application/json" };
    const answer = await fetch(`${controllerUrl}/api/compartments/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : json) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };
  return {
    disable: (compartment) => post(`${compartment}/disable`, { reason: "being painted" }),
    enable: (compartment) => post(`${compartment}/enable`, undefined),
  };
}
