// What a trial is: what befalls other controllers, what is expected here, and the ways of playing it with their endings as data.
// How a terminal for it is built is stage.ts; how an ending is judged, verdict.ts; the trials themselves lie in plays/.
import type { Ending } from "./ending.ts";
import type { Stage } from "./stage.ts";

export type Variant = {
  /** What is special about it, for the sentence of a failure. */
  readonly what: string;
  readonly play: (stage: Stage) => Promise<void>;
  readonly ends: Ending;
  /** The controller is a process of its own that can be killed; otherwise it runs among the others in this one. */
  readonly asProcess?: boolean;
};

export type Trial = {
  /** Kebab-case; names the trial in figures and on the command line. */
  readonly name: string;
  /** What the nearest open controllers were measured to do. */
  readonly befallsOthers: string;
  readonly expectation: string;
  /** Runs take turns through them. */
  readonly variants: readonly [Variant, ...Variant[]];
};
