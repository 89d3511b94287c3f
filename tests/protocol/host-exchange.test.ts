// The host's end, the exchange: one request at a time, repeats, silence, sequence, second hosts, the port.
import { describe, expect, test } from "vitest";
import { crcOf } from "#protocol/crc.ts";
import { formatFrame, hexOf } from "#protocol/line.ts";
import {
  addrOf,
  createBusBench,
  createRunningBench,
  fieldOf,
  perfect,
  verbOf,
  type BusBench,
} from "./bus-bench.ts";

const ask = (bench: BusBench, op: number, more: { byMs?: number; addr?: number } = {}): void => {
  const { byMs = 1500, addr = 1 } = more;
  const boot = bench.device(addr).boot();
  const byHostMs = bench.time.nowMs() + byMs;
  bench.ask({ kind: "open", addr, channel: 3, op, pulseMs: 400, boot, byHostMs });
};
const linesTo = (bench: BusBench, addr: number, sinceMs = 0): string[] =>
  bench.sent
    .filter(({ line, atMs }) => addrOf(line) === addr && atMs >= sinceMs)
    .map(({ line }) => line);
const answers = (bench: BusBench) => bench.reports("open-answered").map(({ answer }) => answer);
const errorLine = (request: string, fields: Record<string, string>): string =>
  formatFrame({
    direction: "to-host",
    addr: addrOf(request),
    seq: Number.parseInt(request.slice(4, 8), 16),
    verb: "ERR",
    fields: new Map(Object.entries(fields)),
  });

const okLine = (addr: number, seq: number): string =>
  formatFrame({ direction: "to-host", addr, seq, verb: "OK", fields: new Map() });
const gapOf = (config: Parameters<typeof createBusBench>[1]): number => {
  const bench = createBusBench([{ addr: 1 }], config);
  bench.silence(1, true);
  bench.feed({ kind: "port-opened" });
  bench.time.pass(3000);
  return (bench.sent[1]?.atMs ?? 0) - (bench.sent[0]?.atMs ?? 0);
};
const lineMs = (baud: number) =>
  (((">01 0000 HELLO v=1*6483".length + 1 + 200) * 10) / baud) * 1000;
const gapsOf = (bench: BusBench, addr: number, sinceMs: number): number[] => {
  const polls = bench.sent.filter(
    ({ atMs, line }) => atMs >= sinceMs && addrOf(line) === addr && verbOf(line) === "POLL",
  );
  return polls.slice(1).map(({ atMs }, index) => atMs - (polls[index]?.atMs ?? 0));
};

describe("one request in flight", () => {
  test("[LL-3.1] no line goes out before the last one was answered or timed out", () => {
    const bench = createBusBench([{ addr: 1 }, { addr: 2 }, { addr: 3 }]);
    let waiting = 0;
    let most = 0;
    bench.wire.fault = (line) => {
      waiting += line.startsWith(">") ? 1 : -1;
      most = Math.max(most, waiting);
      return [{ line, delayMs: 20 }];
    };
    bench.feed({ kind: "port-opened" });
    bench.time.pass(5000);
    expect(bench.sent.length).toBeGreaterThan(30);
    expect(most).toBe(1);
  });

  test("[LL-3.1] a reply under another address or sequence is no answer", () => {
    const bench = createRunningBench();
    bench.wire.fault = () => [];
    bench.feed({ kind: "asked", ask: { kind: "stat", addr: 1 } });
    const request = bench.sent.at(-1)?.line ?? "";
    const seq = Number.parseInt(request.slice(4, 8), 16);
    bench.feed({ kind: "line-received", line: okLine(2, seq) });
    bench.feed({ kind: "line-received", line: okLine(1, seq - 1) });
    bench.time.pass(90);
    expect(bench.sent.at(-1)?.line).toBe(request);
  });

  test("[LL-2.3] noise on the bus is no answer and is said at most once a second", () => {
    const bench = createRunningBench();
    for (let count = 0; count < 50; count += 1) {
      bench.feed({ kind: "line-received", line: `noise ${count}` });
    }
    bench.time.pass(999);
    expect(bench.reports("line-refused")).toHaveLength(1);
    expect(bench.reports("line-refused")[0]?.why).toMatch(/^A line on the bus was ignored: .+\.$/);
    expect(bench.reports("board-suspect")).toEqual([]);
  });
});

