// Every request and reply that LockerLine allows, for fast-check to draw from [LL-4].
import * as fc from "fast-check";
import type { BoardEvent, Capability, Reply, Request } from "#protocol/messages.ts";

const whole = fc.maxSafeNat();
const counted = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const channel = fc.integer({ min: 1, max: 48 });
const tMs = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const hex = (digits: number) =>
  fc.string({
    unit: fc.constantFrom(..."0123456789ABCDEF".split("")),
    minLength: digits,
    maxLength: digits,
  });
const boot = hex(8);
const mask = hex(12);
const label = fc.string({
  unit: fc.constantFrom(..."abcXYZ019._:+,-".split("")),
  minLength: 1,
  maxLength: 16,
});
const operation = { channel, op: counted };
const fence = { boot, byMs: tMs };
const open = { ...operation, pulseMs: fc.integer({ min: 50, max: 1500 }), ...fence };

export const anyRequest: fc.Arbitrary<Request> = fc.oneof(
  fc.constant({ kind: "hello" as const }),
  fc.record({ kind: fc.constant("hello" as const), nonce: hex(16) }),
  fc.constant({ kind: "stat" as const }),
  fc.record({ kind: fc.constant("poll" as const), ack: whole }),
  fc.record({ kind: fc.constant("open" as const), ...open }),
  fc.record({
    kind: fc.constant("open" as const),
    ...open,
    waitMs: fc.integer({ min: 500, max: 10_000 }),
  }),
  fc.record({ kind: fc.constant("vend" as const), ...operation, ...fence }),
  fc.record({ kind: fc.constant("result" as const), op: counted }),
  fc.record({
    kind: fc.constant("led" as const),
    channel,
    pattern: fc.constantFrom("off" as const, "on" as const, "slow" as const, "fast" as const),
  }),
  fc.constant({ kind: "ident" as const }),
  fc.record({
    kind: fc.constant("address" as const),
    newAddr: fc.integer({ min: 0x01, max: 0x7e }),
  }),
);

const stamp = { n: counted, tMs };
const anyEvent: fc.Arbitrary<BoardEvent> = fc.oneof(
  fc.record({
    kind: fc.constant("boot" as const),
    ...stamp,
    reason: fc.constantFrom("power" as const, "brownout" as const, "watchdog" as const),
  }),
  fc.record({
    kind: fc.constant("drive" as const),
    ...stamp,
    ...operation,
    state: fc.constantFrom("ok" as const, "open-circuit" as const, "short" as const),
  }),
  fc.record({
    kind: fc.constant("door" as const),
    ...stamp,
    channel,
    state: fc.constantFrom("open" as const, "closed" as const),
  }),
  fc.record({ kind: fc.constant("hostlost" as const), ...stamp }),
  fc.record({ kind: fc.constant("lost" as const), ...stamp, count: counted }),
);

const capabilities: fc.Arbitrary<readonly Capability[]> = fc.subarray<Capability>([
  "door",
  "item",
  "led",
  "vend",
  "vin",
  "temp",
]);

/** A reply together with the kind of request it may answer. */
export const anyReply: fc.Arbitrary<{ asked: Request["kind"]; reply: Reply }> = fc.oneof(
  fc
    .record({
      kind: fc.constant("hello-reply" as const),
      boot,
      tMs,
      channels: channel,
      caps: capabilities,
      newestEvent: fc.nat(),
      highestOp: fc.nat(),
      firmware: label,
      nonce: hex(16),
    })
    .map((reply) => ({ asked: "hello" as const, reply })),
  fc
    .record({
      kind: fc.constant("stat-reply" as const),
      tMs,
      doors: mask,
      unknownDoors: mask,
      items: mask,
      unknownItems: mask,
      faults: mask,
      newestEvent: fc.nat(),
      tempDeciC: fc.integer({ min: -500, max: 1200 }),
      tamper: fc.boolean(),
    })
    .map((reply) => ({ asked: "stat" as const, reply })),
  fc
    .record({ kind: fc.constant("event" as const), event: anyEvent, more: fc.boolean() })
    .map((reply) => ({ asked: "poll" as const, reply })),
  fc
    .record({ kind: fc.constant("accepted" as const), op: counted })
    .map((reply) => ({ asked: "open" as const, reply })),
  fc
    .record({
      kind: fc.constant("error" as const),
      code: fc.constant("COOL" as const),
      leftMs: whole,
    })
    .map((reply) => ({ asked: "vend" as const, reply })),
);
