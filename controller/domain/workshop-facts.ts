// What technicians leave in the ledger: a door that was tested, and the test of many that ended. Past and durable like every fact,
// and about doors only.
import type { BoardId, CompartmentNumber } from "./ids.ts";

export type TestOutcome =
  /** Seen to open, seen to close, nothing inside. */
  | "opened"
  /** Driven, and no sensor saw it. */
  | "driven"
  | "not-opened"
  /** Another door opened in its place. */
  | "wrong-door"
  /** It opened, and another one with it. */
  | "also-opened"
  | "item-inside"
  /** The item sensor saw no hand come and go. */
  | "item-unchecked"
  /** Whoever stood there says that the number on the door that opened was another. */
  | "wrong-number"
  | "left-open"
  | "fault"
  | "unknown"
  /** Proven: no pulse happened. */
  | "not-fired";

export type WorkshopFact =
  | {
      readonly kind: "door-tested";
      readonly compartment: CompartmentNumber;
      readonly outcome: TestOutcome;
      /** From the grant to the opening. */
      readonly openMs?: number;
      /** The door that opened although it should not have. */
      readonly other?: CompartmentNumber;
    }
  /** Seen to open, it and no other, under this wiring, and confirmed by whoever stood there. */
  | {
      readonly kind: "door-commissioned";
      readonly compartment: CompartmentNumber;
      readonly board: BoardId;
      readonly channel: number;
    }
  | {
      readonly kind: "self-test-ended";
      readonly passed: readonly CompartmentNumber[];
      readonly failed: readonly CompartmentNumber[];
      readonly skipped: readonly CompartmentNumber[];
      /** Somebody stopped it before its last door. */
      readonly stopped: boolean;
    };
