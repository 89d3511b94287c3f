// Whole lines out of a serial port: the readline parser, with a stage in front that keeps to LL-1.2.
// The parser has no bound of its own and gives out half a line when its stream ends: behind this stage it never holds one.
import type { Readable } from "node:stream";
import { ReadlineParser } from "@serialport/parser-readline";
import { emptySplitter, splitBytes } from "#protocol/splitter.ts";

/** `heard` gets each line without LF. What is too long or not printable is gone up to its LF; half a line is never heard. */
export function readLines(port: Readable, heard: (line: string) => void): void {
  const parser = new ReadlineParser({ encoding: "latin1" });
  parser.on("data", heard);
  let splitter = emptySplitter;
  port.on("data", (chunk: Uint8Array) => {
    const split = splitBytes(splitter, chunk);
    splitter = split.splitter;
    // Only whole lines, each with its LF. It gives them out before this returns: nothing waits in it, so nothing need be held back.
    if (split.lines.length > 0) parser.write(`${split.lines.join("\n")}\n`, "latin1");
  });
}
