// Programmer errors crash: recovery is replay of the ledger, never a guess at what a broken state meant.

export function assert(condition: boolean, why: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${why}`);
}

export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
