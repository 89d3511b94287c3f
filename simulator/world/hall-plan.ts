// How a simulated wall is built: which doors hang on which board of which bus. Data only.

export type HallPlan = { readonly buses: readonly BusPlan[] };

export type BusPlan = {
  readonly id: string;
  readonly carrier: "serial" | "tcp" | "mqtt";
  readonly boards: readonly BoardPlan[];
};

export type BoardPlan = {
  readonly address: number;
  /** Channel 1 first. */
  readonly doors: readonly DoorPlan[];
  readonly nvlog: boolean;
  /** 32 bytes, on a board that speaks only in keyed sessions. */
  readonly key: Uint8Array | undefined;
};

export type DoorPlan = {
  readonly number: number;
  readonly itemSensor: boolean;
  readonly doorSensor: boolean;
  readonly low: boolean;
};
