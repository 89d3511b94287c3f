// A device behind a board link that does what LockerLine asks of one [LL-4, LL-5] and remembers what it did.
// It has no physics: a pulse is an entry in a list. Tests read the lists.
import type { BoardDevice } from "#protocol/board-link-types.ts";
import type { BoardEvent, Boot, Capability, Reply, Request } from "#protocol/messages.ts";

export type Pulse = {
  readonly op: number;
  readonly channel: number;
  readonly boot: Boot;
  readonly atMs: number;
};
type Execute = Exclude<Request, { kind: "hello" }>;
type Operation = { readonly kind: "open" | "vend"; readonly channel: number };
type EventBody = BoardEvent extends infer E
  ? E extends BoardEvent
    ? Omit<E, "n" | "tMs">
    : never
  : never;

export type FakeDevice = BoardDevice & {
  readonly pulses: readonly Pulse[];
  readonly executed: readonly Execute[];
  /** Every event this device ever raised, per boot. */
  readonly raised: readonly { readonly boot: Boot; readonly event: BoardEvent }[];
  readonly raise: (body: EventBody) => void;
  /** Power off and on: a new boot, an empty ring, no operations. */
  readonly reset: () => void;
  readonly forgetOldest: (count: number) => void;
  channels: number;
};

const RING_MAX = 64;

/** `nowMs` is the time base of its `t`; boots and nonces count up so that every run is the same. */
export function createFakeDevice(
  nowMs: () => number,
  { keyed = false, name = "A", caps = ["door"] as readonly Capability[] } = {},
): FakeDevice {
  const pulses: Pulse[] = [];
  const executed: Execute[] = [];
  const raised: { boot: Boot; event: BoardEvent }[] = [];
  let boots = 0;
  let nonces = 0;
  let boot = "";
  let bootedAtMs = 0;
  let ring: BoardEvent[] = [];
  let newest = 0;
  let operations = new Map<number, Operation>();
  const tMs = (): number => Math.floor(nowMs() - bootedAtMs) % 2 ** 32;

  const raise = (body: EventBody): void => {
    newest += 1;
    const event = { n: newest, tMs: tMs(), ...body } as BoardEvent;
    ring = [...ring, event].slice(-RING_MAX);
    raised.push({ boot, event });
  };
  const reset = (): void => {
    boots += 1;
    boot = `${name.charCodeAt(0).toString(16)}${boots.toString(16)}`.toUpperCase().padStart(8, "0");
    bootedAtMs = nowMs();
    operations = new Map();
    if (!caps.includes("nvlog")) {
      ring = [];
      newest = 0;
    }
    raise({ kind: "boot", reason: "power" });
  };
  const poll = (ack: number): Reply => {
    if (ack > newest) return { kind: "error", code: "ARGS" };
    ring = ring.filter(({ n }) => n > ack);
    const [event] = ring;
    return event === undefined ? { kind: "idle" } : { kind: "event", event, more: ring.length > 1 };
  };
  const isLate = (byMs: number): boolean => (byMs - tMs()) >>> 0 > 2 ** 31;
  const pulse = (request: Extract<Execute, { kind: "open" | "vend" }>): Reply => {
    const { op, channel, kind } = request;
    const known = operations.get(op);
    if (request.boot !== boot) return { kind: "error", code: "BOOT", boot };
    if (channel > device.channels) return { kind: "error", code: "CHAN" };
    if (known?.kind === kind && known.channel === channel) {
      return { kind: "duplicate", op, channel, result: "driven" };
    }
    const isOld = known !== undefined || op <= Math.max(0, ...operations.keys());
    if (isOld || isLate(request.byMs)) return { kind: "error", code: "STALE" };
    operations.set(op, { kind, channel });
    pulses.push({ op, channel, boot, atMs: nowMs() });
    raise({ kind: "drive", channel, state: "ok", op });
    return { kind: "accepted", op };
  };
  const result = (op: number): Reply => {
    const known = operations.get(op);
    const channel = known?.channel ?? 0;
    return { kind: "result-reply", op, channel, result: known === undefined ? "none" : "driven" };
  };
  const stat = (): Reply => ({
    kind: "stat-reply",
    tMs: tMs(),
    doors: "00",
    unknownDoors: "00",
    items: "00",
    unknownItems: "00",
    faults: "00",
    newestEvent: newest,
  });
  const execute = (request: Execute): Reply => {
    executed.push(request);
    if (request.kind === "poll") return poll(request.ack);
    if (request.kind === "open" || request.kind === "vend") return pulse(request);
    if (request.kind === "result") return result(request.op);
    return request.kind === "stat" ? stat() : { kind: "ok" };
  };
  const device: FakeDevice = {
    pulses,
    executed,
    raised,
    raise,
    reset,
    forgetOldest: (count) => {
      ring = ring.slice(count);
    },
    channels: 8,
    boot: () => boot,
    execute,
    hello: () => {
      nonces += 1;
      const nonce = keyed ? { nonce: nonces.toString(16).toUpperCase().padStart(16, "0") } : {};
      const highestOp = Math.max(0, ...operations.keys());
      const rest = { channels: device.channels, caps, newestEvent: newest, firmware: "1.0" };
      return { tMs: tMs(), highestOp, ...rest, ...nonce };
    },
  };
  reset();
  return device;
}
