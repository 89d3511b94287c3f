// Every move that the table of steps and inputs shows: the stories that lead to each step, and one step beyond by every input.
import { arrivals } from "./domain-inputs.ts";
import { stands } from "./domain-stands.ts";
import { createTerminal, takeStep } from "./domain-terminal.ts";
import { type Move, movesOf } from "./domain-transitions.ts";

export const moveKey = ({ machine, from, to, by }: Move): string =>
  [machine, from, to, by].join(" | ");

/** Each move once. Takes some seconds: call it once per test file. */
export function observedMoves(): ReadonlyMap<string, Move> {
  const seen = new Map<string, Move>();
  const note = (moves: readonly Move[]): void => {
    for (const move of moves) seen.set(moveKey(move), move);
  };
  for (const act of Object.values(stands).flatMap((stories) => Object.values(stories))) {
    const terminal = createTerminal();
    act(terminal);
    for (const step of terminal.steps) note(movesOf(step));
    const [state, now] = [terminal.state(), terminal.now()];
    for (const { input, afterMs } of arrivals(state, now.wallMs)) {
      const at = { wallMs: now.wallMs + afterMs, monoMs: now.monoMs + afterMs };
      // What time alone does is done by time: the loop would have woken before.
      const waited = takeStep(state, { kind: "time-passed" }, at);
      note(movesOf(waited));
      note(movesOf(takeStep(waited.after, input, at)));
    }
  }
  return seen;
}
