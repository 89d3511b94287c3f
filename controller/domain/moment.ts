// A moment as the loop stamps it on every input. The domain never asks for the time.

/** Order is the ledger's `seq`; deadlines run on the wall clock of a trusted epoch, time-outs and budgets on the monotonic one. */
export type Moment = {
  readonly wallMs: number;
  readonly monoMs: number;
};

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Local hour, minute and second of a moment, by the calendar of the time zone (IANA name). */
function clockFace(atMs: number, timeZone: string): readonly number[] {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    timeStyle: "medium",
    hourCycle: "h23",
  });
  return format.format(atMs).split(":").map(Number);
}

/**
 * The midnight that ends the local day of `atMs`: who reads "until the 5th" may come all of the 5th. Days of 23 and 25 hours
 * end at midnight too.
 */
export function endOfDayMs(atMs: number, timeZone: string): number {
  const [hour = 0, minute = 0, second = 0] = clockFace(atMs, timeZone);
  const sinceMidnightMs =
    hour * 60 * MINUTE_MS + minute * MINUTE_MS + second * SECOND_MS + (atMs % SECOND_MS);
  const nearMs = atMs - sinceMidnightMs + DAY_MS;
  const [nearHour = 0] = clockFace(nearMs, timeZone);
  return nearMs + (nearHour > 12 ? 24 - nearHour : -nearHour) * 60 * MINUTE_MS;
}
