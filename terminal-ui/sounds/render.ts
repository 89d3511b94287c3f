// Renders the default set of clips into terminal-ui/clips with espeak-ng and opusenc: what is missing, and nothing else. A clip is
// named after its text, so a text that changed is missing. A plain list of all of them lies beside, for whoever speaks them in.
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { type Clip, clipFile } from "../app/speech/clip.ts";
import type { Language } from "../app/texts.ts";
import { everyClip } from "./clip-list.ts";

const VOICES: Readonly<Record<Language, string>> = { nl: "nl", fr: "fr-be", de: "de", en: "en-gb" };
/** Words a minute: slower than people talk, since nobody can look back at what was said. */
const PACE = "145";
/** Kilobits a second: a voice needs no more. */
const BITRATE = "16";
const SETTINGS = JSON.stringify([VOICES, PACE, BITRATE]);

const folder = join(import.meta.dirname, "../clips");
const listFile = join(folder, "clips.json");

/** Without `-z` every piece of a sentence would end with the pause of a whole one. */
const espeak = ({ language, text }: Clip): Promise<Buffer> =>
  ran(
    "espeak-ng",
    ["-v", VOICES[language], "-s", PACE, "-z", "--stdin", "--stdout"],
    Buffer.from(text),
  );

const ENCODING = `--quiet --bitrate ${BITRATE} --comp 5 --discard-comments --padding 0 --ignorelength`;
const opusenc = (wave: Buffer): Promise<Buffer> =>
  ran("opusenc", [...ENCODING.split(" "), "-", "-"], wave);

/** Answers what the program printed; throws where it is missing or ended badly: then there is no set of clips. */
function ran(program: string, args: readonly string[], input: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
    const printed: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0
        ? resolve(Buffer.concat(printed))
        : reject(new Error(`${program} ended with ${code}`)),
    );
    child.stdin.end(input);
  });
}

async function renderClip(clip: Clip): Promise<void> {
  const file = join(folder, clipFile(clip));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, await opusenc(await espeak(clip)));
  // Whole or not there at all, whenever the power goes.
  renameSync(`${file}.part`, file);
}

/** So many at a time as there are processors. */
async function renderAll(clips: readonly Clip[]): Promise<void> {
  const queue = [...clips];
  const worker = async (): Promise<void> => {
    for (let clip = queue.pop(); clip !== undefined; clip = queue.pop()) await renderClip(clip);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** A set that was made in another voice is made anew. */
function clearOtherVoice(): void {
  const settingsFile = join(folder, "voice.json");
  const known = existsSync(settingsFile) ? readFileSync(settingsFile, "utf8") : "";
  if (known !== SETTINGS) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(settingsFile, SETTINGS);
}

/** What no text asks for any more. */
function removeStale(wanted: ReadonlySet<string>): void {
  for (const language of Object.keys(VOICES)) {
    const inside = join(folder, language);
    if (!existsSync(inside)) continue;
    for (const name of readdirSync(inside))
      if (!wanted.has(`${language}/${name}`)) rmSync(join(inside, name));
  }
}

clearOtherVoice();
const clips = new Map(everyClip().map((clip) => [clipFile(clip), clip]));
const missing = [...clips].filter(([file]) => !existsSync(join(folder, file)));
await renderAll(missing.map(([, clip]) => clip));
removeStale(new Set(clips.keys()));
const list = Object.fromEntries([...clips].map(([file, { text }]) => [file, text]));
writeFileSync(listFile, `${JSON.stringify(list, undefined, 1)}\n`);
process.stderr.write(`loket24: ${missing.length} of ${clips.size} spoken clips were rendered.\n`);
