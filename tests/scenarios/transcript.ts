// The form of a transcript: blocks of script lines (`> who does what`), a line `----`, and what the terminal then did.
// Lines with `#` and empty lines stand between blocks. Pure text: what a script line does is in verbs.ts.

export type Block = {
  /** Titles and empty lines before it, as they stand. */
  readonly before: readonly string[];
  /** Without their `> `. */
  readonly script: readonly string[];
  readonly trace: readonly string[];
};

const RULE = "----";

export function parseTranscript(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let before: string[] = [];
  let script: string[] = [];
  let trace: string[] | undefined;
  const close = (): void => {
    if (script.length === 0) return;
    blocks.push({ before, script, trace: trace ?? [] });
    [before, script, trace] = [[], [], undefined];
  };
  for (const line of text.split("\n")) {
    const isScript = line.startsWith("> ");
    if (line === "" || line.startsWith("#") || (isScript && trace !== undefined)) close();
    if (isScript) script.push(line.slice(2));
    else if (line === RULE) trace = [];
    else if (trace !== undefined && line !== "") trace.push(line);
    else if (line === "" || line.startsWith("#")) before.push(line);
    else throw new Error(`"${line}" is neither a script line, a title nor part of a trace`);
  }
  close();
  return blocks;
}

export const formatTranscript = (blocks: readonly Block[]): string =>
  `${blocks
    .flatMap(({ before, script, trace }) => [
      ...before,
      ...script.map((line) => `> ${line}`),
      RULE,
      ...trace,
    ])
    .join("\n")}\n`;

/** Runs every block and gives the same transcript with what was really seen. */
export async function replay(
  blocks: readonly Block[],
  play: (line: string) => Promise<void>,
  takeTrace: () => readonly string[],
): Promise<readonly Block[]> {
  const played: Block[] = [];
  for (const block of blocks) {
    for (const line of block.script) await play(line);
    played.push({ ...block, trace: takeTrace() });
  }
  return played;
}
