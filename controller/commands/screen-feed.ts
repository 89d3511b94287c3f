// Tells the screens when what they show has changed, and only then. A warning counts its seconds down, so it is looked at
// again while it stands.
import type { Screen } from "#domain/screen.ts";

export type ScreenFeed = {
  readonly changed: () => void;
  readonly onScreenChange: (listener: () => void) => () => void;
  readonly stop: () => void;
};

const LOOK_AGAIN_MS = 500;

export function createScreenFeed(currentScreen: () => Screen): ScreenFeed {
  const listeners = new Set<() => void>();
  let shown = "";
  const changed = (): void => {
    const screen = JSON.stringify(currentScreen());
    if (screen === shown) return;
    shown = screen;
    for (const listener of listeners) listener();
  };
  const timer = setInterval(() => {
    if (currentScreen().secondsLeft !== undefined) changed();
  }, LOOK_AGAIN_MS);
  return {
    changed,
    onScreenChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => clearInterval(timer),
  };
}
