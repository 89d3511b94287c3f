// The board's end, clause by clause: what is answered, what is silence, and what changes nothing.
import { describe, expect, test } from "vitest";
import {
  initialBoardLink,
  receiveAtBoard,
  type BoardContext,
  type BoardLink,
} from "#protocol/board-link.ts";
import { formatFrame, type Signer } from "#protocol/line.ts";
import type { Request } from "#protocol/messages.ts";
import { encodeRequest } from "#protocol/request-codec.ts";
import { deriveSessionKey, isSignedBy, signerOf } from "#protocol/session.ts";
import { createFakeDevice } from "./fake-device.ts";
import { nodeHmac } from "./node-hmac.ts";

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const HOST_NONCE = "6B1F09D2C4E7A835";

/** One board and the lines said to it. `say` gives the reply's verb and fields without address, sequence and CRC. */
function bench({ addr = 1, key = undefined as Uint8Array | undefined, button = false } = {}) {
  const device = createFakeDevice(() => 1000, { keyed: key !== undefined });
  const config = { hmac: nodeHmac, ...(key === undefined ? {} : { key }) };
  const context: BoardContext = { addr, device, config, installButtonHeld: button };
  let link: BoardLink = initialBoardLink;
  const sayLine = (line: string): string | undefined => {
    const step = receiveAtBoard(link, line, context);
    link = step.link;
    return step.reply;
  };
  const say = (seq: number, request: Request, sign?: Signer): string | undefined =>
    sayLine(encodeRequest({ addr, seq, request }, sign));
  return {
    device,
    context,
    say,
    sayLine,
    link: () => link,
    reset: () => (link = initialBoardLink),
  };
}

const meaning = (reply: string | undefined): string | undefined =>
  reply?.slice("<01 0000 ".length, -"*0000".length);

const frame = (addr: number, seq: number, verb: string, fields: Record<string, string> = {}) =>
  formatFrame({ direction: "to-board", addr, seq, verb, fields: new Map(Object.entries(fields)) });

const open: Request = {
  kind: "open",
  channel: 3,
  op: 9,
  pulseMs: 400,
  boot: "00000411",
  byMs: 1500,
};

describe("whose line it is", () => {
  const cases: readonly [string, string][] = [
    ["[LL-2.3] a wrong CRC", ">01 0000 HELLO v=1*0000"],
    ["[LL-2.3] bad grammar", "hello?"],
    ["[LL-2.2] a key twice", ">01 0000 HELLO v=1 v=1*F974"],
    ["[LL-2.3] another address", frame(2, 0, "HELLO", { v: "1" })],
    ["[LL-1.3] another board's reply", "<01 0002 IDLE*11B9"],
    ["[LL-2.5] all boards", frame(0x7f, 0, "HELLO", { v: "1" })],
    ["[LL-2.5] a board without an address", frame(0, 0, "HELLO", { v: "1" })],
  ];
  for (const [what, line] of cases) {
    test(`${what} gets silence`, () => {
      const { sayLine, link } = bench();
      expect(sayLine(line)).toBeUndefined();
      expect(link()).toEqual(initialBoardLink);
    });
  }

  test("[LL-2.5] a board at 00 answers only while its button is held", () => {
    const hello = frame(0, 0, "HELLO", { v: "1" });
    expect(bench({ addr: 0 }).sayLine(hello)).toBeUndefined();
    expect(bench({ addr: 0, button: true }).sayLine(hello)).toMatch(/^<00 0000 HELLO /);
  });

  test("[LL-2.5] LED and IDENT to all boards are obeyed, unanswered, and touch nothing", () => {
    const { say, sayLine, device, link } = bench();
    say(0, { kind: "hello" });
    const before = link();
    const toAll = [
      frame(0x7f, 1, "LED", { ch: "1", p: "on" }),
      frame(0x7f, 1, "IDENT"),
      frame(0x7f, 1, "STAT"),
      frame(0x7f, 1, "OPEN", { ch: "1", op: "5", ms: "400", boot: device.boot(), by: "9000" }),
    ];
    expect(toAll.map(sayLine)).toEqual([undefined, undefined, undefined, undefined]);
    expect(device.executed.map(({ kind }) => kind)).toEqual(["led", "ident"]);
    expect(link()).toBe(before);
  });

  test("[LL-7.1] any valid line of a host feeds the watchdog, a reply or noise does not", () => {
    const { context } = bench();
    const heard = (line: string) => receiveAtBoard(initialBoardLink, line, context).heardHost;
    expect(heard(frame(0x33, 5, "STAT"))).toBe(true);
    expect(heard(frame(1, 5, "STAT"))).toBe(true);
    expect(heard("<01 0002 IDLE*11B9")).toBe(false);
    expect(heard(">01 0005 STAT*0000")).toBe(false);
  });
});

