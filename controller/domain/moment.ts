// A moment as the loop stamps it on every input. The domain never asks for the time.

/** Order is the ledger's `seq`; deadlines run on the wall clock of a trusted epoch, time-outs and budgets on the monotonic one. */
export type Moment = {
  readonly wallMs: number;
  readonly monoMs: number;
};

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 24 * 60 * MINUTE_MS;
