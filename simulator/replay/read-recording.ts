// From a file to a recording: recognises which of the two kinds it is by its first line, and says in one sentence what is wrong
// with any other. Reads as a stream; what is kept is bounded, and so is the file.
import { access, stat } from "node:fs/promises";
import { createAxis } from "./axis.ts";
import { parseCaptureLine } from "./capture-line.ts";
import { CAPTURE_STARTED, createCaptureStory } from "./capture-story.ts";
import type { Read, Told } from "./happening.ts";
import { parseJson, parseLedgerLine } from "./ledger-line.ts";
import { createLedgerStory } from "./ledger-story.ts";
import { type FileLine, LINE_BYTES_MAX, readFileLines } from "./line-file.ts";
import {
  createRecorder,
  type Recorder,
  type Recording,
  type RecordingKind,
  type When,
} from "./recording.ts";
import { spanText } from "./telling.ts";

const FILE_BYTES_MAX = 4 * 2 ** 30;
/** What the ledger’s database begins with. */
const SQLITE_HEAD = "SQLite format 3";
const HOW_TO = "give an export (loket24 ledger export --format jsonl) or a bus capture";

/** Takes one parsed line; the objection ends a sentence that names the line. */
type Taker = { readonly take: (content: unknown) => string | undefined };

/** A capture's older half, `<path>.1`, is read before it where it lies beside it. */
export async function readRecording(path: string): Promise<Read<Recording>> {
  try {
    const { size } = await stat(path);
    if (size > FILE_BYTES_MAX)
      return objection(path, `is larger than ${FILE_BYTES_MAX / 2 ** 30} GiB: cut out the night`);
    return await readKnown(path);
  } catch (error) {
    return objection(path, `cannot be read (${error instanceof Error ? error.message : "?"})`);
  }
}

const objection = (path: string, what: string): { readonly objection: string } => ({
  objection: `${path} ${what}.`,
});

async function readKnown(path: string): Promise<Read<Recording>> {
  const kind = await kindOf(path);
  if ("objection" in kind) return kind;
  const recorder = createRecorder(kind.value);
  const taker = kind.value === "ledger" ? ledgerTaker(recorder) : captureTaker(recorder);
  const older = `${path}.1`;
  const paths = kind.value === "capture" && (await exists(older)) ? [older, path] : [path];
  for (const each of paths) {
    const problem = await readInto(each, taker, recorder);
    if (problem !== undefined) return objection(each, problem);
  }
  return { value: recorder.finish() };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function kindOf(path: string): Promise<Read<RecordingKind>> {
  for await (const { text } of readFileLines(path)) {
    const kind = text === undefined ? undefined : kindOfLine(text);
    return kind === undefined ? objection(path, whatElse(text ?? "")) : { value: kind };
  }
  return objection(path, `is empty: ${HOW_TO}`);
}

function kindOfLine(text: string): RecordingKind | undefined {
  const content = parseJson(text);
  if (typeof content !== "object" || content === null) return undefined;
  if ("seq" in content && "kind" in content && "body" in content) return "ledger";
  return "tMs" in content && "bus" in content && "dir" in content ? "capture" : undefined;
}

function whatElse(text: string): string {
  if (text.startsWith(SQLITE_HEAD)) return `is the ledger itself: ${HOW_TO}`;
  if (/^"?seq"?,/.test(text)) return `is an export as a spreadsheet: ${HOW_TO}`;
  return `is no recording, its line 1 is neither a row of a ledger nor a line of a bus: ${HOW_TO}`;
}

/**
 * A line that cannot be read is wrong, unless its writer lost its power there: then it is the last one of the file, or a new run
 * begins after it.
 */
async function readInto(
  path: string,
  { take }: Taker,
  recorder: Recorder,
): Promise<string | undefined> {
  let unread: string | undefined;
  const forgive = (): void => {
    unread = undefined;
    recorder.notice(`A line of ${path} is cut off and was left out.`);
  };
  for await (const line of readFileLines(path)) {
    if (line.text === "") continue;
    if (unread !== undefined && !beginsRun(line)) return unread;
    if (unread !== undefined) forgive();
    const problem = problemOf(line, take);
    if (problem !== undefined) unread = `is wrong in line ${line.number}: ${problem}`;
    if (line.torn && unread !== undefined) forgive();
  }
  return unread;
}

const beginsRun = ({ text = "" }: FileLine): boolean => text.includes(`"${CAPTURE_STARTED}"`);

function problemOf({ text }: FileLine, take: Taker["take"]): string | undefined {
  if (text === undefined) return `it is longer than ${LINE_BYTES_MAX / 1024} KiB`;
  const content = parseJson(text);
  return content === undefined ? "it is no JSON" : take(content);
}

function ledgerTaker(recorder: Recorder): Taker {
  const axis = createAxis();
  const story = createLedgerStory();
  let lastSeq = 0;
  let last: When | undefined;
  return {
    take(content) {
      const row = parseLedgerLine(content);
      if ("objection" in row) return row.objection;
      const { seq, kind, monoMs, atMs: wallMs, clockTrusted } = row.value;
      if (seq <= lastSeq) return `its seq ${seq} comes after ${lastSeq}: the rows are not in order`;
      lastSeq = seq;
      const newRun = kind === "terminal-started" || kind === "ledger-restored";
      const when = { tMs: axis({ monoMs, wallMs, newRun }), wallMs, clockTrusted };
      if (newRun && last !== undefined) recorder.tell(gapTold(when.tMs - last.tMs), last);
      last = when;
      recorder.tell(story(row.value), when);
      return undefined;
    },
  };
}

/** No row tells when a controller stopped: after its last row nobody can say what the doors did. */
const gapTold = (gapMs: number): Told => ({
  text: `The last row before the controller started anew, ${spanText(gapMs)} later: when it stopped is not known`,
  tone: "warning",
  changes: [{ kind: "all-unread", why: "the controller stopped here, or some time after" }],
});

function captureTaker(recorder: Recorder): Taker {
  const axis = createAxis();
  const story = createCaptureStory();
  return {
    take(content) {
      const line = parseCaptureLine(content);
      if ("objection" in line) return line.objection;
      const { tMs: monoMs, wallMs, bus, dir, line: text } = line.value;
      const tMs = axis({ monoMs, wallMs, newRun: dir === "port" && text === CAPTURE_STARTED });
      recorder.hear({ tMs, wallMs, bus, direction: dir, text });
      for (const told of story(line.value, tMs))
        recorder.tell(told, { tMs, wallMs, clockTrusted: true });
      return undefined;
    },
  };
}