describe("sequence", () => {
  test("[LL-3.2] HELLO has 0000, then every request counts up by one", () => {
    const bench = createRunningBench();
    const numbers = linesTo(bench, 1).map((line) => Number.parseInt(line.slice(4, 8), 16));
    expect(verbOf(bench.sent[0]?.line ?? "")).toBe("HELLO");
    expect(numbers).toEqual(numbers.map((_, index) => index));
  });

  test("[LL-3.2] after FFFF the host says HELLO again, without a new boot", () => {
    const bench = createRunningBench([{ addr: 1 }], { idlePollMs: 10 });
    bench.time.pass(0x1_0000 * 11);
    expect(bench.sent.some(({ line }) => line.startsWith(">01 FFFF "))).toBe(true);
    expect(bench.reports("board-greeted").map(({ newBoot }) => newBoot)).toEqual([true, false]);
    expect(bench.reports("board-suspect")).toEqual([]);
  });

  test("[LL-3.2] ERR SEQ makes the host say HELLO; twice in a minute is a second host", () => {
    const bench = createRunningBench();
    const refuseOnce = (): void => {
      let refused = false;
      bench.wire.fault = (line) => {
        if (refused || !line.startsWith(">") || verbOf(line) === "HELLO") return perfect(line);
        refused = true;
        const reply = errorLine(line, { code: "SEQ" });
        bench.time.later(4, () => bench.feed({ kind: "line-received", line: reply }));
        return [];
      };
    };
    refuseOnce();
    bench.time.pass(2000);
    expect(bench.reports("board-greeted")).toHaveLength(2);
    expect(bench.reports("second-host-heard")).toEqual([]);
    bench.time.pass(61_000);
    refuseOnce();
    bench.time.pass(2000);
    expect(bench.reports("second-host-heard")).toEqual([]);
    refuseOnce();
    bench.time.pass(2000);
    expect(bench.reports("second-host-heard")).toHaveLength(1);
  });

  test("[LL-3.2] an OPEN refused with SEQ at its first try did nothing and is answered so", () => {
    const bench = createRunningBench();
    bench.wire.fault = (line) => {
      if (verbOf(line) !== "OPEN") return perfect(line);
      const reply = errorLine(line, { code: "SEQ" });
      bench.time.later(4, () => bench.feed({ kind: "line-received", line: reply }));
      return [];
    };
    ask(bench, 5);
    bench.time.pass(500);
    expect(answers(bench)).toEqual([{ kind: "refused", code: "SEQ" }]);
  });
});

