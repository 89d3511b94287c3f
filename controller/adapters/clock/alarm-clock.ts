// Wakes the loop at the time that it last asked for. One timer of this machine, never two; what is due then is the domain's to know.
import { systemClock } from "./system-clock.ts";

export type AlarmClock = {
  /** The last time that was asked for counts; one that has passed rings at once. */
  readonly wakeAt: (monoMs: number) => void;
  /** For good: a last step that still asks to be woken would otherwise keep a process alive that was told to end. */
  readonly stop: () => void;
};

export function createAlarmClock(ring: () => void): AlarmClock {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  return {
    wakeAt(monoMs) {
      if (stopped) return;
      clearTimeout(timer);
      timer = setTimeout(ring, Math.max(1, monoMs - systemClock.now().monoMs));
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