describe("sequence and stored reply", () => {
  test("[LL-3.1] the reply repeats address and sequence", () => {
    const { say } = bench();
    expect(say(0, { kind: "hello" })).toMatch(/^<01 0000 HELLO v=1 boot=/);
    expect(say(1, { kind: "stat" })).toMatch(/^<01 0001 STAT /);
  });

  test("[LL-3.2] only the next sequence is taken, anything else is ERR SEQ and does nothing", () => {
    const { say, device } = bench();
    say(0, { kind: "hello" });
    say(1, { kind: "stat" });
    expect([0, 3, 0xffff].map((seq) => meaning(say(seq, { kind: "ident" })))).toEqual([
      "ERR code=SEQ",
      "ERR code=SEQ",
      "ERR code=SEQ",
    ]);
    expect(device.executed).toHaveLength(1);
    expect(meaning(say(2, { kind: "ident" }))).toBe("OK");
  });

  test("[LL-3.2] after FFFF nothing but HELLO is next", () => {
    const { device, context } = bench();
    const line = frame(1, 0xffff, "STAT");
    const last = { seq: 0xffff, line, reply: "" };
    const say = (text: string) =>
      receiveAtBoard({ last, sessionKey: undefined }, text, context).reply;
    expect(meaning(say(frame(1, 0, "STAT")))).toBe("ERR code=SEQ");
    expect(meaning(say(frame(1, 0, "HELLO", { v: "1" })))).toMatch(/^HELLO /);
    expect(device.executed).toEqual([]);
  });

  test("[LL-3.2] a HELLO under another sequence than 0000 is ERR SEQ", () => {
    expect(meaning(bench().sayLine(frame(1, 1, "HELLO", { v: "1" })))).toBe("ERR code=SEQ");
  });

  test("[LL-3.3] the same bytes again get the stored reply byte for byte and do nothing else", () => {
    const { say, device } = bench();
    say(0, { kind: "hello" });
    const first = say(1, open);
    expect(meaning(first)).toBe("ACC op=9");
    expect(say(1, open)).toBe(first);
    expect(say(1, open)).toBe(first);
    expect(device.pulses).toHaveLength(1);
    expect(device.executed).toHaveLength(1);
  });

  test("[LL-3.3] the last sequence with other bytes is ERR SEQ, and the stored reply stays", () => {
    const { say } = bench();
    say(0, { kind: "hello" });
    const first = say(1, open);
    expect(meaning(say(1, { ...open, channel: 4 }))).toBe("ERR code=SEQ");
    expect(say(1, open)).toBe(first);
  });

  test("[LL-3.3] the same HELLO right after itself gets the stored reply, later a new session", () => {
    const { say } = bench({ key: KEY });
    const hello: Request = { kind: "hello", nonce: HOST_NONCE };
    const first = say(0, hello);
    expect(say(0, hello)).toBe(first);
    const other = say(0, { kind: "hello", nonce: "0000000000000001" });
    expect(other).not.toBe(first);
    expect(say(0, hello)).not.toBe(first);
  });

  test("[LL-3.3] an unkeyed HELLO starts a new session whatever came before", () => {
    const { say } = bench();
    say(0, { kind: "hello" });
    say(1, { kind: "stat" });
    expect(meaning(say(0, { kind: "hello" }))).toMatch(/^HELLO /);
    expect(meaning(say(1, { kind: "ident" }))).toBe("OK");
  });

  test("[LL-4.1] an unknown verb and bad arguments use up their sequence like any answer", () => {
    const { say, sayLine } = bench();
    say(0, { kind: "hello" });
    expect(meaning(sayLine(frame(1, 1, "DANCE")))).toBe("ERR code=VERB");
    expect(meaning(sayLine(frame(1, 2, "POLL")))).toBe("ERR code=ARGS");
    expect(meaning(sayLine(frame(1, 3, "LED", { ch: "0", p: "on" })))).toBe("ERR code=ARGS");
    expect(meaning(say(4, { kind: "poll", ack: 99 }))).toBe("ERR code=ARGS");
    expect(meaning(say(5, { kind: "ident" }))).toBe("OK");
  });

  test("[LL-4] ADDR is only for a board at 00", () => {
    const address: Request = { kind: "address", newAddr: 9 };
    const addressed = bench();
    addressed.say(0, { kind: "hello" });
    expect(meaning(addressed.say(1, address))).toBe("ERR code=VERB");
    const fresh = bench({ addr: 0, button: true });
    fresh.say(0, { kind: "hello" });
    expect(meaning(fresh.say(1, address))).toBe("OK");
    expect(fresh.device.executed).toEqual([address]);
    expect(addressed.device.executed).toEqual([]);
  });
});

