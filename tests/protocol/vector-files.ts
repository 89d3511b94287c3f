// The vectors as the tests read them. The files themselves are written by hand from PROTOCOL.md, never by our own codec.
import { readFileSync } from "node:fs";
import type { Reply, Request } from "#protocol/messages.ts";
import type { Expected } from "#protocol/reply-codec.ts";

type Named = { readonly name: string; readonly clause: string; readonly line: string };
type Signed = { readonly sessionKey?: string; readonly encoded?: string };

export type ValidRequest = Named &
  Signed & {
    readonly direction: "to-board";
    readonly decoded: {
      readonly addr: number;
      readonly seq: number;
      readonly request: Request;
      readonly mac?: string;
    };
  };
export type ValidReply = Named &
  Signed & {
    readonly direction: "to-host";
    readonly asked: Request["kind"];
    readonly decoded: {
      readonly addr: number;
      readonly seq: number;
      readonly reply: Reply;
      readonly mac?: string;
    };
  };
export type Invalid = Named & {
  readonly direction: "to-board" | "to-host";
  readonly fault: string;
  readonly key?: string;
  readonly expected?: Expected;
};
export type Stream = {
  readonly name: string;
  readonly clause: string;
  readonly chunks: readonly string[];
  readonly lines: readonly string[];
  readonly dropped: number;
};
export type SessionVector = {
  readonly name: string;
  readonly clause: string;
  readonly key: string;
  readonly addr: number;
  readonly hostNonce: string;
  readonly boardNonce: string;
  readonly boot: string;
  readonly sessionKey: string;
  readonly signed: readonly { readonly text: string; readonly mac: string }[];
};

const read = (file: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../firmware-protocol/vectors/${file}`, import.meta.url), "utf8"),
  );

const valid = read("valid.json") as readonly (ValidRequest | ValidReply)[];
export const validRequests = valid.filter((vector) => vector.direction === "to-board");
export const validReplies = valid.filter((vector) => vector.direction === "to-host");
export const invalidLines = read("invalid.json") as readonly Invalid[];
export const streams = read("streams.json") as readonly Stream[];
export const sessions = read("sessions.json") as readonly SessionVector[];
