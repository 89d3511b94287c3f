// Acts that wait for a sign: "at the next pulse", "at the next OPEN line". Each acts once, in the midst of what gave the sign.
import type { Sign } from "./faults/fault.ts";

export type Triggers = {
  readonly sign: (sign: Sign) => void;
  readonly atNext: (matches: (sign: Sign) => boolean, act: () => void) => () => void;
};

type Trigger = { readonly matches: (sign: Sign) => boolean; readonly act: () => void };

export function createTriggers(): Triggers {
  const waiting = new Set<Trigger>();
  return {
    sign(sign) {
      for (const trigger of waiting) {
        if (!trigger.matches(sign)) continue;
        waiting.delete(trigger);
        trigger.act();
      }
    },
    atNext(matches, act) {
      const trigger = { matches, act };
      waiting.add(trigger);
      return () => void waiting.delete(trigger);
    },
  };
}
