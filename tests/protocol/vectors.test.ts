// Every vector four ways: decoded, encoded, there and back, and one byte at a time between junk. The invalid ones are refused.
import { describe, expect, test } from "vitest";
import { parseLine, type Signer } from "#protocol/line.ts";
import { decodeReply, encodeReply } from "#protocol/reply-codec.ts";
import { decodeRequest, encodeRequest } from "#protocol/request-codec.ts";
import { deriveSessionKey, isSignedBy, signerOf } from "#protocol/session.ts";
import { emptySplitter, splitBytes, type Splitter } from "#protocol/splitter.ts";
import { bytesOfHex, bytesOfText, nodeHmac } from "./node-hmac.ts";
import {
  invalidLines,
  sessions,
  streams,
  validReplies,
  validRequests,
  type Invalid,
} from "./vector-files.ts";

const signer = (sessionKey: string | undefined): Signer | undefined =>
  sessionKey === undefined ? undefined : signerOf(nodeHmac, bytesOfHex(sessionKey));

function split(chunks: readonly Uint8Array[]): { lines: string[]; dropped: number } {
  const lines: string[] = [];
  let dropped = 0;
  let splitter: Splitter = emptySplitter;
  for (const chunk of chunks) {
    const step = splitBytes(splitter, chunk);
    lines.push(...step.lines);
    dropped += step.dropped;
    splitter = step.splitter;
  }
  return { lines, dropped };
}

/** Junk, LF, the line, LF, junk: only the line comes out. */
function oneByteAtATime(line: string): string[] {
  const bytes = bytesOfText(`\u0000\u00ffjunk\u0007\n${line}\nmore junk \u0080`);
  return split([...bytes].map((byte) => Uint8Array.of(byte))).lines;
}

describe("valid requests", () => {
  for (const vector of validRequests) {
    test(`[${vector.clause}] ${vector.name}`, () => {
      const sign = signer(vector.sessionKey);
      const { mac: _, ...request } = vector.decoded;
      const encoded = vector.encoded ?? vector.line;
      expect(decodeRequest(vector.line)).toEqual({ ok: true, value: vector.decoded });
      expect(encodeRequest(request, sign)).toBe(encoded);
      expect(decodeRequest(encoded)).toEqual({ ok: true, value: vector.decoded });
      expect(oneByteAtATime(vector.line)).toEqual([vector.line]);
      expect(sign === undefined || isSignedBy(sign, vector.line)).toBe(true);
    });
  }
});

describe("valid replies", () => {
  for (const vector of validReplies) {
    test(`[${vector.clause}] ${vector.name}`, () => {
      const sign = signer(vector.sessionKey);
      const { mac: _, ...reply } = vector.decoded;
      const expected = { addr: reply.addr, seq: reply.seq, asked: vector.asked };
      const encoded = vector.encoded ?? vector.line;
      expect(decodeReply(vector.line, expected)).toEqual({ ok: true, value: vector.decoded });
      expect(encodeReply(reply, sign)).toBe(encoded);
      expect(decodeReply(encoded, expected)).toEqual({ ok: true, value: vector.decoded });
      expect(oneByteAtATime(vector.line)).toEqual([vector.line]);
      expect(sign === undefined || isSignedBy(sign, vector.line)).toBe(true);
    });
  }
});

function decodeInvalid({ direction, line, expected }: Invalid) {
  if (direction === "to-board") return decodeRequest(line);
  return decodeReply(line, expected ?? { addr: 1, seq: 0, asked: "stat" });
}

describe("invalid lines", () => {
  for (const vector of invalidLines) {
    test(`[${vector.clause}] ${vector.name} is refused`, () => {
      const error =
        vector.key === undefined ? { kind: vector.fault } : { kind: vector.fault, key: vector.key };
      expect(decodeInvalid(vector)).toEqual({ ok: false, error });
    });
  }

  test("[LL-2.3] a line with any fault of its frame is not even parsed", () => {
    const ofTheFrame = invalidLines.filter(({ fault }) =>
      ["too-long", "bad-character", "bad-crc", "bad-grammar", "bad-address"].includes(fault),
    );
    expect(ofTheFrame.length).toBeGreaterThan(30);
    for (const { line } of ofTheFrame) expect(parseLine(line).ok).toBe(false);
  });
});

describe("streams of bytes", () => {
  for (const vector of streams) {
    test(`[${vector.clause}] ${vector.name}`, () => {
      const { chunks, lines, dropped } = vector;
      expect(split(chunks.map((chunk) => bytesOfHex(chunk)))).toEqual({ lines, dropped });
    });
  }
});

describe("keyed sessions", () => {
  for (const vector of sessions) {
    test(`[${vector.clause}] ${vector.name}`, () => {
      const sessionKey = deriveSessionKey(nodeHmac, bytesOfHex(vector.key), vector);
      expect(Buffer.from(sessionKey).toString("hex").toUpperCase()).toBe(vector.sessionKey);
      for (const { text, mac } of vector.signed) {
        expect(signerOf(nodeHmac, sessionKey)(text)).toBe(mac);
      }
    });
  }

  test("[LL-6.2] a line is not signed by another key, with another text, or without mac", () => {
    const sign = signerOf(nodeHmac, bytesOfHex("00".repeat(32)));
    const text = ">01 0001 STAT";
    expect(isSignedBy(sign, `${text} mac=${sign(text)}*0000`)).toBe(true);
    expect(isSignedBy(sign, `>01 0002 STAT mac=${sign(text)}*0000`)).toBe(false);
    expect(isSignedBy(sign, `${text} mac=5D00D20F88A96057*0000`)).toBe(false);
    expect(isSignedBy(sign, `${text}*0000`)).toBe(false);
  });
});
