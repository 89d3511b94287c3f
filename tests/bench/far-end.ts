// The far end of a measured line: starts the process that is it (far-end-process.ts) and asks what it saw.
// Times are of the machine's monotonic clock, which both processes share.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const BAUD = 115_200;
/** 8N1: ten bits to a byte [LL-1.1]. */
export const lineMs = (bytes: number): number => (bytes * 10_000) / BAUD;

export type FarEndOptions =
  /** Simulated boards at 01, 02 …; they refuse each OPEN, so that the next one need not wait for a door. */
  | { readonly kind: "lockerline"; readonly boards: number; readonly doors: number }
  /** Modbus RTU slaves 1, 2 … `silenceMs`: the quiet that must go before every frame, 0 for a line that does without. */
  | {
      readonly kind: "modbus";
      readonly boards: number;
      readonly doors: number;
      readonly silenceMs: number;
    };

/** One request and its reply as the line carried them. */
export type Heard = {
  /** The first byte of the request was there. */
  readonly atMs: number;
  /** The last byte of the reply had passed. */
  readonly endMs: number;
  /** So much earlier it would have passed, had the far end never waited for a processor. */
  readonly lateMs: number;
  readonly address: number;
  readonly verb: string;
  /** Of OPEN. */
  readonly op: number | undefined;
  readonly requestBytes: number;
  readonly replyBytes: number;
};

/** What answers: pieces of a request in, the reply to a whole one out. `undefined`: more of it is to come, or nobody answers. */
export type Answering = (
  bytes: Buffer,
) => (Pick<Heard, "address" | "verb" | "op"> & { readonly reply: Buffer }) | undefined;

export type FarEnd = {
  /** What a host opens. */
  readonly path: string;
  /** What was heard since the last time. */
  readonly take: () => Promise<readonly Heard[]>;
  readonly stop: () => Promise<void>;
};

const processPath = fileURLToPath(new URL("./far-end-process.ts", import.meta.url));

export async function startFarEnd(options: FarEndOptions): Promise<FarEnd> {
  const child = fork(processPath, [JSON.stringify(options)], { serialization: "advanced" });
  const path = await answerOf<string>(child);
  return {
    path,
    take() {
      const answer = answerOf<readonly Heard[]>(child);
      child.send("take");
      return answer;
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const fail = (): void => reject(new Error("the far end of the line ended"));
  child.once("exit", fail);
  // The process at the other end is ours: what it answers is written beside what is asked here.
  child.once("message", (answer) => {
    child.off("exit", fail);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    resolve(answer as Answer);
  });
  return promise;
}
