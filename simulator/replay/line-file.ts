// Lines of a file that may be anything and of any size, as a stream: no line longer than its bound is ever held.
// What a line says is not known here.
import { createReadStream } from "node:fs";

export type FileLine = {
  /** From 1. */
  readonly number: number;
  /** `undefined`: longer than a line may be. */
  readonly text: string | undefined;
  /** The file ends without the end of this line, as one does that was cut off. */
  readonly torn: boolean;
};

export const LINE_BYTES_MAX = 256 * 1024;
const LF = 0x0a;

/** Throws what reading a file throws; its caller says it in a sentence. */
export async function* readFileLines(path: string): AsyncGenerator<FileLine, void> {
  let number = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  const take = (torn: boolean): FileLine => {
    number += 1;
    const text =
      restBytes > LINE_BYTES_MAX ? undefined : Buffer.concat(rest).toString("utf8").trimEnd();
    rest = [];
    restBytes = 0;
    return { number, text, torn };
  };
  const hold = (bytes: Buffer): void => {
    restBytes += bytes.length;
    if (restBytes <= LINE_BYTES_MAX) rest.push(bytes);
    else rest = [];
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, from)) {
      hold(chunk.subarray(from, end));
      yield take(false);
      from = end + 1;
    }
    hold(chunk.subarray(from));
  }
  if (restBytes > 0) yield take(true);
}
