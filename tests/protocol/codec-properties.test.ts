// What must hold for every line there is, not only for the vectors: no throw, no corruption taken, bounded memory.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crcOf } from "#protocol/crc.ts";
import { parseLine } from "#protocol/line.ts";
import type { Request } from "#protocol/messages.ts";
import { channelsOf, maskOf } from "#protocol/mask.ts";
import { decodeReply, encodeReply } from "#protocol/reply-codec.ts";
import { decodeRequest, encodeRequest } from "#protocol/request-codec.ts";
import { emptySplitter, splitBytes } from "#protocol/splitter.ts";
import { anyReply, anyRequest } from "./arbitraries.ts";
import { bytesOfText } from "./node-hmac.ts";
import { validReplies, validRequests } from "./vector-files.ts";

const addr = fc.integer({ min: 0x01, max: 0x7e });
const seq = fc.integer({ min: 0, max: 0xffff });
const validLine = fc.constantFrom(...[...validRequests, ...validReplies].map(({ line }) => line));

const write = (request: Request) => (): string => encodeRequest({ addr: 1, seq: 1, request });

describe("there and back", () => {
  test("[LL-4] every request can be written and read back", () => {
    fc.assert(
      fc.property(addr, seq, anyRequest, (board, number, request) => {
        const line = encodeRequest({ addr: board, seq: number, request });
        expect(decodeRequest(line)).toEqual({
          ok: true,
          value: { addr: board, seq: number, request },
        });
      }),
    );
  });

  test("[LL-4] every reply can be written and read back", () => {
    fc.assert(
      fc.property(addr, seq, anyReply, (board, number, { asked, reply }) => {
        const line = encodeReply({ addr: board, seq: number, reply });
        const decoded = decodeReply(line, { addr: board, seq: number, asked });
        expect(decoded).toEqual({ ok: true, value: { addr: board, seq: number, reply } });
      }),
    );
  });

  test("[LL-4] masks and channels say the same, channel 1 is bit 0", () => {
    expect(channelsOf("000803")).toEqual([1, 2, 12]);
    expect(maskOf([1, 2, 12], 24)).toBe("000803");
    expect(maskOf([], 1)).toBe("0");
    expect(() => maskOf([25], 24)).toThrow(RangeError);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 48 })), (channels) => {
        expect(channelsOf(maskOf(channels, 48))).toEqual(
          channels.toSorted((left, right) => left - right),
        );
      }),
    );
  });

  test("[LL-4.6] a line that breaks a rule cannot be written", () => {
    const open = { kind: "open", op: 1, pulseMs: 400, boot: "5D21E0C4", byMs: 1 } as const;
    expect(write({ ...open, channel: 0 })).toThrow("ch=0 breaks its own rule");
    expect(write({ ...open, channel: 49 })).toThrow("ch=49 breaks its own rule");
    expect(write({ ...open, channel: 1, pulseMs: 1501 })).toThrow("ms=1501 breaks its own rule");
    expect(write({ ...open, channel: 1, op: 2 ** 53 })).toThrow("breaks its own rule");
    expect(write({ ...open, channel: 1.5 })).toThrow("ch=1.5 breaks its own rule");
  });
});

describe("noise", () => {
  test("[LL-2] the check value of the CRC is 29B1", () => {
    expect(crcOf("123456789")).toBe(0x29b1);
  });

  test("[LL-2.3] no text and no byte makes the decoders throw", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."<>01 AFHELO=*.mac".split("")) }),
      fc.string({ maxLength: 400 }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const withCrc = `${text}*${crcOf(text).toString(16).toUpperCase().padStart(4, "0")}`;
        for (const line of [text, withCrc]) {
          decodeRequest(line);
          decodeReply(line, { addr: 1, seq: 0, asked: "poll" });
        }
      }),
      { numRuns: 500 },
    );
  });

  test("[LL-2.3] one changed byte anywhere in a line, and nobody takes it", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(validLine, fc.nat(), byte, (line, position, changed) => {
        const bytes = bytesOfText(`${line}\n`);
        const index = position % line.length;
        fc.pre(bytes[index] !== changed);
        bytes[index] = changed;
        const { lines } = splitBytes(emptySplitter, bytes);
        for (const taken of lines) expect(parseLine(taken).ok).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  test("[LL-2.3] lost or repeated bytes make no line of a line", () => {
    fc.assert(
      fc.property(validLine, fc.nat(), fc.integer({ min: 1, max: 12 }), (line, start, count) => {
        const index = start % line.length;
        const shorter = line.slice(0, index) + line.slice(index + count);
        const part = line.slice(index, index + count);
        for (const text of [shorter, line.slice(0, index) + part + line.slice(index)]) {
          expect(parseLine(text).ok && text !== line).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("[LL-1.2] the splitter gives the same lines however the bytes are cut", () => {
    const stream = fc.array(
      fc.oneof(
        validLine.map((line) => bytesOfText(`${line}\n`)),
        fc.uint8Array({ maxLength: 300 }),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 50 }), (parts, size) => {
        const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
        const whole = splitBytes(emptySplitter, bytes);
        let splitter = emptySplitter;
        const lines: string[] = [];
        let dropped = 0;
        for (let start = 0; start < bytes.length; start += size) {
          const step = splitBytes(splitter, bytes.subarray(start, start + size));
          splitter = step.splitter;
          lines.push(...step.lines);
          dropped += step.dropped;
        }
        expect({ lines, dropped, splitter }).toEqual(whole);
      }),
    );
  });

  test("[LL-1.2] the splitter's memory stays under one line, whatever comes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 20 }), (chunks) => {
        let splitter = emptySplitter;
        for (const chunk of chunks) {
          ({ splitter } = splitBytes(splitter, chunk));
          expect(splitter.partial.length).toBeLessThanOrEqual(200);
        }
      }),
    );
    let splitter = emptySplitter;
    for (let count = 0; count < 10_000; count += 1) {
      ({ splitter } = splitBytes(splitter, bytesOfText("x".repeat(100))));
    }
    expect(splitter).toEqual({ partial: "", skipping: true });
    const million = new Uint8Array(1_000_000).fill(0x78);
    expect(splitBytes(emptySplitter, million).splitter).toEqual({ partial: "", skipping: true });
  });
});
