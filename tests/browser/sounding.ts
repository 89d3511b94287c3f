// Looks at what a page says, and decodes the clips that it is made of. Runs inside the page, so it stands alone and judges nothing;
// of the browser it knows only what it declares here.

export type Said = {
  /** Counts every time that something is said. */
  readonly count: number;
  readonly text: string;
  /** Addresses, with a space between. */
  readonly clips: string;
  readonly sound: string;
  readonly sounds: number;
};

/** `loudness`: the root of the mean square of its samples; 0 where there is no such clip. */
export type Sounding = {
  readonly file: string;
  readonly seconds: number;
  readonly loudness: number;
};

declare const document: {
  readonly querySelector: (selector: string) => {
    readonly dataset: Readonly<Record<string, string | undefined>>;
  } | null;
};
declare class OfflineAudioContext {
  constructor(channels: number, length: number, rate: number);
  readonly decodeAudioData: (bytes: ArrayBuffer) => Promise<{
    readonly duration: number;
    readonly getChannelData: (channel: number) => Float32Array;
  }>;
}

export function readSaid(): Said {
  const spoken = document.querySelector(".spoken");
  const { said, words = "", clips = "", sound = "", sounds } = spoken?.dataset ?? {};
  return { count: Number(said ?? 0), text: words, clips, sound, sounds: Number(sounds ?? 0) };
}

export async function decodeClips(files: readonly string[]): Promise<Sounding[]> {
  const context = new OfflineAudioContext(1, 1, 48_000);
  const decode = async (file: string): Promise<Sounding> => {
    const answer = await fetch(file);
    if (!answer.ok) return { file, seconds: 0, loudness: 0 };
    const sound = await context.decodeAudioData(await answer.arrayBuffer());
    const samples = sound.getChannelData(0);
    let square = 0;
    for (const sample of samples) square += sample * sample;
    return { file, seconds: sound.duration, loudness: Math.sqrt(square / samples.length) };
  };
  return Promise.all(files.map(decode));
}