describe("silence", () => {
  test("[LL-3.4] an unanswered line is sent again identically, at most three times", () => {
    const bench = createRunningBench();
    bench.silence(1, true);
    ask(bench, 5);
    const sinceMs = bench.time.nowMs();
    bench.time.pass(600);
    const opens = linesTo(bench, 1, sinceMs).filter((line) => verbOf(line) === "OPEN");
    expect(opens).toHaveLength(4);
    expect(new Set(opens).size).toBe(1);
    expect(answers(bench)).toEqual([{ kind: "unanswered" }]);
    expect(verbOf(linesTo(bench, 1).at(-1) ?? "")).toBe("HELLO");
  });

  test("[LL-3.4] a serial line waits 50 ms plus line time, a network 1 s", () => {
    expect(gapOf({ baud: 115_200 })).toBeCloseTo(50 + lineMs(115_200), 6);
    expect(gapOf({ baud: 9600 })).toBeCloseTo(50 + lineMs(9600), 6);
    expect(gapOf({ carrier: "tcp" })).toBe(1000);
    expect(gapOf({ carrier: "mqtt" })).toBe(1000);
  });

  test("[LL-3.4] the other boards are served between two tries", () => {
    const bench = createRunningBench([{ addr: 1 }, { addr: 2 }, { addr: 3 }], { idlePollMs: 50 });
    bench.silence(1, true);
    ask(bench, 5);
    const sinceMs = bench.time.nowMs();
    bench.time.pass(600);
    const order = bench.sent
      .filter(({ atMs }) => atMs >= sinceMs)
      .map(({ line }) => addrOf(line))
      .join("");
    expect(order).toMatch(/1(23|32)1(23|32)1(23|32)1(23|32)/);
  });

  test("[LL-3.4] suspect after one unanswered request, lost after 8 s, back with one answer", () => {
    const bench = createRunningBench();
    bench.silence(1, true);
    const sinceMs = bench.time.nowMs();
    bench.time.pass(20_000);
    bench.silence(1, false);
    bench.time.pass(9000);
    const heard = bench.said
      .filter(({ atMs, report }) => atMs >= sinceMs && report.kind !== "board-snapshot")
      .map(({ atMs, report }) => ({ kind: report.kind, afterMs: atMs - sinceMs }));
    expect(heard.map(({ kind }) => kind)).toEqual([
      "board-suspect",
      "board-lost",
      "board-greeted",
      "board-back",
    ]);
    expect(heard[0]?.afterMs).toBeLessThan(700);
    expect(heard[1]?.afterMs).toBeGreaterThanOrEqual(8000);
    expect(heard[1]?.afterMs).toBeLessThan(8300);
  });

  test("[LL-3.4] a suspect board gets one try a second, a lost one fewer and fewer", () => {
    const bench = createRunningBench();
    bench.silence(1, true);
    bench.time.pass(60_000);
    const lostAtMs = bench.said.find(({ report }) => report.kind === "board-lost")?.atMs ?? 0;
    const suspectAtMs = bench.said.find(({ report }) => report.kind === "board-suspect")?.atMs ?? 0;
    const tries = bench.sent.map(({ atMs }) => atMs).filter((atMs) => atMs >= suspectAtMs);
    const gaps = tries.slice(1).map((atMs, index) => atMs - (tries[index] ?? 0));
    const whileSuspect = gaps.slice(0, tries.filter((atMs) => atMs < lostAtMs).length - 1);
    expect(whileSuspect.length).toBeGreaterThanOrEqual(6);
    expect(new Set(whileSuspect)).toEqual(new Set([1000]));
    expect(Math.max(...gaps)).toBe(8000);
    expect(gaps.slice(whileSuspect.length)).toEqual(
      gaps.slice(whileSuspect.length).toSorted((left, right) => left - right),
    );
  });

  test("[LL-3.5] one lost board delays the others by one time-out per round at most", () => {
    const boards = [{ addr: 1 }, { addr: 2 }, { addr: 3 }, { addr: 4 }];
    const bench = createRunningBench(boards, { carrier: "tcp" });
    bench.silence(1, true);
    const sinceMs = bench.time.nowMs();
    bench.time.pass(60_000);
    for (const addr of [2, 3, 4]) {
      const polls = bench.sent
        .filter(({ atMs, line }) => atMs >= sinceMs && addrOf(line) === addr)
        .map(({ atMs }) => atMs);
      const gaps = polls.slice(1).map((atMs, index) => atMs - (polls[index] ?? 0));
      expect(Math.max(...gaps)).toBeLessThan(250 + 1000 + 50);
      expect(polls.length).toBeGreaterThan(60);
    }
    expect(bench.reports("board-suspect").map(({ addr }) => addr)).toEqual([1]);
  });

  test("[LL-3.4] the port is opened again only when no board on it answers, less and less often", () => {
    const bench = createRunningBench([{ addr: 1 }, { addr: 2 }]);
    const reopened = () => bench.outputs.filter(({ kind }) => kind === "reopen-port").length;
    bench.silence(1, true);
    bench.time.pass(60_000);
    expect(reopened()).toBe(0);
    bench.silence(2, true);
    bench.time.pass(9000);
    expect(reopened()).toBe(1);
    bench.time.pass(600_000);
    expect(reopened()).toBeGreaterThan(4);
    expect(reopened()).toBeLessThan(10);
  });

  test("[LL-3.4] a port that closes makes its boards suspect at once and lost after 8 s", () => {
    const bench = createRunningBench();
    bench.feed({ kind: "port-closed" });
    expect(bench.reports("board-suspect")).toHaveLength(1);
    const before = bench.sent.length;
    bench.time.pass(60_000);
    expect(bench.reports("board-lost")).toHaveLength(1);
    expect(bench.sent).toHaveLength(before);
    bench.feed({ kind: "port-opened" });
    bench.time.pass(100);
    expect(bench.reports("board-back")).toHaveLength(1);
    expect(bench.outputs.some(({ kind }) => kind === "reopen-port")).toBe(false);
  });
});

