// What a benchmark is and what it gives: figures beside their floors, and tables of how they grow. Shapes only.

/** How much is measured: `quick` proves that everything runs, `full` gives figures. */
export type Scale = "quick" | "full";

export type BenchWorld = {
  readonly scale: Scale;
  /** Empty, on the disk that is measured; the caller removes it. */
  readonly folder: string;
  /** One line for whoever waits. */
  readonly say: (line: string) => void;
};

/** One row of the table. Texts carry their units. */
export type Figure = {
  readonly what: string;
  readonly measured: string;
  /** The same work without us, measured in turns with it. */
  readonly floor: string;
  /** Measured over floor, or floor over measured for a rate: what the goal speaks of. `undefined`: the goal is absolute, or there is none. */
  readonly ratio: number | undefined;
  readonly goal: string;
  /** `undefined`: no goal was set. */
  readonly met: boolean | undefined;
};

export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export type Findings = {
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
  /** What a reader must know to believe the figures of this run: what limits them, what grew. */
  readonly remarks: readonly string[];
};

export type Bench = {
  readonly title: string;
  /** What is measured between which two moments, over what, and what the floor is. Markdown. */
  readonly how: string;
  readonly run: (world: BenchWorld) => Promise<Findings>;
};
