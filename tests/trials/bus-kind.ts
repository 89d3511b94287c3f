// The three ways in which a board can hang on a controller; every trial is played over each.
export const busKinds = ["serial", "tcp", "mqtt"] as const;
export type BusKind = (typeof busKinds)[number];
