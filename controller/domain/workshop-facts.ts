// What technicians leave in the ledger: a door that was tested, and the test of many that ended. Past and durable like every fact,
// and about doors only.
import type { CompartmentNumber } from "./ids.ts";

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
  | {
      readonly kind: "self-test-ended";
      readonly passed: readonly CompartmentNumber[];
      readonly failed: readonly CompartmentNumber[];
      readonly skipped: readonly CompartmentNumber[];
      /** Somebody stopped it before its last door. */
      readonly stopped: boolean;
    };
