// What a script line does: a table of sentences and deeds. A sentence that no row knows is an error, not a comment.
import { peopleVerbs } from "./verbs-people.ts";
import { worldVerbs } from "./verbs-world.ts";
import type { Stage } from "./stage.ts";
import type { Verb } from "./verb.ts";

const verbs: readonly Verb[] = [...worldVerbs, ...peopleVerbs];

export async function play(stage: Stage, line: string): Promise<void> {
  const found = verbs
    .map(({ says, does }) => ({ words: says.exec(line), does }))
    .find(({ words }) => words !== null);
  if (found?.words == null) throw new Error(`no verb says "${line}"`);
  await found.does(stage, found.words.slice(1));
  if (line.startsWith("given ")) stage.trace().take();
}
