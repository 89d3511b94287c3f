// What can go wrong between a carrier and its boards, as data: which requests it strikes and what it does to the reply.
// Pure: random numbers come from the caller. A fault that nothing can strike any more leaves the plan.
export const faultKinds = [
  "drop-request",
  "drop-reply",
  "duplicate-reply",
  "late-reply",
  "flip-byte",
  "noise",
  "reset-before",
  "reset-after",
] as const;

export type WireFault = {
  readonly kind: (typeof faultKinds)[number];
  /** Strikes only requests with this verb; undefined: any. */
  readonly verb?: string | undefined;
  /** late-reply: how late. */
  readonly delayMs?: number | undefined;
  /** noise: how many bytes before the reply. */
  readonly bytes?: number | undefined;
};

export type PlannedFault = { readonly fault: WireFault; readonly left: number };
export type FaultPlan = readonly PlannedFault[];

/** Text for the carrier, ended by LF unless it is noise; `afterMs` counts from the request's arrival. */
export type Sending = { readonly afterMs: number; readonly text: string };

/** From 0 up to, but not including, 1. */
export type Random = () => number;

const defaultDelayMs = 200;
const defaultNoiseBytes = 64;

export function planFault(plan: FaultPlan, fault: WireFault, count: number): FaultPlan {
  return count > 0 ? [...plan, { fault, left: count }] : plan;
}

/** The first planned fault that strikes a request with this verb, and the plan without that strike. No verb: nobody here was asked. */
export function strike(
  plan: FaultPlan,
  verb: string | undefined,
): { readonly plan: FaultPlan; readonly fault: WireFault | undefined } {
  const index = plan.findIndex(({ fault }) => fault.verb === undefined || fault.verb === verb);
  const struck = plan[index];
  if (!struck || verb === undefined) return { plan, fault: undefined };
  const used = { ...struck, left: struck.left - 1 };
  return { plan: plan.with(index, used).filter(({ left }) => left > 0), fault: struck.fault };
}

type Spoiler = (clean: Sending, fault: WireFault, random: Random) => readonly Sending[];

const spoilers: Readonly<Record<WireFault["kind"], Spoiler>> = {
  "drop-request": () => [],
  "drop-reply": () => [],
  "reset-before": () => [],
  "reset-after": () => [],
  "duplicate-reply": (clean) => [clean, clean],
  "late-reply": (clean, { delayMs = defaultDelayMs }) => [{ ...clean, afterMs: delayMs }],
  "flip-byte": ({ afterMs, text }, _fault, random) => [{ afterMs, text: flipBit(text, random) }],
  noise: (clean, { bytes = defaultNoiseBytes }, random) => [
    { afterMs: 0, text: noise(bytes, random) },
    clean,
  ],
};

/** What becomes of a reply on its way to the host. */
export function spoil(
  fault: WireFault | undefined,
  reply: string,
  random: Random,
): readonly Sending[] {
  const clean: Sending = { afterMs: 0, text: `${reply}\n` };
  return fault ? spoilers[fault.kind](clean, fault, random) : [clean];
}

/** Any bytes at all, as a latin1 string. */
export function noise(bytes: number, random: Random): string {
  const codes = Array.from({ length: bytes }, () => Math.floor(random() * 256));
  return String.fromCharCode(...codes);
}

/** One bit anywhere but in the LF that ends the text. */
function flipBit(text: string, random: Random): string {
  const index = Math.floor(random() * (text.length - 1));
  const flipped = text.charCodeAt(index) ^ (1 << Math.floor(random() * 8));
  return text.slice(0, index) + String.fromCharCode(flipped) + text.slice(index + 1);
}
