// The host's end, OPEN and VEND: the fence, the boot, duplicates, what may never be sent, what RESULT tells.
import { describe, expect, test } from "vitest";
import type { HostAsk } from "#protocol/host-link-types.ts";
import { formatFrame, parseLine } from "#protocol/line.ts";
import {
  addrOf,
  createBusBench,
  createRunningBench,
  fieldOf,
  perfect,
  verbOf,
  type BusBench,
} from "./bus-bench.ts";

type OpenAsk = Extract<HostAsk, { kind: "open" }>;

function open(bench: BusBench, more: Partial<OpenAsk> = {}): void {
  const byHostMs = bench.time.nowMs() + 1500;
  const boot = bench.device(1).boot();
  bench.ask({ kind: "open", addr: 1, channel: 3, op: 10, pulseMs: 400, boot, byHostMs, ...more });
}
const answers = (bench: BusBench) => bench.reports("open-answered").map(({ answer }) => answer);
const opens = (bench: BusBench): string[] =>
  bench.sent.map(({ line }) => line).filter((line) => verbOf(line) === "OPEN");
const lastOpen = (bench: BusBench): string => opens(bench).at(-1) ?? "";

/** Answers every line with this verb by a reply of the test's own instead of the board's. */
function answerWith(
  bench: BusBench,
  verb: string,
  reply: (line: string) => { verb: string; fields: Record<string, string> },
): void {
  bench.wire.fault = (line) => {
    if (!line.startsWith(">") || verbOf(line) !== verb) return perfect(line);
    const { verb: answer, fields } = reply(line);
    const text = formatFrame({
      direction: "to-host",
      addr: addrOf(line),
      seq: Number.parseInt(line.slice(4, 8), 16),
      verb: answer,
      fields: new Map(Object.entries(fields)),
    });
    bench.time.later(5, () => bench.feed({ kind: "line-received", line: text }));
    return [];
  };
}

/** The same reply with another `t`. */
function withT(line: string, tMs: number): string {
  const frame = parseLine(line);
  if (!frame.ok) throw new Error(`the bench sent ${line}`);
  return formatFrame({ ...frame.value, fields: new Map([...frame.value.fields, ["t", `${tMs}`]]) });
}

describe("the pulse on the line", () => {
  test("[LL-4] OPEN and VEND carry what was asked, and ACC is the answer", () => {
    const bench = createRunningBench();
    open(bench, { waitMs: 4000 });
    bench.time.pass(100);
    const boot = bench.device(1).boot();
    const byHostMs = bench.time.nowMs() + 1000;
    bench.ask({ kind: "vend", addr: 1, channel: 4, op: 11, boot, byHostMs });
    bench.time.pass(100);
    const pulses = bench
      .device(1)
      .executed.filter(({ kind }) => kind === "open" || kind === "vend");
    expect(pulses).toMatchObject([
      { kind: "open", channel: 3, op: 10, pulseMs: 400, boot, waitMs: 4000 },
      { kind: "vend", channel: 4, op: 11, boot },
    ]);
    expect(answers(bench)).toEqual([{ kind: "accepted" }, { kind: "accepted" }]);
  });

  test("[LL-4.1] a refusal is passed on with its code and the ms left", () => {
    const bench = createRunningBench();
    answerWith(bench, "OPEN", () => ({ verb: "ERR", fields: { code: "COOL", left: "700" } }));
    open(bench);
    bench.time.pass(100);
    expect(answers(bench)).toEqual([{ kind: "refused", code: "COOL", leftMs: 700 }]);
  });

  test("[LL-4.7] BUSY is passed on, and the same op may be asked again", () => {
    const bench = createRunningBench();
    answerWith(bench, "OPEN", () => ({ verb: "ERR", fields: { code: "BUSY" } }));
    open(bench);
    bench.time.pass(100);
    bench.wire.fault = perfect;
    open(bench);
    bench.time.pass(100);
    expect(answers(bench)).toEqual([{ kind: "refused", code: "BUSY" }, { kind: "accepted" }]);
  });
});

