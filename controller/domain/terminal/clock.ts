// The terminal's two clocks over restarts and steps. Order is the ledger's `seq`; the wall clock is believed only in a trusted
// epoch, and a stamp of an untrusted one moves with the step that corrects it.
import type { Input } from "../inputs.ts";
import type { Moment } from "../moment.ts";
import type { Durable, Pickup } from "../state.ts";

/** A new run goes on in the old epoch only if its clock is as trusted as before and did not go back. */
function epochAtStart(durable: Durable, at: Moment, trusted: boolean): number {
  const { clock, seq } = durable;
  const goesOn = trusted === clock.trusted && at.wallMs >= clock.wallMs;
  return seq <= 1 || goesOn ? clock.epoch : clock.epoch + 1;
}

/** Epoch and trust of the rows that this input writes. */
export function stampOf(
  durable: Durable,
  input: Input,
  at: Moment,
): { readonly clockEpoch: number; readonly clockTrusted: boolean } {
  const { epoch: clockEpoch, trusted: clockTrusted } = durable.clock;
  if (input.kind !== "started") return { clockEpoch, clockTrusted };
  const opened = epochAtStart(durable, at, input.clockTrusted);
  return { clockEpoch: opened, clockTrusted: input.clockTrusted };
}

const shift = (atMs: number | undefined, byMs: number): number | undefined =>
  atMs === undefined ? undefined : atMs + byMs;

/** What was stamped while the clock was wrong is as far from now as it was: a code of 1970 does not expire at noon. */
export function correctStamps(
  pickup: Pickup,
  endedEpoch: number,
  next: { readonly epoch: number; readonly stepMs: number },
): Pickup {
  if (pickup.stampEpoch !== endedEpoch) return pickup;
  return {
    ...pickup,
    stampEpoch: next.epoch,
    untilMs: shift(pickup.untilMs, next.stepMs),
    endedAtMs: shift(pickup.endedAtMs, next.stepMs),
  };
}
