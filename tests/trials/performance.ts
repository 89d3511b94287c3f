// Plays trials, many terminals at a time since most of a play is waiting, and keeps what became of each run. One failed run
// never stops the others; nothing of a run is left behind.
import type { Prepared } from "./prepared.ts";
import { raiseStage } from "./stage.ts";
import { type BusKind, busKinds } from "./bus-kind.ts";
import type { Trial, Variant } from "./trial.ts";
import { type Verdict, judge, toldWith } from "./verdict.ts";

export type Run = { readonly trial: Trial; readonly kind: BusKind; readonly turn: number };
export type Played = Run & { readonly variant: string; readonly verdict: Verdict };

export type Programme = {
  readonly prepared: Prepared;
  /** The next run to play; `undefined`: there is none, or no time for it. */
  readonly next: () => Run | undefined;
  /** Terminals at a time. */
  readonly atOnce: number;
  readonly told: (played: Played) => void;
};

/** Each trial over each bus, `times` times; the first turn of a bus is another variant than that of the next bus. */
export const everyRun = (trials: readonly Trial[], times: number): readonly Run[] =>
  Array.from({ length: times }, (_, turn) => turn).flatMap((turn) =>
    trials.flatMap((trial) => busKinds.map((kind, at) => ({ trial, kind, turn: turn + at }))),
  );

export async function perform({ prepared, next, atOnce, told }: Programme): Promise<void> {
  const worker = async (): Promise<void> => {
    for (let run = next(); run !== undefined; run = next()) told(await playOnce(run, prepared));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const variantOf = ({ trial, turn }: Run): Variant =>
  trial.variants[turn % trial.variants.length] ?? trial.variants[0];

async function playOnce(run: Run, prepared: Prepared): Promise<Played> {
  const variant = variantOf(run);
  const verdict = await verdictOf(run, variant, prepared).catch((error: unknown): Verdict => ({
    ok: false,
    why: whyOf(error),
  }));
  return { ...run, variant: variant.what, verdict };
}

async function verdictOf(
  { kind, turn }: Run,
  { play, ends, asProcess = false }: Variant,
  prepared: Prepared,
): Promise<Verdict> {
  const stage = await raiseStage({ kind, turn, asProcess, prepared });
  try {
    const unmet = await play(stage).then(() => undefined, whyOf);
    return unmet === undefined ? judge(stage, ends) : { ok: false, why: toldWith(stage, unmet) };
  } finally {
    await stage.lower();
  }
}

const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