describe("the fence in time", () => {
  test("[LL-4.8] `by` is the board's own t plus what is left, never more than 2000 ms ahead", () => {
    const bench = createRunningBench();
    const nowMs = bench.time.nowMs();
    open(bench, { op: 10, byHostMs: nowMs + 700 });
    bench.time.pass(100);
    const laterMs = bench.time.nowMs();
    open(bench, { op: 11, byHostMs: laterMs + 60_000 });
    bench.time.pass(100);
    const [first = "", second = ""] = opens(bench);
    // The fake board booted at host time 0; the reply that told its t was 3 ms on its way.
    expect(Number(fieldOf(first, "by"))).toBe(nowMs + 700 - 3);
    expect(Number(fieldOf(second, "by"))).toBe(laterMs + 2000 - 3);
  });

  test("[LL-4.8] t runs modulo 2^32 and so does `by`", () => {
    const bench = createRunningBench();
    bench.wire.fault = (line) =>
      perfect(
        line.startsWith("<01") && verbOf(line) === "STAT" ? withT(line, 4_294_967_290) : line,
      );
    bench.ask({ kind: "stat", addr: 1 });
    bench.time.pass(100);
    const readAtMs = bench.said.findLast(({ report }) => report.kind === "board-snapshot")?.atMs;
    const byHostMs = bench.time.nowMs() + 1000;
    open(bench, { byHostMs });
    bench.time.pass(50);
    const ahead = byHostMs - (readAtMs ?? 0);
    expect(Number(fieldOf(lastOpen(bench), "by"))).toBe((4_294_967_290 + ahead) % 2 ** 32);
  });

  test("[LL-4.8] repeats are byte-identical although time passes", () => {
    const bench = createRunningBench([{ addr: 1 }], { carrier: "tcp" });
    bench.silence(1, true);
    open(bench);
    bench.time.pass(5000);
    expect(opens(bench)).toHaveLength(4);
    expect(new Set(opens(bench)).size).toBe(1);
  });

  test("[LL-4.8] a pulse that could not be sent in time is never sent", () => {
    const bench = createRunningBench();
    bench.silence(1, true);
    bench.time.pass(1000);
    open(bench, { byHostMs: bench.time.nowMs() + 800 });
    bench.time.pass(900);
    expect(answers(bench)).toEqual([{ kind: "unsent", why: "late" }]);
    bench.silence(1, false);
    bench.time.pass(5000);
    expect(opens(bench)).toEqual([]);
  });

  test("[LL-4.8] a clock that came with a repeat is not used: STAT is asked again first", () => {
    const bench = createBusBench([{ addr: 1 }]);
    let losses = 1;
    bench.wire.fault = (line) => {
      if (!line.startsWith("<") || verbOf(line) !== "STAT" || losses === 0) return perfect(line);
      losses -= 1;
      return [];
    };
    bench.feed({ kind: "port-opened" });
    bench.time.pass(300);
    open(bench);
    bench.time.pass(50);
    const verbs = bench.sent.map(({ line }) => verbOf(line));
    expect(verbs.slice(0, 3)).toEqual(["HELLO", "STAT", "STAT"]);
    expect(verbs.slice(verbs.lastIndexOf("STAT"))).toContain("OPEN");
    expect(verbs.filter((verb) => verb === "STAT")).toHaveLength(3);
  });

  test("[LL-4.8] without any clock of the board nothing is opened", () => {
    const bench = createBusBench([{ addr: 1 }]);
    answerWith(bench, "STAT", () => ({ verb: "ERR", fields: { code: "HW" } }));
    bench.feed({ kind: "port-opened" });
    bench.time.pass(300);
    open(bench);
    bench.time.pass(2000);
    expect(opens(bench)).toEqual([]);
    expect(answers(bench)).toEqual([{ kind: "unsent", why: "no-clock" }]);
  });

  test("[LL-4.8] a line that the wire delayed past its fence opens nothing", () => {
    const bench = createRunningBench();
    bench.wire.fault = (line) =>
      verbOf(line) === "OPEN" ? [{ line, delayMs: 1600 }] : perfect(line);
    open(bench);
    bench.time.pass(10_000);
    expect(bench.device(1).pulses).toEqual([]);
    expect(answers(bench)).toEqual([{ kind: "unanswered" }]);
  });
});

