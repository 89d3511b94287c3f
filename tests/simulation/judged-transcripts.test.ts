// The judges over every transcript: whole lives of a terminal that are known to be right bring no complaint.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../ledger/samples.ts";
import { parseTranscript, replay } from "../scenarios/transcript.ts";
import { play } from "../scenarios/verbs.ts";
import { createJudgedStage } from "./judged-stage.ts";

const folder = join(import.meta.dirname, "..", "scenarios");
/** What these transcripts tell is not all right, and the judges have to say so. */
const COMPLAINTS: Readonly<Record<string, RegExp>> = {
  // A clerk copies an old ledger back by hand: rows are truly lost.
  "old-ledger.txt": /^I4: .* acknowledged row [0-9]+ .* is missing$/u,
};
const transcripts = readdirSync(folder).filter(
  (file) => file.endsWith(".txt") && COMPLAINTS[file] === undefined,
);

async function complaintsIn(file: string): Promise<readonly string[]> {
  const { stage, complaints } = createJudgedStage(temporaryFolder);
  const blocks = parseTranscript(readFileSync(join(folder, file), "utf8"));
  await replay(
    blocks,
    (line) => play(stage, line),
    () => stage.trace().take(),
  );
  return complaints;
}

describe("the judges", () => {
  test.each(transcripts)("have nothing to complain about in %s", async (file) => {
    expect(await complaintsIn(file)).toEqual([]);
  });

  test.each(Object.entries(COMPLAINTS))("complain about %s", async (file, complaint) => {
    expect(await complaintsIn(file)).toContainEqual(expect.stringMatching(complaint));
  });
});
