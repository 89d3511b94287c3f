// Which of the two pages stands on the screen: the terminal's while the controller answers and the page lives, else the packed one.
// Knows nothing of Electron; it is told what happened and says what to load.

type World = {
  readonly load: (page: "terminal" | "out-of-service") => void;
  readonly controllerAnswers: () => Promise<boolean>;
  readonly nowMs: () => number;
};

/** A controller that restarts is back within a few seconds; the page itself says so meanwhile. */
const MISSED_MAX = 5;
/** The preload tells every 5 s. */
const SILENCE_MS = 20_000;
/** Who stood so long has not fallen because of how it was loaded. */
const STEADY_MS = 60_000;
const LONGEST_WAIT_MS = 60_000;

/** After the first fall at once; then 2, 4, 8 … s, during which the packed page stands there. */
const waitMs = (falls: number): number =>
  falls < 2 ? 0 : Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (falls - 1));

export function createKeeper({ load, controllerAnswers, nowMs }: World) {
  let shown: "terminal" | "out-of-service" | undefined;
  let [missed, falls, loadedAtMs, livedAtMs, notBeforeMs] = [MISSED_MAX, 0, 0, 0, 0];
  /** The page crashed, could not be loaded, or was ended because it hung. */
  const fell = (): void => {
    if (shown === "terminal") {
      falls = nowMs() - loadedAtMs > STEADY_MS ? 1 : falls + 1;
      notBeforeMs = nowMs() + waitMs(falls);
    }
    shown = undefined;
  };
  /** Once a second, one after the other. */
  const tick = async (): Promise<void> => {
    missed = (await controllerAnswers()) ? 0 : missed + 1;
    if (shown === "terminal" && nowMs() - livedAtMs > SILENCE_MS) fell();
    const page = missed < MISSED_MAX && nowMs() >= notBeforeMs ? "terminal" : "out-of-service";
    if (page === shown) return;
    shown = page;
    loadedAtMs = livedAtMs = nowMs();
    load(page);
  };
  /** `lives`: the page said that something is drawn. */
  return { tick, fell, lives: () => void (livedAtMs = nowMs()) };
}
