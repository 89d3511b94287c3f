// Every transcript of this folder, played on a whole terminal: what it does must be what stands there, line for line.
// `UPDATE=1` writes down what was seen instead; read the difference before it is committed.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../ledger/samples.ts";
import { createStage } from "./stage.ts";
import { formatTranscript, parseTranscript, replay } from "./transcript.ts";
import { play } from "./verbs.ts";

const folder = import.meta.dirname;
const transcripts = readdirSync(folder).filter((file) => file.endsWith(".txt"));
const isUpdate = process.env["UPDATE"] === "1";

describe("a transcript", () => {
  test.each(transcripts)("%s is what the terminal does", async (file) => {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    const stage = createStage(temporaryFolder);
    const seen = formatTranscript(
      await replay(
        parseTranscript(text),
        (line) => play(stage, line),
        () => stage.trace().take(),
      ),
    );
    if (isUpdate) writeFileSync(path, seen);
    expect(seen).toBe(isUpdate ? seen : text);
  });

  test("with a sentence that nobody knows fails", async () => {
    const stage = createStage(temporaryFolder);
    await expect(play(stage, "the door opens by itself")).rejects.toThrow(/no verb says/u);
  });

  test("comes out as it went in, but for the trace", async () => {
    const text = "# A title.\n\n> one\n> two\n----\nscreen  x\n\n# Next.\n> three\n----\n";
    const blocks = parseTranscript(text);
    expect(formatTranscript(blocks)).toBe(text);
    const said: string[] = [];
    const played = await replay(
      blocks,
      async (line) => void said.push(line),
      () => ["seen"],
    );
    expect(said).toEqual(["one", "two", "three"]);
    expect(formatTranscript(played)).toBe(
      "# A title.\n\n> one\n> two\n----\nseen\n\n# Next.\n> three\n----\nseen\n",
    );
  });
});
