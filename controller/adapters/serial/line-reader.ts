// Whole lines out of a serial port: the readline parser, with a stage in front that keeps to LL-1.2.
// The parser has no bound of its own and gives out half a line when its stream ends: behind this stage it never holds one.
import { type Readable, Transform } from "node:stream";
import { ReadlineParser } from "@serialport/parser-readline";
import { emptySplitter, splitBytes } from "#protocol/splitter.ts";

/** `heard` gets each line without LF. What is too long or not printable is gone up to its LF; half a line is never heard. */
export function readLines(port: Readable, heard: (line: string) => void): void {
  const lines = port.pipe(createLineStage()).pipe(new ReadlineParser({ encoding: "latin1" }));
  lines.on("data", heard);
}

/** Lets only whole lines through, each with its LF, and holds one line at most. */
function createLineStage(): Transform {
  let splitter = emptySplitter;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      const split = splitBytes(splitter, chunk);
      splitter = split.splitter;
      if (split.lines.length > 0) this.push(`${split.lines.join("\n")}\n`);
      done();
    },
  });
}