describe("the boot", () => {
  test("[LL-4.4] a pulse is never sent under another boot than asked", () => {
    const bench = createRunningBench();
    open(bench, { boot: "FFFFFFFF" });
    expect(opens(bench)).toEqual([]);
    expect(answers(bench)).toEqual([{ kind: "unsent", why: "boot" }]);
  });

  test("[LL-4.4] a board that was reset says ERR BOOT and the pulse is over, the session new", () => {
    const bench = createRunningBench();
    const boot = bench.device(1).boot();
    bench.reset(1);
    open(bench, { boot });
    bench.time.pass(500);
    const newBoot = bench.device(1).boot();
    expect(answers(bench)).toEqual([{ kind: "refused", code: "BOOT", boot: newBoot }]);
    expect(bench.reports("board-greeted").at(-1)).toMatchObject({ newBoot: true });
    expect(bench.device(1).pulses).toEqual([]);
  });

  test("[LL-4.4] ERR BOOT to a repeat says nothing about the first try", () => {
    const bench = createRunningBench();
    const boot = bench.device(1).boot();
    bench.wire.fault = (line) => (verbOf(line) === "ACC" ? [] : perfect(line));
    open(bench, { boot });
    bench.time.pass(20);
    bench.reset(1);
    bench.time.pass(500);
    expect(bench.device(1).pulses).toHaveLength(1);
    expect(answers(bench)).toEqual([{ kind: "unanswered" }]);
  });

  test("[LL-4.4] a pulse that waits while the board comes back under a new boot is not sent", () => {
    const bench = createRunningBench();
    const boot = bench.device(1).boot();
    bench.silence(1, true);
    bench.time.pass(700);
    open(bench, { boot, byHostMs: bench.time.nowMs() + 5000 });
    bench.reset(1);
    bench.silence(1, false);
    bench.time.pass(5000);
    expect(answers(bench)).toEqual([{ kind: "unsent", why: "boot" }]);
    expect(bench.device(1).pulses).toEqual([]);
  });
});

describe("known operations", () => {
  test("[LL-4.3] DUP to an OPEN never sent before is flagged", () => {
    const bench = createRunningBench();
    const fields = { op: "10", ch: "3", res: "opened" };
    answerWith(bench, "OPEN", () => ({ verb: "DUP", fields }));
    open(bench);
    bench.time.pass(100);
    const duplicate = { kind: "duplicate", channel: 3, result: "opened" };
    expect(answers(bench)).toEqual([{ ...duplicate, firstSend: true }]);
    open(bench);
    bench.time.pass(100);
    expect(answers(bench).at(-1)).toEqual({ ...duplicate, firstSend: false });
  });

  test("[LL-4.3] the same op asked again after silence is a DUP without a second pulse", () => {
    const bench = createRunningBench();
    bench.wire.fault = (line) => (verbOf(line) === "ACC" ? [] : perfect(line));
    open(bench);
    bench.time.pass(600);
    bench.wire.fault = perfect;
    open(bench);
    bench.time.pass(2000);
    expect(answers(bench)).toEqual([
      { kind: "unanswered" },
      { kind: "duplicate", channel: 3, result: "driven", firstSend: false },
    ]);
    expect(bench.device(1).pulses).toHaveLength(1);
  });

  test("[LL-4.3] ACC lost on the wire comes again with the repeat: one pulse, one answer", () => {
    const bench = createRunningBench();
    let losses = 2;
    bench.wire.fault = (line) => {
      if (verbOf(line) !== "ACC" || losses === 0) return perfect(line);
      losses -= 1;
      return [];
    };
    open(bench);
    bench.time.pass(1000);
    expect(answers(bench)).toEqual([{ kind: "accepted" }]);
    expect(bench.device(1).pulses).toHaveLength(1);
  });

  test("[LL-4.5] the host takes no answer about another operation or another channel", () => {
    const bench = createRunningBench();
    answerWith(bench, "OPEN", () => ({
      verb: "DUP",
      fields: { op: "10", ch: "4", res: "opened" },
    }));
    open(bench);
    bench.time.pass(600);
    answerWith(bench, "OPEN", () => ({ verb: "ACC", fields: { op: "9" } }));
    open(bench, { op: 11 });
    bench.time.pass(2000);
    expect(answers(bench)).toEqual([{ kind: "unanswered" }, { kind: "unanswered" }]);
  });

  test("[LL-4.2] the board's highest op reaches the controller with every greeting", () => {
    const bench = createRunningBench();
    open(bench, { op: 3_000_000_000_042 });
    bench.time.pass(100);
    bench.feed({ kind: "port-closed" });
    bench.feed({ kind: "port-opened" });
    bench.time.pass(100);
    const greeted = bench.reports("board-greeted").map(({ hello }) => hello.highestOp);
    expect(greeted).toEqual([0, 3_000_000_000_042]);
  });
});