describe("the greeting of an earlier boot", () => {
  test("[LL-3.6] that was taken for the present one is doubted when the present one comes", () => {
    const bench = createRunningBench();
    const old = bench.device(1).boot();
    const greetings: string[] = [];
    bench.wire.fault = (line) => {
      if (line.startsWith(">") || verbOf(line) !== "HELLO") return perfect(line);
      greetings.push(line);
      const before = line.replace(/boot=[0-9A-F]{8}/u, `boot=${old}`).replace(/\*.{4}$/u, "");
      const late = `${before}*${hexOf(crcOf(before), 4)}`;
      return greetings.length === 1
        ? [
            { line: late, delayMs: 3 },
            { line, delayMs: 5 },
          ]
        : perfect(line);
    };
    bench.reset(1);
    bench.time.pass(5000);
    const boots = bench.reports("board-greeted").map((report) => report.hello.boot);
    expect(boots.at(-1)).toBe(bench.device(1).boot());
    expect(boots).toContain(old);
  });
});

describe("echo and second host", () => {
  test("[LL-2.4] a local echo is dropped and said once", () => {
    const bench = createBusBench([{ addr: 1 }]);
    bench.wire.fault = (line) => {
      if (line.startsWith(">")) {
        bench.time.later(1, () => bench.feed({ kind: "line-received", line }));
      }
      return perfect(line);
    };
    bench.feed({ kind: "port-opened" });
    bench.time.pass(3000);
    expect(bench.reports("echo-heard")).toHaveLength(1);
    expect(bench.reports("second-host-heard")).toEqual([]);
    expect(bench.reports("board-greeted")).toHaveLength(1);
  });

  test("[LL-2.4] a line said twice because its answer was late is echoed twice, and is no second host", () => {
    const bench = createRunningBench();
    bench.wire.fault = (line) => {
      if (!line.startsWith(">")) return perfect(line);
      // A host that was held up for a while hears both echoes after its second try.
      bench.time.later(100, () => bench.feed({ kind: "line-received", line }));
      return [{ line, delayMs: 100 }];
    };
    bench.time.pass(5000);
    const repeated = bench.sent.filter(({ line }, at) => line === bench.sent[at - 1]?.line);
    expect(repeated.length).toBeGreaterThan(0);
    expect(bench.reports("second-host-heard")).toEqual([]);
  });

  test("[LL-2.4] any other > line is a second host: no OPEN until a technician has looked", () => {
    const bench = createRunningBench();
    const foreign = ">05 0003 STAT*0AFC";
    const line = formatFrame({
      direction: "to-board",
      addr: 5,
      seq: 3,
      verb: "STAT",
      fields: new Map(),
    });
    bench.feed({ kind: "line-received", line: foreign });
    expect(bench.reports("second-host-heard")).toEqual([]);
    bench.feed({ kind: "line-received", line });
    bench.feed({ kind: "line-received", line });
    expect(bench.reports("second-host-heard")).toEqual([{ kind: "second-host-heard", line }]);
    ask(bench, 5);
    bench.time.pass(500);
    expect(answers(bench)).toEqual([{ kind: "unsent", why: "second-host" }]);
    bench.ask({ kind: "clear-second-host" });
    ask(bench, 6);
    bench.time.pass(500);
    expect(answers(bench).at(-1)).toEqual({ kind: "accepted" });
    expect(bench.device(1).pulses.map(({ op }) => op)).toEqual([6]);
  });

  test("[LL-2.4] the echo of an earlier line is no echo any more", () => {
    const bench = createRunningBench();
    const [first] = bench.sent;
    bench.feed({ kind: "line-received", line: first?.line ?? "" });
    expect(bench.reports("second-host-heard")).toHaveLength(1);
  });

  test("[LL-2.4] an OPEN already on the wire is not repeated once a second host is heard", () => {
    const bench = createRunningBench();
    bench.silence(1, true);
    ask(bench, 5);
    const line = formatFrame({
      direction: "to-board",
      addr: 5,
      seq: 3,
      verb: "STAT",
      fields: new Map(),
    });
    bench.feed({ kind: "line-received", line });
    bench.time.pass(500);
    expect(bench.sent.filter((each) => verbOf(each.line) === "OPEN")).toHaveLength(1);
    expect(answers(bench)).toEqual([{ kind: "unanswered" }]);
  });
});

