// What a board remembers of the operations it accepted since its boot: enough to never fire one twice [LL-4.3].
import type { OperationResult } from "#protocol/messages.ts";

export type OperationVerb = "open" | "vend";
export type Operation = {
  readonly op: number;
  readonly verb: OperationVerb;
  readonly channel: number;
  result: OperationResult;
};

export type Operations = {
  readonly capacity: number;
  /** Highest operation accepted since boot, 0 for none. */
  highest: number;
  readonly known: Map<number, Operation>;
};

export function createOperations(capacity: number): Operations {
  return { capacity, highest: 0, known: new Map() };
}

/** Remembers a newly accepted operation; the oldest beyond the capacity is forgotten. */
export function acceptOperation(operations: Operations, accepted: Omit<Operation, "result">): void {
  operations.highest = accepted.op;
  operations.known.set(accepted.op, { ...accepted, result: "accepted" });
  const [oldest] = operations.known.keys();
  if (oldest !== undefined && operations.known.size > operations.capacity) {
    operations.known.delete(oldest);
  }
}

export function recordResult(operations: Operations, op: number, result: OperationResult): void {
  const operation = operations.known.get(op);
  if (operation) operation.result = result;
}