const results = (bench: BusBench) =>
  bench.reports("result-answered").map(({ op, channel, result }) => ({ op, channel, result }));

describe("results", () => {
  test("[LL-4.5] RESULT can be read again and again, with the boot it was read under", () => {
    const bench = createRunningBench();
    open(bench);
    bench.time.pass(100);
    bench.ask({ kind: "result", addr: 1, op: 10 });
    bench.time.pass(100);
    bench.ask({ kind: "result", addr: 1, op: 10 });
    bench.ask({ kind: "result", addr: 1, op: 12 });
    bench.time.pass(100);
    expect(results(bench)).toEqual([
      { op: 10, channel: 3, result: "driven" },
      { op: 10, channel: 3, result: "driven" },
      { op: 12, channel: undefined, result: "none" },
    ]);
    expect(bench.reports("result-answered")[0]?.boot).toBe(bench.device(1).boot());
  });

  test("[LL-4.5] RESULT survives lost lines and a reset of the board", () => {
    const bench = createRunningBench();
    bench.reset(1);
    let losses = 2;
    bench.wire.fault = (line) => {
      if (losses === 0) return perfect(line);
      losses -= 1;
      return [];
    };
    bench.ask({ kind: "result", addr: 1, op: 10 });
    bench.time.pass(2000);
    expect(results(bench)).toEqual([{ op: 10, channel: undefined, result: "none" }]);
    expect(bench.reports("result-answered")[0]?.boot).toBe(bench.device(1).boot());
  });

  test("[LL-3.4] a result nobody gives is answered without one, once", () => {
    const bench = createRunningBench();
    bench.silence(1, true);
    bench.ask({ kind: "result", addr: 1, op: 10 });
    bench.ask({ kind: "result", addr: 1, op: 11 });
    bench.time.pass(20_000);
    bench.ask({ kind: "result", addr: 1, op: 12 });
    expect(results(bench)).toEqual([
      { op: 10, channel: undefined, result: undefined },
      { op: 11, channel: undefined, result: undefined },
      { op: 12, channel: undefined, result: undefined },
    ]);
  });
});

describe("nothing waits for ever", () => {
  test("[LL-3.4] when the port closes, what was sent is unanswered and what was not is lost", () => {
    const bench = createRunningBench();
    bench.silence(1, true);
    open(bench, { op: 10 });
    open(bench, { op: 11 });
    bench.ask({ kind: "result", addr: 1, op: 9 });
    bench.feed({ kind: "port-closed" });
    open(bench, { op: 12 });
    const unsentLost = { kind: "unsent", why: "lost" };
    expect(answers(bench)).toEqual([{ kind: "unanswered" }, unsentLost, unsentLost]);
    expect(bench.reports("result-answered")).toHaveLength(1);
  });

  test("[LL-3.4] a pulse for a lost board, or for none on this bus, is answered at once", () => {
    const bench = createRunningBench();
    bench.silence(1, true);
    bench.time.pass(20_000);
    open(bench);
    open(bench, { addr: 77 });
    expect(answers(bench)).toEqual([
      { kind: "unsent", why: "lost" },
      { kind: "unsent", why: "lost" },
    ]);
  });

  test("[LL-3.1] the queue of pulses has an end and says so", () => {
    const bench = createRunningBench();
    bench.silence(1, true);
    for (let op = 10; op < 22; op += 1) open(bench, { op });
    const full = answers(bench).filter(({ kind }) => kind === "unsent");
    expect(full).toEqual(Array.from({ length: 3 }, () => ({ kind: "unsent", why: "queue-full" })));
  });

  test("[LL-8.2] without a keyed session nothing is opened where a key is required", () => {
    const bench = createRunningBench([{ addr: 1 }], { keyedOnly: true, carrier: "mqtt" });
    const boot = bench.device(1).boot();
    open(bench);
    bench.ask({ kind: "vend", addr: 1, channel: 1, op: 11, boot, byHostMs: 9000 });
    expect(answers(bench)).toEqual([
      { kind: "unsent", why: "not-keyed" },
      { kind: "unsent", why: "not-keyed" },
    ]);
  });

  test("[LL-8.2] in a keyed session it is opened", () => {
    const key = new Uint8Array(32);
    const bench = createRunningBench([{ addr: 1, key }], { keyedOnly: true, carrier: "mqtt" });
    open(bench);
    bench.time.pass(100);
    expect(answers(bench)).toEqual([{ kind: "accepted" }]);
  });
});
