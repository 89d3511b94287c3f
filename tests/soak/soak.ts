// What a long proof is: a name, one line about it, and a run that ends with a verdict and figures.
// Which proofs there are is in main.ts; what each of them does, in a file of its own.

/** What a proof measured, as it goes into `docs/figures/<name>.json`. */
export type Figures = { readonly [name: string]: number | string | boolean | Figures };

export type SoakOptions = {
  /** How long it may take, about; a proof with a fixed amount of work does that much and no more. */
  readonly minutes: number;
  /** How often to play what is played a number of times; the proof's own number if missing. */
  readonly runs?: number;
  /** Where all of its chance comes from: the same seed does the same work. */
  readonly seed: number;
  /** Progress, one line for a person. */
  readonly say: (line: string) => void;
};

export type SoakOutcome = {
  readonly passed: boolean;
  /** What came of it, in one sentence; of a failure also how to see it again. */
  readonly sentence: string;
  readonly figures: Figures;
};

export type Soak = {
  readonly name: string;
  readonly about: string;
  readonly run: (options: SoakOptions) => Promise<SoakOutcome>;
};