describe("polling", () => {
  test("[LL-4] every board is polled at its interval, the watched one at the short one", () => {
    const bench = createRunningBench([{ addr: 1 }, { addr: 2 }]);
    const sinceMs = bench.time.nowMs();
    bench.ask({ kind: "watch", addr: 2 });
    bench.time.pass(10_000);
    expect(Math.max(...gapsOf(bench, 1, sinceMs))).toBeLessThan(270);
    expect(Math.max(...gapsOf(bench, 2, sinceMs))).toBeLessThan(70);
    const unwatchedMs = bench.time.nowMs();
    bench.ask({ kind: "watch", addr: undefined });
    bench.time.pass(10_000);
    expect(Math.min(...gapsOf(bench, 2, unwatchedMs + 100))).toBeGreaterThan(200);
  });

  test("[LL-4] a pulse, then a result, go before every poll that is due", () => {
    const boards = [1, 2, 3, 4, 5, 6].map((addr) => ({ addr }));
    const bench = createRunningBench(boards, { idlePollMs: 1 });
    const busy = bench.sent.length;
    ask(bench, 5, { addr: 3 });
    bench.ask({ kind: "result", addr: 4, op: 1 });
    bench.time.pass(20);
    const verbs = bench.sent.slice(busy).map(({ line }) => verbOf(line));
    expect(verbs.slice(0, 2).toSorted()).toEqual(["OPEN", "RESULT"]);
    expect(new Set(verbs.slice(2))).toEqual(new Set(["POLL"]));
  });

  test("[LL-3.5] nobody is served twice while another waits, however much is asked of one board", () => {
    const bench = createRunningBench([{ addr: 1 }, { addr: 2 }], { idlePollMs: 1 });
    const busy = bench.sent.length;
    for (let op = 1; op <= 5; op += 1) bench.ask({ kind: "result", addr: 1, op });
    bench.time.pass(60);
    const order = bench.sent
      .slice(busy)
      .map(({ line }) => addrOf(line))
      .join("");
    expect(order.slice(0, 9)).toMatch(/^(12121|21212)/);
  });

  test("[LL-4] lights and the blinking are passed on, the latest wish per channel", () => {
    const bench = createRunningBench();
    bench.wire.fault = () => [];
    bench.ask({ kind: "led", addr: 1, channel: 2, pattern: "on" });
    bench.ask({ kind: "led", addr: 1, channel: 2, pattern: "slow" });
    bench.ask({ kind: "led", addr: 1, channel: 3, pattern: "fast" });
    bench.ask({ kind: "ident", addr: 1 });
    bench.wire.fault = perfect;
    bench.time.pass(3000);
    const obeyed = bench
      .device(1)
      .executed.filter(({ kind }) => kind === "led" || kind === "ident");
    expect(obeyed.slice(-3)).toEqual([
      { kind: "led", channel: 2, pattern: "slow" },
      { kind: "led", channel: 3, pattern: "fast" },
      { kind: "ident" },
    ]);
  });

  test("[LL-4.8] the clock is read again before it is 60 s old", () => {
    const bench = createRunningBench();
    bench.time.pass(300_000);
    const stats = bench.sent.filter(({ line }) => verbOf(line) === "STAT").map(({ atMs }) => atMs);
    const gaps = stats.slice(1).map((atMs, index) => atMs - (stats[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(60_000);
    expect(fieldOf(bench.sent.at(-1)?.line ?? "", "ack")).toBe("1");
  });
});