describe("after a reset", () => {
  test("[LL-3.6] every verb but HELLO is ERR BOOT with the boot, and nothing is done", () => {
    const { say, sayLine, device, link } = bench();
    const asked: readonly Request[] = [
      { kind: "stat" },
      { kind: "poll", ack: 0 },
      open,
      { kind: "vend", channel: 1, op: 1, boot: device.boot(), byMs: 1 },
      { kind: "result", op: 1 },
      { kind: "led", channel: 1, pattern: "on" },
      { kind: "ident" },
    ];
    for (const request of asked) {
      expect(meaning(say(1, request))).toBe(`ERR code=BOOT boot=${device.boot()}`);
    }
    expect(meaning(sayLine(frame(1, 1, "DANCE")))).toBe(`ERR code=BOOT boot=${device.boot()}`);
    expect(device.executed).toEqual([]);
    expect(link()).toEqual(initialBoardLink);
  });

  test("[LL-3.6] HELLO clears sequence and session, never events or operations", () => {
    const { say, reset } = bench();
    say(0, { kind: "hello" });
    say(1, open);
    reset();
    say(0, { kind: "hello" });
    expect(meaning(say(1, { kind: "result", op: 9 }))).toBe("RESULT op=9 ch=3 res=driven");
    expect(meaning(say(2, { kind: "poll", ack: 0 }))).toMatch(/^EV n=1 .*k=boot/);
  });

  test("[LL-4.4] the device's ERR BOOT always tells the boot", () => {
    const { say, device } = bench();
    say(0, { kind: "hello" });
    const stranger: Request = { ...open, boot: "FFFFFFFF" };
    expect(meaning(say(1, stranger))).toBe(`ERR code=BOOT boot=${device.boot()}`);
    expect(device.pulses).toEqual([]);
  });
});

function keyedBench() {
  const board = bench({ key: KEY });
  const greeting = board.say(0, { kind: "hello", nonce: HOST_NONCE }) ?? "";
  const boardNonce = / n=([0-9A-F]{16})/.exec(greeting)?.[1] ?? "";
  const parts = { addr: 1, hostNonce: HOST_NONCE, boardNonce, boot: board.device.boot() };
  const sign = signerOf(nodeHmac, deriveSessionKey(nodeHmac, KEY, parts));
  return { ...board, greeting, sign };
}

const forger: Signer = () => "0000000000000000";

describe("keyed session", () => {
  test("[LL-6.1] the HELLO reply gives the board's number and already carries the mac", () => {
    const { greeting, sign } = keyedBench();
    expect(isSignedBy(sign, greeting)).toBe(true);
  });

  test("[LL-6.1] no number is used twice under one key and boot", () => {
    const board = bench({ key: KEY });
    const drawn = ["1", "2", "3"].map((digit) => {
      const reply = board.say(0, { kind: "hello", nonce: HOST_NONCE.slice(1) + digit });
      return / n=([0-9A-F]{16})/.exec(reply ?? "")?.[1];
    });
    expect(new Set(drawn).size).toBe(3);
  });

  test("[LL-6.2] a signed request is obeyed and its reply signed", () => {
    const { say, sign, device } = keyedBench();
    const reply = say(1, open, sign) ?? "";
    expect(meaning(reply)).toMatch(/^ACC op=9 mac=/);
    expect(isSignedBy(sign, reply)).toBe(true);
    expect(device.pulses).toHaveLength(1);
  });

  test("[LL-6.3] without a valid mac: ERR AUTH unsigned, nothing done, nothing changed", () => {
    const { say, sign, device, link } = keyedBench();
    say(1, { kind: "stat" }, sign);
    const before = link();
    expect(say(2, open)).toMatch(/^<01 0002 ERR code=AUTH\*/);
    expect(say(2, open, forger)).toMatch(/^<01 0002 ERR code=AUTH\*/);
    expect(say(7, open, forger)).toMatch(/^<01 0007 ERR code=AUTH\*/);
    expect(link()).toBe(before);
    expect(device.pulses).toEqual([]);
    expect(meaning(say(2, open, sign))).toMatch(/^ACC /);
  });

  test("[LL-6.3] a signed line with the wrong sequence is refused with a signed ERR SEQ", () => {
    const { say, sign } = keyedBench();
    const reply = say(5, open, sign) ?? "";
    expect(meaning(reply)).toMatch(/^ERR code=SEQ mac=/);
    expect(isSignedBy(sign, reply)).toBe(true);
  });

  test("[LL-6.3] the mac of an earlier session opens nothing", () => {
    const { say, sign, device } = keyedBench();
    say(0, { kind: "hello", nonce: "0000000000000002" });
    expect(meaning(say(1, open, sign))).toBe("ERR code=AUTH");
    expect(device.pulses).toEqual([]);
  });

  test("[LL-6.3] before the first HELLO a keyed board says ERR BOOT, unsigned", () => {
    const { say, device, link } = bench({ key: KEY });
    expect(meaning(say(1, open))).toBe(`ERR code=BOOT boot=${device.boot()}`);
    expect(link()).toEqual(initialBoardLink);
  });

  test("[LL-6.3] a keyed board opens no unkeyed session", () => {
    const { say, link } = bench({ key: KEY });
    expect(meaning(say(0, { kind: "hello" }))).toBe("ERR code=AUTH");
    expect(link()).toEqual(initialBoardLink);
  });

  test("[LL-3.3] a repeat in a keyed session gets its stored reply, mac and all", () => {
    const { say, sign, device } = keyedBench();
    const first = say(1, open, sign);
    expect(say(1, open, sign)).toBe(first);
    expect(device.pulses).toHaveLength(1);
  });
});
