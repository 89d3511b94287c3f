// The host's end of a keyed session: whom it believes, what it signs, and what it takes as no answer at all [LL-6].
import { describe, expect, test } from "vitest";
import { formatFrame } from "#protocol/line.ts";
import {
  addrOf,
  createBusBench,
  createRunningBench,
  fieldOf,
  perfect,
  verbOf,
  type BusBench,
} from "./bus-bench.ts";

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const OTHER = Uint8Array.from({ length: 32 }, () => 0xaa);

function open(bench: BusBench): void {
  const boot = bench.device(1).boot();
  const byHostMs = bench.time.nowMs() + 1500;
  bench.ask({ kind: "open", addr: 1, channel: 3, op: 10, pulseMs: 400, boot, byHostMs });
}

/** Answers every line with this verb by an unsigned reply, as somebody on the cable could. */
function forge(
  bench: BusBench,
  verb: string,
  answer: string,
  fields: Record<string, string>,
): void {
  bench.wire.fault = (line) => {
    if (!line.startsWith(">") || verbOf(line) !== verb) return perfect(line);
    const forged = formatFrame({
      direction: "to-host",
      addr: addrOf(line),
      seq: Number.parseInt(line.slice(4, 8), 16),
      verb: answer,
      fields: new Map(Object.entries(fields)),
    });
    bench.time.later(2, () => bench.feed({ kind: "line-received", line: forged }));
    return [];
  };
}

describe("the session", () => {
  test("[LL-6.1] both give a number in HELLO, and everything after it is signed", () => {
    const bench = createRunningBench([{ addr: 1, key: KEY }]);
    const [hello = "", ...rest] = bench.sent.map(({ line }) => line);
    expect(fieldOf(hello, "n")).toMatch(/^[0-9A-F]{16}$/);
    expect(rest.length).toBeGreaterThan(3);
    for (const line of rest) expect(fieldOf(line, "mac")).toMatch(/^[0-9A-F]{16}$/);
    expect(bench.reports("board-greeted")[0]).toMatchObject({ keyed: true });
  });

  test("[LL-6.1] every new HELLO has a new number, a repeat of it has the same bytes", () => {
    const bench = createRunningBench([{ addr: 1, key: KEY }]);
    bench.silence(1, true);
    bench.time.pass(5000);
    bench.feed({ kind: "port-closed" });
    bench.feed({ kind: "port-opened" });
    bench.time.pass(5000);
    const hellos = bench.sent.filter(({ line }) => verbOf(line) === "HELLO");
    const drawn = hellos.map(({ line }) => fieldOf(line, "n"));
    expect(new Set(drawn).size).toBe(drawn.length);
    const fresh = createBusBench([{ addr: 1, key: KEY }]);
    fresh.silence(1, true);
    fresh.feed({ kind: "port-opened" });
    fresh.time.pass(290);
    expect(fresh.sent).toHaveLength(4);
    expect(new Set(fresh.sent.map(({ line }) => line)).size).toBe(1);
  });

  test("[LL-6.1] without a number nothing is sent, and one is asked for once", () => {
    const bench = createBusBench([{ addr: 1, key: KEY }]);
    bench.feed({ kind: "port-opened" });
    for (let count = 0; count < 5; count += 1) bench.feed({ kind: "woke" });
    expect(bench.outputs).toEqual([{ kind: "need-nonce", addr: 1 }]);
    expect(bench.sent).toEqual([]);
  });

  test("[LL-6.3] a host that holds a key accepts no unkeyed session", () => {
    const bench = createRunningBench([{ addr: 1, hostKey: KEY }]);
    bench.time.pass(20_000);
    expect(bench.reports("board-greeted")).toEqual([]);
    expect(bench.reports("board-lost")).toHaveLength(1);
    expect(bench.reports("line-refused")[0]?.why).toContain("a session without a key");
  });

  test("[LL-6.3] a board with another key is never greeted", () => {
    const bench = createRunningBench([{ addr: 1, key: KEY, hostKey: OTHER }]);
    bench.time.pass(20_000);
    expect(bench.reports("board-greeted")).toEqual([]);
    expect(bench.reports("line-refused")[0]?.why).toContain("signed with another key");
  });

  test("[LL-6.3] a host without the key is told that the board asks for one", () => {
    const bench = createRunningBench([{ addr: 1, key: KEY, hostKey: "none" }]);
    bench.time.pass(20_000);
    expect(bench.reports("board-greeted")).toEqual([]);
    expect(bench.reports("line-refused")[0]?.why).toContain("asks for a key");
    expect(bench.reports("board-lost")).toHaveLength(1);
  });
});

describe("what is no answer", () => {
  test("[LL-6.3] an unsigned ACC is not believed", () => {
    const bench = createRunningBench([{ addr: 1, key: KEY }]);
    forge(bench, "OPEN", "ACC", { op: "10" });
    open(bench);
    bench.time.pass(600);
    expect(bench.reports("open-answered").map(({ answer }) => answer)).toEqual([
      { kind: "unanswered" },
    ]);
  });

  test("[LL-6.3] a forged event is not reported, its door not believed", () => {
    const bench = createRunningBench([{ addr: 1, key: KEY }]);
    const event = { n: "2", t: "5", k: "door", ch: "1", s: "closed", more: "0" };
    forge(bench, "POLL", "EV", event);
    bench.time.pass(600);
    expect(bench.reports("board-event").map(({ event: { n } }) => n)).toEqual([1]);
  });

  const unsigned: readonly Record<string, string>[] = [
    { code: "AUTH" },
    { code: "BOOT", boot: "12345678" },
    { code: "SEQ" },
    { code: "STALE" },
  ];
  for (const fields of unsigned) {
    test(`[LL-6.3] an unsigned ERR ${fields["code"]} is taken as no answer: the line is repeated`, () => {
      const bench = createRunningBench([{ addr: 1, key: KEY }]);
      forge(bench, "OPEN", "ERR", fields);
      open(bench);
      bench.time.pass(600);
      const opens = bench.sent.filter(({ line }) => verbOf(line) === "OPEN");
      expect(opens).toHaveLength(4);
      expect(new Set(opens.map(({ line }) => line)).size).toBe(1);
      expect(bench.reports("second-host-heard")).toEqual([]);
    });
  }

  test("[LL-6.3] a keyed board that was reset is found again through silence and HELLO", () => {
    const bench = createRunningBench([{ addr: 1, key: KEY }]);
    bench.reset(1);
    bench.time.pass(3000);
    const greeted = bench
      .reports("board-greeted")
      .map(({ newBoot, keyed }) => ({ newBoot, keyed }));
    expect(greeted).toEqual([
      { newBoot: true, keyed: true },
      { newBoot: true, keyed: true },
    ]);
    expect(bench.reports("board-back")).toHaveLength(1);
  });

  test("[LL-6.3] a recorded OPEN played back to a later session opens nothing", () => {
    const bench = createRunningBench([{ addr: 1, key: KEY }]);
    open(bench);
    bench.time.pass(100);
    const recorded = bench.sent.find(({ line }) => verbOf(line) === "OPEN")?.line ?? "";
    bench.feed({ kind: "port-closed" });
    bench.feed({ kind: "port-opened" });
    bench.time.pass(500);
    let played = false;
    bench.wire.fault = (line) => {
      if (played) return perfect(line);
      played = true;
      return [{ line: recorded, delayMs: 1 }, ...perfect(line)];
    };
    bench.time.pass(2000);
    expect(played).toBe(true);
    expect(bench.device(1).pulses).toHaveLength(1);
  });
});
