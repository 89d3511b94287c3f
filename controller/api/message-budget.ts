// A bucket of messages: so many at once, so many a second after that. Pure, so that tests own the time.

export type MessageBudget = {
  /** Takes one message out of the bucket; `false` if it was empty. */
  readonly spend: (nowMs: number) => boolean;
};

export function createMessageBudget(limits: {
  readonly burst: number;
  readonly perSecond: number;
}): MessageBudget {
  let left = limits.burst;
  let lastMs: number | undefined;
  return {
    spend: (nowMs) => {
      const refill = ((nowMs - (lastMs ?? nowMs)) / 1000) * limits.perSecond;
      left = Math.min(limits.burst, left + refill);
      lastMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
